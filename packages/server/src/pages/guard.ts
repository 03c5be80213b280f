import { VitrineError } from '@vitrine/core'
import type { PageRequest } from './page-context.ts'

/** @throws {VitrineError} `UNAUTHENTICATED` for guests, `FORBIDDEN` for everybody but administrators */
export const requireAdmin = async (request: PageRequest): Promise<void> => {
  const me = await request.me()
  if (!me.isAdmin) throw new VitrineError(me.user ? 'FORBIDDEN' : 'UNAUTHENTICATED')
}
