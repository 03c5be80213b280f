import { sql } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { toWords } from '../text/search-key.ts'
import { allTexts } from '../translations/read-translations.ts'
import type { AlbumRow } from './album.table.ts'

export type AlbumWithLink = AlbumRow & {
  /** The present permalink. */
  readonly permalink: string | null
}

export const selectAlbumsWithLinks = (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
): Promise<AlbumWithLink[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('albums')
        .selectAll('albums')
        .select((eb) =>
          eb
            .selectFrom('album_permalinks')
            .select('album_permalinks.path')
            .whereRef('album_permalinks.album_id', '=', 'albums.id')
            .where('album_permalinks.is_current', '=', 1)
            .limit(1)
            .as('permalink'),
        )
        .where('albums.id', 'in', dialect.idList(ids))
        .execute()

export const selectAlbum = (db: Reader, id: number): Promise<AlbumRow | undefined> =>
  db.selectFrom('albums').selectAll().where('id', '=', id).executeTakeFirst()

type NewAlbum = Pick<
  AlbumRow,
  'parent_id' | 'position' | 'name' | 'slug' | 'description' | 'visibility' | 'is_folder' | 'created_by'
> &
  Partial<Pick<AlbumRow, 'allows_comments' | 'photo_sort' | 'children_order' | 'query'>> & { at: string }

export const insertAlbum = async (db: Writer, row: NewAlbum): Promise<number> => {
  const { at, ...columns } = row
  const { insertId } = await db
    .insertInto('albums')
    .values({
      photo_sort: null,
      children_order: null,
      query: null,
      theme: null,
      ...columns,
      name_words: toWords(columns.name),
      is_locked: 0,
      inherits_grants: 1,
      cover_photo_id: null,
      created_at: at,
      updated_at: at,
    })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export const updateAlbum = async (
  db: Writer,
  id: number,
  columns: Partial<Omit<AlbumRow, 'id' | 'created_at'>>,
): Promise<void> => {
  const isRenamed = columns.name !== undefined || columns.translations !== undefined
  const words = isRenamed ? { name_words: await readWords(db, id, columns) } : {}
  await db
    .updateTable('albums')
    .set({ ...columns, ...words })
    .where('id', '=', id)
    .execute()
}

/** An album is found by its name in every language; no phrase reaches from one into the next. */
const readWords = async (db: Writer, id: number, columns: Partial<AlbumRow>): Promise<string> => {
  const row = await db
    .selectFrom('albums')
    .select(['name', 'translations'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return allTexts({ ...row, ...columns }, 'name')
    .map(toWords)
    .join(betweenNames)
}

/** No part of a word. */
export const betweenNames = '|'

export const selectGrants = (db: Reader, albumId: number) =>
  db
    .selectFrom('album_grants')
    .select(['principal_type', 'principal_id', 'capabilities'])
    .where('album_id', '=', albumId)
    .orderBy('principal_type')
    .orderBy('principal_id')
    .execute()

export const replaceGrants = async (
  db: Writer,
  albumId: number,
  grants: readonly { principal_type: 'user' | 'group' | 'link'; principal_id: number; capabilities: number }[],
): Promise<void> => {
  await db.deleteFrom('album_grants').where('album_id', '=', albumId).execute()
  if (grants.length > 0)
    await db
      .insertInto('album_grants')
      .values(grants.map((grant) => ({ album_id: albumId, ...grant })))
      .execute()
}

/** Locks the album's row for the rest of the transaction, where the engine does not lock all there is anyway. */
export const lockAlbum = async (db: Writer, dialect: DialectSupport, id: number): Promise<AlbumRow | undefined> => {
  let query = db.selectFrom('albums').selectAll().where('id', '=', id)
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  return query.executeTakeFirst()
}

const linkedPhotos = (db: Writer, dialect: DialectSupport, albumIds: readonly number[]) =>
  db.selectFrom('album_photos').select('photo_id').distinct().where('album_id', 'in', dialect.idList(albumIds))

export const selectPhotosIn = async (
  db: Writer,
  dialect: DialectSupport,
  albumIds: readonly number[],
): Promise<number[]> => (await linkedPhotos(db, dialect, albumIds).execute()).map((row) => row.photo_id)

/** Photos whose every album is among these: without them they would be in none. */
export const selectPhotosOnlyIn = async (
  db: Writer,
  dialect: DialectSupport,
  albumIds: readonly number[],
): Promise<number[]> => {
  const rows = await linkedPhotos(db, dialect, albumIds)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('album_photos as others')
            .select(sql<number>`1`.as('one'))
            .whereRef('others.photo_id', '=', 'album_photos.photo_id')
            .where(({ not: never, eb }) => never(eb('others.album_id', 'in', dialect.idList(albumIds)))),
        ),
      ),
    )
    .execute()
  return rows.map((row) => row.photo_id)
}
