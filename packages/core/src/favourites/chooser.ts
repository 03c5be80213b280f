import { feedbackBit } from '../access/link-terms.ts'
import type { Rights } from '../access/rights.ts'
import type { Visitor } from '../access/visitor.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'

/** `null`: guests, links that do not allow it, and those whom a host application knows, who are no users here. */
export const chooserOf = ({ userId, linkId, terms }: Rights): Visitor | null => {
  if (userId !== null) return { userId }
  return linkId !== null && terms !== null && (terms.feedback & feedbackBit.favourite) !== 0 ? { linkId } : null
}

/** @throws {VitrineError} `UNAUTHENTICATED` for guests; `FORBIDDEN` for everybody else without favourites. */
export const requireChooser = ({ rights, actor }: CallContext): Visitor => {
  const chooser = chooserOf(rights)
  if (chooser === null) throw refusal(actor)
  return chooser
}
