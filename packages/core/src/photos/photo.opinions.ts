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
 * A photo with what the one who asks thinks of it, and others: by one statement, because its page asks for both.
 *
 * @throws {VitrineError} `PHOTO_NOT_FOUND` where it is missing, in the trash, or not for this actor.
 */
export const requirePhotoWithOpinions = async (
  context: CallContext,
  id: number,
): Promise<{ readonly row: PhotoRow; readonly favourite: FavouriteState; readonly score: PhotoScore }> => {
  const { gallery, rights } = context
  const isOn = await gallery.lookups.areRatingsOn(rights.commit)
  const [chooser, rater] = [chooserOf(rights), raterOf(rights, isOn)]
  const seen = isId(id)
    ? await selectPhotoWithOpinions(gallery.connections.read, gallery.dialect, rights, id, { chooser, rater })
    : undefined
  // Not seen, or by those alone who review it: they think of it when it is there.
  const found: PhotoRow & OpinionColumns = seen ?? (await requirePhoto(context, id))
  const { favourite_id = null, own_stars: own = null, all_stars: stars, all_ratings: ratings, ...row } = found
  return {
    row,
    favourite: { isFavourite: favourite_id !== null, mayChoose: chooser !== null },
    score: toPhotoScore({ rater, isOn }, { stars: stars ?? 0, ratings: ratings ?? 0, own }),
  }
}
