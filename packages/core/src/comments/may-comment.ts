import type { Actor } from '../access/actor.ts'
import type { Rights } from '../access/rights.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import type { CommentsInShort } from './comment-state.types.ts'
import { commenterOf } from './commenter.ts'

/** @param takesComments - Whether the photo or the album in question takes new ones. */
export const toMayComment = (
  actor: Actor,
  rights: Rights,
  settings: CommentSettings,
  takesComments: boolean,
): Omit<CommentsInShort, 'count'> => {
  const commenter = takesComments ? commenterOf(actor, rights, settings) : null
  return {
    mayComment: commenter !== null,
    needsName: commenter === 'guest' && !(actor.kind === 'host' && actor.name !== undefined),
  }
}
