import type { CapabilityBits } from '../access/capabilities.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { ShareLinkRow } from './share-link.table.ts'

export const selectLink = (db: Reader, id: number): Promise<ShareLinkRow | undefined> =>
  db.selectFrom('share_links').selectAll().where('id', '=', id).executeTakeFirst()

export const selectLinkIdByHash = async (db: Reader, keyHash: string): Promise<number | null> => {
  const row = await db.selectFrom('share_links').select('id').where('key_hash', '=', keyHash).executeTakeFirst()
  return row?.id ?? null
}

/** Newest first; those of one user, or all. */
export const selectLinks = (
  db: Reader,
  range: { createdBy: number | null; beforeId?: number | undefined; limit: number },
): Promise<ShareLinkRow[]> => {
  let query = db.selectFrom('share_links').selectAll().orderBy('id', 'desc').limit(range.limit)
  if (range.createdBy !== null) query = query.where('created_by', '=', range.createdBy)
  if (range.beforeId !== undefined) query = query.where('id', '<', range.beforeId)
  return query.execute()
}

export const countLinks = async (db: Reader, createdBy: number | null): Promise<number> => {
  let query = db.selectFrom('share_links').select((eb) => eb.fn.countAll<number>().as('count'))
  if (createdBy !== null) query = query.where('created_by', '=', createdBy)
  return Number((await query.executeTakeFirstOrThrow()).count)
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

export const insertLink = async (
  db: Writer,
  row: Pick<ShareLinkRow, 'name' | 'level' | 'expires_at' | 'created_by'> & { key_hash: string; created_at: string },
): Promise<number> => {
  const { insertId } = await db
    .insertInto('share_links')
    .values({ ...row, revoked_at: null })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export const insertLinkGrants = async (
  db: Writer,
  linkId: number,
  grants: readonly { albumId: number; bits: CapabilityBits }[],
): Promise<void> => {
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

export const revokeLink = async (db: Writer, id: number, at: string): Promise<void> => {
  await db.updateTable('share_links').set({ revoked_at: at }).where('id', '=', id).execute()
  await db.deleteFrom('album_grants').where('principal_type', '=', 'link').where('principal_id', '=', id).execute()
}
