import type { Actor } from '../access/actor.ts'
import { feedbackBit } from '../access/link-terms.ts'
import type { Rights } from '../access/rights.ts'
import type { Visitor } from '../access/visitor.ts'
import type { CommentSettings } from './comment-settings.types.ts'

/** Who writes: a user, whoever comes by a link, or somebody without an account. */
export type Commenter = Visitor | 'guest'

/** Whether those who came by this link may write, and read what was written by it. */
export const hasConversation = ({ linkId, terms }: Pick<Rights, 'linkId' | 'terms'>): boolean =>
  linkId !== null && terms !== null && (terms.feedback & feedbackBit.comment) !== 0

/**
 * `null`: where comments are off, links that do not allow them, guests where they may not, and the gallery itself, which is nobody. Those
 * whom a host application knows have no user here, and count as guests.
 */
export const commenterOf = (
  actor: Actor,
  rights: Rights,
  { enabled, guests }: Pick<CommentSettings, 'enabled' | 'guests'>,
): Commenter | null => {
  const { userId, linkId } = rights
  if (linkId !== null) return hasConversation(rights) ? { linkId } : null
  if (userId !== null) return enabled ? { userId } : null
  return enabled && guests && actor.kind !== 'system' ? 'guest' : null
}
