import type { Actor } from '../access/actor.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { UploadQuotaRow } from './review.table.ts'
import type { QuotaOwner } from './review.types.ts'

export interface QuotaKey {
  readonly type: UploadQuotaRow['owner_type']
  readonly id: number
}

/** Whose limit an upload counts against; `null`: nobody's. */
export const quotaKeyOf = (actor: Actor): QuotaKey | null => {
  switch (actor.kind) {
    // A key is no way around the limit of its user.
    case 'user':
    case 'apiKey':
      return { type: 'user', id: actor.userId }
    case 'link':
      return { type: 'link', id: actor.linkId }
    case 'guest':
      return { type: 'guests', id: 0 }
    default:
      return null
  }
}

export const toQuotaKey = (owner: QuotaOwner): QuotaKey =>
  owner === 'guests'
    ? { type: 'guests', id: 0 }
    : 'user' in owner
      ? { type: 'user', id: owner.user }
      : { type: 'link', id: owner.link }

export const selectQuota = (db: Reader, { type, id }: QuotaKey): Promise<UploadQuotaRow | undefined> =>
  db
    .selectFrom('upload_quotas')
    .selectAll()
    .where('owner_type', '=', type)
    .where('owner_id', '=', id)
    .executeTakeFirst()

/**
 * Counts a file against a limit, where there is one and it allows that. One statement: however many come at once, the sum is never above.
 *
 * @returns `false` where it is too much.
 */
export const countUpload = async (db: Writer, { type, id }: QuotaKey, bytes: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('upload_quotas')
    .set((eb) => ({ photos: eb('photos', '+', 1), bytes: eb('bytes', '+', bytes) }))
    .where('owner_type', '=', type)
    .where('owner_id', '=', id)
    .where((eb) => eb.or([eb('max_photos', 'is', null), eb('photos', '<', eb.ref('max_photos'))]))
    .where((eb) => eb.or([eb('max_bytes', 'is', null), eb(eb('bytes', '+', bytes), '<=', eb.ref('max_bytes'))]))
    .executeTakeFirst()
  return numUpdatedRows > 0n || (await selectQuota(db, { type, id })) === undefined
}

/** What somebody has added so far: counted once, when a limit is set. */
export const selectUsage = async (db: Reader, { type, id }: QuotaKey): Promise<{ photos: number; bytes: number }> => {
  let query = db
    .selectFrom('photos')
    .select((eb) => [eb.fn.countAll<number>().as('photos'), eb.fn.sum<number | null>('bytes').as('bytes')])
  if (type === 'user') query = query.where('added_by', '=', id)
  else
    query = query.where('photos.id', 'in', (eb) => {
      const sent = eb.selectFrom('photo_reviews').select('photo_id')
      return type === 'link'
        ? sent.where('link_id', '=', id)
        : sent.where('user_id', 'is', null).where('link_id', 'is', null)
    })
  const row = await query.executeTakeFirstOrThrow()
  return { photos: Number(row.photos), bytes: Number(row.bytes ?? 0) }
}

type Limits = Pick<UploadQuotaRow, 'max_photos' | 'max_bytes'>

/** Changes a limit, and nothing of what was counted meanwhile. @returns `false` where there is none. */
export const updateQuota = async (db: Writer, { type, id }: QuotaKey, limits: Limits): Promise<boolean> => {
  await db.updateTable('upload_quotas').set(limits).where('owner_type', '=', type).where('owner_id', '=', id).execute()
  // Engines do not agree on whether a row that stays as it was counts as updated.
  return (await selectQuota(db, { type, id })) !== undefined
}

/** From here on, uploads that end wait for the transaction, and count themselves after it. */
export const insertQuota = async (db: Writer, { type, id }: QuotaKey, limits: Limits): Promise<void> => {
  await db
    .insertInto('upload_quotas')
    .values({ owner_type: type, owner_id: id, ...limits, photos: 0, bytes: 0 })
    .execute()
}

export const addUsage = async (
  db: Writer,
  { type, id }: QuotaKey,
  usage: { photos: number; bytes: number },
): Promise<void> => {
  await db
    .updateTable('upload_quotas')
    .set((eb) => ({ photos: eb('photos', '+', usage.photos), bytes: eb('bytes', '+', usage.bytes) }))
    .where('owner_type', '=', type)
    .where('owner_id', '=', id)
    .execute()
}

export const deleteQuota = async (db: Writer, { type, id }: QuotaKey): Promise<void> => {
  await db.deleteFrom('upload_quotas').where('owner_type', '=', type).where('owner_id', '=', id).execute()
}

/** A limit with the name of whose it is: `null` for all guests. */
export type NamedQuotaRow = UploadQuotaRow & { readonly username: string | null; readonly link_name: string | null }

const namedQuotas = (db: Reader) =>
  db
    .selectFrom('upload_quotas')
    .leftJoin('users', (join) =>
      join.onRef('users.id', '=', 'upload_quotas.owner_id').on('upload_quotas.owner_type', '=', 'user'),
    )
    .leftJoin('share_links', (join) =>
      join.onRef('share_links.id', '=', 'upload_quotas.owner_id').on('upload_quotas.owner_type', '=', 'link'),
    )
    // Those of whoever is gone limit nobody any more.
    .where((eb) =>
      eb.or([
        eb('upload_quotas.owner_type', '=', 'guests'),
        eb('users.id', 'is not', null),
        eb('share_links.id', 'is not', null),
      ]),
    )

/** By kind and number. */
export const selectQuotas = (
  db: Reader,
  { after, limit }: { after: QuotaKey | undefined; limit: number },
): Promise<NamedQuotaRow[]> => {
  let query = namedQuotas(db)
    .selectAll('upload_quotas')
    .select(['users.username', 'share_links.name as link_name'])
    .orderBy('upload_quotas.owner_type')
    .orderBy('upload_quotas.owner_id')
    .limit(limit)
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('upload_quotas.owner_type', '>', after.type),
        eb.and([eb('upload_quotas.owner_type', '=', after.type), eb('upload_quotas.owner_id', '>', after.id)]),
      ]),
    )
  return query.execute()
}

export const countQuotas = async (db: Reader): Promise<number> => {
  const { count } = await namedQuotas(db)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
