import { managesEverything, type Rights } from '../access/rights.ts'
import { type CommentCondition, unlessPending } from '../comments/comment.readable.ts'
import type { CommentsInShort } from '../comments/comment-state.types.ts'
import { conversationsAt } from '../comments/conversations-at.ts'
import { toMayComment } from '../comments/may-comment.ts'
import type { CallContext } from '../context.ts'
import { chooserOf } from '../favourites/chooser.ts'
import type { FavouriteState } from '../favourites/favourite-state.types.ts'
import { isId } from '../input/is-id.ts'
import { toPhotoScore } from '../ratings/photo-score.ts'
import type { PhotoScore } from '../ratings/photo-score.types.ts'
import { raterOf } from '../ratings/rater.ts'
import { requirePhoto } from './photo.guard.ts'
import { type OpinionColumns, selectPhotoWithOpinions } from './photo.opinions.store.ts'
import type { PhotoRow } from './photo.table.ts'

/**
 * A photo with what the one who asks thinks of it, and others, and how much was written about it: by one statement, because its page asks for them, too.
 *
 * @throws {VitrineError} `PHOTO_NOT_FOUND` where it is missing, in the trash, or not for this actor.
 */
export const requirePhotoWithOpinions = async (
  context: CallContext,
  id: number,
): Promise<{
  readonly row: PhotoRow
  readonly favourite: FavouriteState
  readonly score: PhotoScore
  readonly comments: CommentsFor
}> => {
  const { gallery, actor, rights } = context
  const [isOn, settings] = await Promise.all([
    gallery.lookups.areRatingsOn(rights.commit),
    gallery.lookups.comments(rights.commit),
  ])
  const [chooser, rater] = [chooserOf(rights), raterOf(rights, isOn)]
  const seen = isId(id)
    ? await selectPhotoWithOpinions(gallery.connections.read, rights, id, {
        chooser,
        rater,
        comments: countedComments(rights, await conversationsAt(context, settings.enabled)),
      })
    : undefined
  // Not seen, or by those alone who review it: they think of it when it is there.
  const found: PhotoRow & OpinionColumns = seen ?? (await requirePhoto(context, id))
  const { favourite_id = null, own_stars: own = null, all_stars: stars, all_ratings: ratings, ...rest } = found
  const { reader_comments: seenByReader = 0, moderator_comments: seenByModerator = seenByReader, ...row } = rest
  return {
    row,
    favourite: { isFavourite: favourite_id !== null, mayChoose: chooser !== null },
    score: toPhotoScore({ rater, isOn }, { stars: stars ?? 0, ratings: ratings ?? 0, own }),
    comments: (isModerator, isOpen) => ({
      count: Number(isModerator ? seenByModerator : seenByReader),
      ...toMayComment(actor, rights, settings, isOpen),
    }),
  }
}

/** Whether somebody moderates the photo, and whether it takes new ones, is known when its albums are. */
type CommentsFor = (isModerator: boolean, isOpen: boolean) => CommentsInShort

const countedComments = (rights: Rights, conversations: CommentCondition | null) => {
  if (conversations === null) return null
  const both =
    (condition: CommentCondition): CommentCondition =>
    (eb) =>
      eb.and([conversations(eb), condition(eb)])
  return {
    reader: both(unlessPending(rights, managesEverything(rights))),
    moderator: rights.userId === null ? null : conversations,
  }
}
