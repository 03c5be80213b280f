import type { Rights } from '../access/rights.ts'
import { type Visitor, visitorKey } from '../access/visitor.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoRow } from './photo.table.ts'
import { keepVisible } from './visible-rows.ts'

/** What was asked for, and is there. */
export interface OpinionColumns {
  readonly favourite_id?: number | null
  readonly own_stars?: number | null
  readonly all_stars?: number | null
  readonly all_ratings?: number | null
}

/** @param of - Whose favourite it may be, who may have rated it, and whether the sum of all ratings is wanted. */
export const selectPhotoWithOpinions = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  id: number,
  of: { readonly chooser: Visitor | null; readonly rater: Visitor | null; readonly isScoreWanted: boolean },
): Promise<(PhotoRow & OpinionColumns) | undefined> => {
  const { chooser, rater, isScoreWanted } = of
  let query = db
    .selectFrom('photos')
    .selectAll('photos')
    .where('photos.id', '=', id)
    .$castTo<PhotoRow & OpinionColumns>()
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
  if (isScoreWanted)
    query = query.select((eb) => [
      eb
        .selectFrom('photo_scores')
        .select('photo_scores.stars')
        .whereRef('photo_scores.photo_id', '=', 'photos.id')
        .as('all_stars'),
      eb
        .selectFrom('photo_scores')
        .select('photo_scores.ratings')
        .whereRef('photo_scores.photo_id', '=', 'photos.id')
        .as('all_ratings'),
    ])
  const [seen] = await keepVisible(db, dialect, rights, await query.execute())
  return seen
}
