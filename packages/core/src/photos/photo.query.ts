import type { SelectQueryBuilder } from 'kysely'
import { inVisibleAlbum, visiblePhotos } from '../access/predicate.ts'
import { type Rights, seesEverything } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { compileQuery } from '../query/compile.ts'
import { parseQuery } from '../query/parse.ts'
import type { PhotoScope } from './photo.types.ts'

/** A scope that was checked: the album and the tag exist for this actor. */
export type CheckedScope = PhotoScope

/** Lists of one album alone are read along the album's own index. */
export const isAlongAlbum = (scope: CheckedScope): boolean => scope.album !== undefined && !scope.recursive

type PhotosQuery = SelectQueryBuilder<Database, 'photos' | 'album_photos', unknown>

/** Photos of a scope that the actor may see; nothing selected yet. */
export const scopedPhotos = (db: Reader, dialect: DialectSupport, rights: Rights, scope: CheckedScope): PhotosQuery => {
  let query: PhotosQuery
  if (isAlongAlbum(scope)) {
    // The album itself was checked: what is in it is seen, but for the trash and the level.
    query = db
      .selectFrom('album_photos')
      .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
      .where('album_photos.album_id', '=', scope.album as number)
      .where('photos.deleted_at', 'is', null)
    if (!seesEverything(rights)) query = query.where('photos.level', '<=', rights.level)
  } else {
    let all = db.selectFrom('photos').where(visiblePhotos(rights, dialect))
    if (scope.album !== undefined) all = all.where(inVisibleAlbum(rights, dialect, scope.album))
    // Its table is not joined: the orders that name it are only used along an album.
    query = all as unknown as PhotosQuery
  }
  const { tag, q } = scope
  if (tag !== undefined) {
    query = query.where((eb) =>
      eb(
        'photos.id',
        'in',
        eb.selectFrom('photo_tags').select('photo_tags.photo_id').where('photo_tags.tag_id', '=', tag),
      ),
    )
  }
  if (q !== undefined) {
    const matches = compileQuery(parseQuery(q), { rights, dialect })
    if (matches) query = query.where((eb) => matches(eb as never))
  }
  return query
}
