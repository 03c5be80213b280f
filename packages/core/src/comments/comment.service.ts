import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { transact } from '../transaction.ts'
import { addComment } from './comment.add.ts'
import { approveComments, removeComments } from './comment.decide.ts'
import { listAll, listOfLink, listOfTarget } from './comment.lists.ts'
import type { ToldComment } from './comment.store.ts'
import type { Comment, CommentsService } from './comment.types.ts'
import { rewriteComment } from './comment.update.ts'
import { toComments } from './comment.views.ts'
import { writeCommentSettings } from './comment-settings.change.ts'
import { commentSettingsPatch, readCommentSettings } from './comment-settings.ts'
import type { CommentSettings } from './comment-settings.types.ts'

export const createCommentsService = (gallery: GalleryContext, actor: Actor): CommentsService => {
  const withSettings = <T>(work: (context: CallContext, settings: CommentSettings) => Promise<T>): Promise<T> =>
    call(gallery, actor, async (context) => work(context, await gallery.lookups.comments(context.rights.commit)))

  /** What was written, as whoever wrote it is told. */
  const written = (work: (context: CallContext, settings: CommentSettings) => Promise<ToldComment>): Promise<Comment> =>
    withSettings(async (context, settings) => {
      const row = await work(context, settings)
      const author = row.user_id === null ? undefined : await gallery.lookups.user(context.rights.commit, row.user_id)
      const [comment] = await toComments(context, settings, [{ ...row, username: author?.username ?? null }])
      return comment as Comment
    })

  return {
    ofPhoto: (photoId, options = {}) =>
      withSettings((context, settings) => listOfTarget(context, settings, { photoId }, options)),
    ofAlbum: (albumId, options = {}) =>
      withSettings((context, settings) => listOfTarget(context, settings, { albumId }, options)),
    list: (options = {}) => withSettings((context, settings) => listAll(context, settings, options)),
    ofLink: (linkId, options = {}) =>
      withSettings((context, settings) => listOfLink(context, settings, linkId, options)),
    add: (target, draft, { address } = {}) =>
      written((context, settings) => addComment(context, settings, { target, draft, address })),
    update: (id, patch) => written((context, settings) => rewriteComment(context, settings, id, patch)),
    approve: (ids) => withSettings((context, settings) => approveComments(context, settings, ids)),
    remove: (ids) => withSettings((context, settings) => removeComments(context, settings, ids)),

    settings: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return readCommentSettings(gallery.connections.read)
      }),
    setSettings: (patch) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const checked = validate(commentSettingsPatch, patch)
        await transact(gallery, actor, (unit) => writeCommentSettings(unit, checked))
        return readCommentSettings(gallery.connections.read)
      }),
  }
}
