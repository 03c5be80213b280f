import type { Insertable, Updateable } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { EventPlace } from '../events/event-cursor.ts'
import type { WebhookDeliveryRow, WebhookDeliveryTable, WebhookRow, WebhookTable } from './webhook.table.ts'

export const selectWebhooks = (db: Reader): Promise<WebhookRow[]> =>
  db.selectFrom('webhooks').selectAll().orderBy('id').execute()

export const selectWebhook = (db: Reader, id: number): Promise<WebhookRow | undefined> =>
  db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()

export const insertWebhook = async (
  db: Writer,
  dialect: DialectSupport,
  row: Insertable<WebhookTable>,
): Promise<number> => {
  const result = await db.insertInto('webhooks').values(row).executeTakeFirstOrThrow()
  return dialect.insertedIds(result, 1)[0] as number
}

export const updateWebhook = async (db: Writer, id: number, columns: Updateable<WebhookTable>): Promise<void> => {
  await db.updateTable('webhooks').set(columns).where('id', '=', id).execute()
}

/** Only where it is still active and at that place: whoever replays or pauses it goes first. */
export const updateWebhookAt = async (
  db: Writer,
  id: number,
  place: EventPlace,
  columns: Updateable<WebhookTable>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('webhooks')
    .set(columns)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .where('commit_seq', '=', place.commit)
    .where('change_id', '=', place.change)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const deleteWebhook = async (db: Writer, id: number): Promise<void> => {
  await db.deleteFrom('webhooks').where('id', '=', id).execute()
}

/** What became of an event: the row that it has, or a new one. */
export const saveDelivery = async (db: Writer, row: Insertable<WebhookDeliveryTable>): Promise<void> => {
  const { webhook_id, event_id, event_type, ...outcome } = row
  await db
    .insertInto('webhook_deliveries')
    .ignore()
    .values({ webhook_id, event_id, event_type, ...outcome })
    .execute()
  await db
    .updateTable('webhook_deliveries')
    .set(outcome)
    .where('webhook_id', '=', webhook_id)
    .where('event_id', '=', event_id)
    .execute()
}

export const selectDeliveries = (
  db: Reader,
  webhookId: number,
  {
    beforeId,
    state,
    limit,
  }: { beforeId: number | undefined; state: WebhookDeliveryRow['state'] | undefined; limit: number },
): Promise<WebhookDeliveryRow[]> => {
  let query = db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .limit(limit)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  if (state !== undefined) query = query.where('state', '=', state)
  return query.execute()
}

export const countDeliveries = async (
  db: Reader,
  webhookId: number,
  state: WebhookDeliveryRow['state'] | undefined,
): Promise<number> => {
  let query = db
    .selectFrom('webhook_deliveries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('webhook_id', '=', webhookId)
  if (state !== undefined) query = query.where('state', '=', state)
  return Number((await query.executeTakeFirstOrThrow()).count)
}

export const selectDelivery = (db: Reader, webhookId: number, id: number): Promise<WebhookDeliveryRow | undefined> =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Keeps the newest. */
export const pruneDeliveries = async (db: Writer, webhookId: number, keep: number): Promise<void> => {
  const oldest = await db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .offset(keep)
    .limit(1)
    .executeTakeFirst()
  if (!oldest) return
  await db.deleteFrom('webhook_deliveries').where('webhook_id', '=', webhookId).where('id', '<=', oldest.id).execute()
}
