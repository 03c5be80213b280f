import { type SelectQueryBuilder, sql } from 'kysely'
import { inVisibleAlbum, visiblePhotos } from '../access/predicate.ts'
import { type Rights, seesEverything } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { and } from '../query/build.ts'
import { compileQuery } from '../query/compile.ts'
import { parseQuery } from '../query/parse.ts'
import type { Query } from '../query/query.types.ts'

/** A scope that was checked: what it names exists for this actor, and all that is asked is in words, with no relative date in it. */
export interface CheckedScope {
  /** Not a smart one: what that asks for is in `also`. */
  readonly album?: number | undefined
  readonly recursive?: boolean | undefined
  /** Albums that photos must be in as well, or, with `recursive`, in one below. */
  readonly albums?: readonly number[] | undefined
  /** Each a tag with those below it: photos have one of every set. */
  readonly tagSets?: readonly (readonly number[])[] | undefined
  readonly q?: string | undefined
  /** What `q` asks for where it names smart albums: these written out. */
  readonly meaning?: Query | undefined
  /** More conditions, joined by AND. */
  readonly also?: readonly Query[] | undefined
}

/** All conditions of a scope but its first album and its tags. */
export const queryOf = ({ q, meaning, also = [], albums = [], recursive }: CheckedScope): Query =>
  and([
    meaning ?? parseQuery(q ?? ''),
    ...also,
    ...albums.map((id): Query => ({ type: 'ref', field: recursive ? 'tree' : 'album', id })),
  ])

/** Lists of one album alone are read along the album's own index. */
export const isAlongAlbum = (scope: CheckedScope): boolean => scope.album !== undefined && !scope.recursive

export type PhotosQuery = SelectQueryBuilder<Database, 'photos' | 'album_photos', unknown>

/** Whether nothing but the album picks the photos. */
export const isAlbumAlone = ({ album: _album, ...rest }: CheckedScope): boolean =>
  Object.values(rest).every((value) => value === undefined)

/** Photos of a scope that the actor may see; nothing selected yet. Along an album, by `index` of its links where one is named. */
export const scopedPhotos = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  index?: string,
): PhotosQuery => {
  let query: PhotosQuery
  if (isAlongAlbum(scope)) {
    // The album itself was checked: what is in it is seen, but for the trash and the level.
    const along = index === undefined ? null : dialect.alongIndex('album_photos', index)
    const links = db.selectFrom('album_photos')
    query = (
      along ? (db.selectFrom(sql.table('album_photos').as<'album_photos'>(along)) as unknown as typeof links) : links
    )
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
  for (const tagIds of scope.tagSets ?? []) {
    query = query.where((eb) =>
      eb(
        'photos.id',
        'in',
        eb
          .selectFrom('photo_tags')
          .select('photo_tags.photo_id')
          .where(
            'photo_tags.tag_id',
            tagIds.length === 1 ? '=' : 'in',
            tagIds.length === 1 ? (tagIds[0] as number) : dialect.idList(tagIds),
          ),
      ),
    )
  }
  const matches = compileQuery(queryOf(scope), { rights, dialect })
  if (matches) query = query.where((eb) => matches(eb as never))
  return query
}
