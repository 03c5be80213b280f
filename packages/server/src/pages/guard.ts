import { VitrineError } from '@vitrine/core'
import type { PageRequest } from './page-context.ts'

/** @throws {VitrineError} `UNAUTHENTICATED` for guests, `FORBIDDEN` for everybody else who has no account here */
export const requireUser = async (request: PageRequest): Promise<void> => {
  const me = await request.me()
  if (!me.user) throw new VitrineError(me.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
}

/** @throws {VitrineError} `UNAUTHENTICATED` for guests, `FORBIDDEN` for everybody but administrators */
export const requireAdmin = async (request: PageRequest): Promise<void> => {
  const me = await request.me()
  if (!me.isAdmin) throw new VitrineError(me.user ? 'FORBIDDEN' : 'UNAUTHENTICATED')
}
