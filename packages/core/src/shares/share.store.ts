import type { CapabilityBits } from '../access/capabilities.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { ShareLinkRow } from './share-link.table.ts'

export const selectLink = (db: Reader, id: number): Promise<ShareLinkRow | undefined> =>
  db.selectFrom('share_links').selectAll().where('id', '=', id).executeTakeFirst()

export const selectLinkByHash = (db: Reader, keyHash: string): Promise<ShareLinkRow | undefined> =>
  db.selectFrom('share_links').selectAll().where('key_hash', '=', keyHash).executeTakeFirst()

/** Those of one user, or all; of these, those that were granted an album, or all. */
export interface LinkFilter {
  readonly createdBy: number | null
  readonly albumId?: number | undefined
}

const linksOf = (db: Reader, { createdBy, albumId }: LinkFilter) => {
  let query = db.selectFrom('share_links')
  if (createdBy !== null) query = query.where('created_by', '=', createdBy)
  if (albumId !== undefined)
    query = query.where('share_links.id', 'in', (eb) =>
      eb
        .selectFrom('album_grants')
        .select('principal_id')
        .where('album_id', '=', albumId)
        .where('principal_type', '=', 'link'),
    )
  return query
}

/** Newest first. */
export const selectLinks = (
  db: Reader,
  filter: LinkFilter,
  range: { beforeId?: number | undefined; limit: number },
): Promise<ShareLinkRow[]> => {
  let query = linksOf(db, filter).selectAll().orderBy('share_links.id', 'desc').limit(range.limit)
  if (range.beforeId !== undefined) query = query.where('share_links.id', '<', range.beforeId)
  return query.execute()
}

export const countLinks = async (db: Reader, filter: LinkFilter): Promise<number> => {
  const row = await linksOf(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export interface LinkGrantRow {
  readonly principal_id: number
  readonly album_id: number
  readonly capabilities: CapabilityBits
}

export const selectGrantsOfLinks = async (
  db: Reader,
  dialect: DialectSupport,
  linkIds: readonly number[],
): Promise<LinkGrantRow[]> =>
  linkIds.length === 0
    ? []
    : db
        .selectFrom('album_grants')
        .select(['principal_id', 'album_id', 'capabilities'])
        .where('principal_type', '=', 'link')
        .where('principal_id', 'in', dialect.idList(linkIds))
        .orderBy('album_id')
        .execute()

export const countPhotosOfLinks = async (
  db: Reader,
  dialect: DialectSupport,
  linkIds: readonly number[],
): Promise<Map<number, number>> => {
  if (linkIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('share_photos')
    .select('link_id')
    .select((eb) => eb.fn.countAll<number>().as('photos'))
    .where('link_id', 'in', dialect.idList(linkIds))
    .groupBy('link_id')
    .execute()
  return new Map(rows.map((row) => [row.link_id, Number(row.photos)]))
}

export const selectPhotosOfLink = async (db: Reader, linkId: number): Promise<number[]> => {
  const rows = await db.selectFrom('share_photos').select('photo_id').where('link_id', '=', linkId).execute()
  return rows.map((row) => row.photo_id)
}

export const insertLink = async (
  db: Writer,
  row: Omit<ShareLinkRow, 'id' | 'revoked_at' | 'uses' | 'last_used_at'>,
): Promise<number> => {
  const { insertId } = await db
    .insertInto('share_links')
    .values({ ...row, revoked_at: null, last_used_at: null })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export const insertLinkGrants = async (
  db: Writer,
  linkId: number,
  grants: readonly { albumId: number; bits: CapabilityBits }[],
): Promise<void> => {
  if (grants.length === 0) return
  await db
    .insertInto('album_grants')
    .values(
      grants.map(({ albumId, bits }) => ({
        album_id: albumId,
        principal_type: 'link' as const,
        principal_id: linkId,
        capabilities: bits,
      })),
    )
    .execute()
}

/** In one statement: 1,000 pairs are below the bound of either engine. */
export const insertLinkPhotos = async (db: Writer, linkId: number, photoIds: readonly number[]): Promise<void> => {
  if (photoIds.length === 0) return
  await db
    .insertInto('share_photos')
    .values(photoIds.map((photo_id) => ({ link_id: linkId, photo_id })))
    .execute()
}

export const updateLink = async (
  db: Writer,
  id: number,
  change: Partial<
    Pick<
      ShareLinkRow,
      | 'name'
      | 'recipient'
      | 'password_hash'
      | 'max_uses'
      | 'expires_at'
      | 'photo_bits'
      | 'max_size'
      | 'watermark_text'
      | 'feedback_bits'
    >
  >,
): Promise<void> => {
  if (Object.keys(change).length === 0) return
  await db.updateTable('share_links').set(change).where('id', '=', id).execute()
}

export const updateLinkGrants = async (db: Writer, linkId: number, bits: CapabilityBits): Promise<void> => {
  await db
    .updateTable('album_grants')
    .set({ capabilities: bits })
    .where('principal_type', '=', 'link')
    .where('principal_id', '=', linkId)
    .execute()
}

export const revokeLink = async (db: Writer, id: number, at: string): Promise<void> => {
  await db.updateTable('share_links').set({ revoked_at: at }).where('id', '=', id).execute()
  await db.deleteFrom('album_grants').where('principal_type', '=', 'link').where('principal_id', '=', id).execute()
}

/** Ends all links of one user, or all there are, in two statements however many they are. @returns How many had not been revoked. */
export const revokeLinks = async (db: Writer, createdBy: number | null, at: string): Promise<number> => {
  let ending = db.updateTable('share_links').set({ revoked_at: at }).where('revoked_at', 'is', null)
  let grants = db.deleteFrom('album_grants').where('principal_type', '=', 'link')
  if (createdBy !== null) {
    ending = ending.where('created_by', '=', createdBy)
    grants = grants.where('principal_id', 'in', (eb) =>
      eb.selectFrom('share_links').select('id').where('created_by', '=', createdBy),
    )
  }
  const { numUpdatedRows } = await ending.executeTakeFirst()
  await grants.execute()
  return Number(numUpdatedRows)
}

/** Takes an album out of links. @returns Those of them that are granted nothing any more, and were not revoked before. */
export const withdrawAlbum = async (
  db: Writer,
  dialect: DialectSupport,
  albumId: number,
  linkIds: readonly number[],
): Promise<number[]> => {
  await db
    .deleteFrom('album_grants')
    .where('album_id', '=', albumId)
    .where('principal_type', '=', 'link')
    .where('principal_id', 'in', dialect.idValues(linkIds))
    .execute()
  const left = new Set((await selectGrantsOfLinks(db, dialect, linkIds)).map((grant) => grant.principal_id))
  return linkIds.filter((id) => !left.has(id))
}
