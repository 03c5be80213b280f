import type { CallContext } from '../context.ts'
import type { VisitDraft } from './history.types.ts'

/** Whether plugins let a visit count: one of them may know machines that call themselves browsers. */
export const mayVisit = async ({ gallery, actor }: CallContext, visit: VisitDraft): Promise<boolean> => {
  const facts = {
    photoId: visit.photoId ?? null,
    section: visit.section,
    type: visit.type ?? 'page',
    address: visit.address ?? null,
    userAgent: visit.userAgent ?? null,
  }
  return (await gallery.hooks.check('visit.count', facts, { actor })).length === 0
}
