import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'

/** Asks plugins about a file that comes in. @throws {VitrineError} `HOOK_REJECTED`, with the field that each of them names */
export const requireGate = async <N extends 'upload.authorize' | 'upload.validate'>(
  { gallery, actor }: CallContext,
  name: N,
  payload: Parameters<typeof gallery.hooks.check<N>>[1],
): Promise<void> => {
  const rejections = await gallery.hooks.check(name, payload, { actor })
  if (rejections.length === 0) return
  const issues = rejections.map(({ field, message }) => ({ path: field ?? 'file', message }))
  throw new VitrineError('HOOK_REJECTED', { details: { hook: name }, issues })
}
