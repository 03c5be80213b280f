import type { ExpressionBuilder } from 'kysely'
import type { Rights } from '../access/rights.ts'
import { type Visitor, visitorKey } from '../access/visitor.ts'
import type { CommentCondition } from '../comments/comment.readable.ts'
import type { Database, Reader } from '../db/database.ts'
import type { PhotoRow } from './photo.table.ts'
import { isVisible } from './visible-rows.ts'

/** What there is, of what was asked for. */
export interface OpinionColumns {
  readonly favourite_id?: number | null
  readonly own_stars?: number | null
  readonly all_stars?: number | null
  readonly all_ratings?: number | null
  readonly reader_comments?: number
  readonly moderator_comments?: number
}

const commentsOfPhoto = (eb: ExpressionBuilder<Database, 'photos'>, condition: CommentCondition) =>
  eb
    .selectFrom('comments')
    .select((count) => count.fn.countAll<number>().as('count'))
    .whereRef('comments.photo_id', '=', 'photos.id')
    .where('comments.state', '!=', 'removed')
    .where((inner) => condition(inner as never))

/**
 * A photo that somebody sees, `undefined` otherwise.
 *
 * @param of - Whose favourite it may be, who may have rated it, and which comments are counted.
 */
export const selectPhotoWithOpinions = async (
  db: Reader,
  rights: Rights,
  id: number,
  {
    chooser,
    rater,
    comments,
  }: {
    readonly chooser: Visitor | null
    readonly rater: Visitor | null
    /** As they are read, and as those read them who moderate. */
    readonly comments: { readonly reader: CommentCondition; readonly moderator: CommentCondition | null } | null
  },
): Promise<(PhotoRow & OpinionColumns) | undefined> => {
  let query = db
    .selectFrom('photos')
    .leftJoin('photo_scores', 'photo_scores.photo_id', 'photos.id')
    .selectAll('photos')
    .select(['photo_scores.stars as all_stars', 'photo_scores.ratings as all_ratings'])
    // By the same statement as the photo: both engines know this aggregate, and a photo is in a few albums.
    .select((eb) =>
      eb
        .selectFrom('album_photos')
        .select((inner) => inner.fn.agg<string | null>('group_concat', ['album_photos.album_id']).as('ids'))
        .whereRef('album_photos.photo_id', '=', 'photos.id')
        .as('album_ids'),
    )
    .where('photos.id', '=', id)
    .$castTo<PhotoRow & OpinionColumns & { readonly album_ids: string | null }>()
  if (chooser) {
    const key = visitorKey(chooser)
    query = query.select((eb) =>
      eb
        .selectFrom('favourites')
        .select('favourites.id')
        .whereRef('favourites.photo_id', '=', 'photos.id')
        .where(`favourites.${key.column}`, '=', key.id)
        .as('favourite_id'),
    )
  }
  if (rater) {
    const key = visitorKey(rater)
    query = query.select((eb) =>
      eb
        .selectFrom('photo_ratings')
        .select('photo_ratings.stars')
        .whereRef('photo_ratings.photo_id', '=', 'photos.id')
        .where(`photo_ratings.${key.column}`, '=', key.id)
        .as('own_stars'),
    )
  }
  if (comments) {
    const { reader, moderator } = comments
    query = query.select((eb) => commentsOfPhoto(eb, reader).as('reader_comments'))
    if (moderator) query = query.select((eb) => commentsOfPhoto(eb, moderator).as('moderator_comments'))
  }
  const row = await query.executeTakeFirst()
  if (!row) return undefined
  const { album_ids: ids, ...seen } = row
  const albumIds = ids === null ? [] : ids.split(',').map(Number)
  return isVisible(rights, seen, albumIds) ? seen : undefined
}
