import { randomUUID } from 'node:crypto'
import type { Updateable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { findCommitAt } from '../events/event.store.ts'
import { type EventPlace, endOf, fromCursor, toCursor } from '../events/event-cursor.ts'
import type { EventLog } from '../events/event-log.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { transact } from '../transaction.ts'
import { type Attempt, attempt, toMessage } from './attempt.ts'
import { createWebhookSecret } from './signature.ts'
import { deliveryList, replayFrom, webhookDraft, webhookPatch } from './webhook.schema.ts'
import {
  countDeliveries,
  deleteWebhook,
  insertWebhook,
  saveDelivery,
  selectDeliveries,
  selectDelivery,
  selectWebhook,
  selectWebhooks,
  updateWebhook,
} from './webhook.store.ts'
import type { WebhookDeliveryRow, WebhookRow, WebhookTable } from './webhook.table.ts'
import type { AttemptResult, Webhook, WebhookDelivery, WebhooksService } from './webhook.types.ts'
import type { WebhookSending } from './webhook-desk.ts'

const maxWebhooks = 100

export const createWebhooksService = (
  gallery: GalleryContext,
  actor: Actor,
  { events, sending }: { events: EventLog; sending: WebhookSending },
): WebhooksService => {
  const db = gallery.connections.read
  const { addressPolicy: policy } = gallery.options

  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })
  const rowOf = async (id: number): Promise<WebhookRow> => {
    const row = isId(id) ? await selectWebhook(db, id) : undefined
    if (!row) throw new VitrineError('WEBHOOK_NOT_FOUND')
    return row
  }
  const get = async (id: number): Promise<Webhook> => toWebhook(await rowOf(id))

  /** Writes columns, and to the change log what may be read there. */
  const change = async (
    id: number,
    action: string,
    columns: Updateable<WebhookTable>,
    about: { before?: Readonly<Record<string, unknown>>; after?: Readonly<Record<string, unknown>> } = {},
  ): Promise<Webhook> => {
    await transact(gallery, actor, async (unit) => {
      await updateWebhook(unit.db, id, columns)
      unit.record({ subject: 'webhook', id, action, ...about })
    })
    sending.wake()
    return get(id)
  }

  const sendNow = async (row: WebhookRow, message: { id: string; body: string }): Promise<Attempt> => {
    if (sending.send === null) throw new VitrineError('WEBHOOKS_NOT_SENT')
    return attempt(gallery, { send: sending.send, policy }, row, message)
  }

  return {
    list: () => asAdmin(async () => (await selectWebhooks(db)).map(toWebhook)),

    get: (id) => asAdmin(() => get(id)),

    create: (draft) =>
      asAdmin(async ({ rights }) => {
        const { url, description, types, after } = validate(webhookDraft(policy), draft)
        const place = after === undefined ? endOf((await gallery.access.versions()).commit) : fromCursor(after)
        const secret = createWebhookSecret()
        const id = await transact(gallery, actor, async (unit) => {
          if ((await selectWebhooks(unit.db)).length >= maxWebhooks)
            throw inputInvalid([{ path: '', message: `There can be ${maxWebhooks} webhooks at most.` }])
          const created = await insertWebhook(unit.db, gallery.dialect, {
            url,
            description,
            types: types === null ? null : JSON.stringify(types),
            secret,
            state: 'active',
            commit_seq: place.commit,
            change_id: place.change,
            attempts: 0,
            created_by: rights.userId,
            created_at: unit.at,
          })
          unit.record({ subject: 'webhook', id: created, action: 'created', after: { host: hostOf(url), types } })
          return created
        })
        sending.wake()
        return { webhook: await get(id), secret }
      }),

    update: (id, patch) =>
      asAdmin(async () => {
        const { url, description, types, state } = validate(webhookPatch(policy), patch)
        const row = await rowOf(id)
        const columns: Updateable<WebhookTable> = {
          ...(url === undefined ? {} : { url }),
          ...(description === undefined ? {} : { description }),
          ...(types === undefined ? {} : { types: types === null ? null : JSON.stringify(types) }),
          ...(state === undefined ? {} : { state }),
          // Whoever changed something wants to see what comes of it.
          attempts: 0,
          next_at: null,
          failing_since: state === 'active' && row.state !== 'active' ? null : row.failing_since,
        }
        const pick = ({ url: address, types: kinds, state: standing }: WebhookRow) => ({
          host: hostOf(address),
          types: kinds === null ? null : JSON.parse(kinds),
          state: standing,
        })
        return change(id, 'updated', columns, { before: pick(row), after: pick({ ...row, ...columns } as WebhookRow) })
      }),

    renewSecret: (id) =>
      asAdmin(async () => {
        await rowOf(id)
        const secret = createWebhookSecret()
        return { webhook: await change(id, 'secret-renewed', { secret }), secret }
      }),

    delete: (id) =>
      asAdmin(async () => {
        const { url } = await rowOf(id)
        await transact(gallery, actor, async (unit) => {
          await deleteWebhook(unit.db, id)
          unit.record({ subject: 'webhook', id, action: 'deleted', before: { host: hostOf(url) } })
        })
      }),

    test: (id) =>
      asAdmin(async ({ gallery: { clock } }) => {
        const row = await rowOf(id)
        const body = JSON.stringify({ type: 'webhook.test', timestamp: clock().toISOString(), data: { webhookId: id } })
        return toResult(await sendNow(row, { id: `test-${randomUUID()}`, body }))
      }),

    deliveries: (id, options = {}) =>
      asAdmin(async () => {
        const { limit, cursor, state } = validate(deliveryList, options)
        await rowOf(id)
        const list = ['webhook deliveries', id, state ?? null]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectDeliveries(db, id, { beforeId, state, limit: limit + 1 }),
          countDeliveries(db, id, state),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toDelivery),
          nextCursor: last ? encodeCursor(list, [last.id]) : null,
          total,
        }
      }),

    replay: (id, from) =>
      asAdmin(async () => {
        const input = validate(replayFrom, from)
        await rowOf(id)
        const place = 'after' in input ? fromCursor(input.after) : await placeBefore(input.since)
        return change(
          id,
          'replayed',
          { commit_seq: place.commit, change_id: place.change, attempts: 0, next_at: null },
          { after: { from: toCursor(place) } },
        )
      }),

    resend: (id, deliveryId) =>
      asAdmin(async () => {
        const row = await rowOf(id)
        const delivery = isId(deliveryId) ? await selectDelivery(db, id, deliveryId) : undefined
        if (!delivery) throw new VitrineError('DELIVERY_NOT_FOUND')
        const { commit, change: changeId } = fromCursor(delivery.event_id)
        const [event] = (await events.read({ commit, change: changeId - 1 }, 1)).events
        if (event?.id !== delivery.event_id) throw new VitrineError('DELIVERY_NOT_FOUND')
        const result = await sendNow(row, { id: event.id, body: toMessage(event) })
        // The sender's own attempts are not counted by this one: an event that waits for its turn keeps it.
        if (result.isDelivered || delivery.state !== 'waiting')
          await transact(gallery, actor, ({ db: writer, at }) =>
            saveDelivery(writer, {
              webhook_id: id,
              event_id: event.id,
              event_type: event.type,
              state: result.isDelivered ? 'delivered' : delivery.state,
              attempts: delivery.attempts + 1,
              status: result.status,
              duration_ms: result.durationMs,
              at,
            }),
          )
        return toResult(result)
      }),
  }

  async function placeBefore(since: string): Promise<EventPlace> {
    const { commit: head } = await gallery.access.versions()
    const first = await findCommitAt(db, since, head)
    return endOf(first === null ? head : first - 1)
  }
}

/** What is written to the change log of an address: its path may hold a token. */
const hostOf = (url: string): string => new URL(url).host

const toResult = ({ isDelivered, status, durationMs }: Attempt): AttemptResult => ({ isDelivered, status, durationMs })

const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  types: row.types === null ? null : (JSON.parse(row.types) as string[]),
  state: row.state,
  cursor: toCursor({ commit: Number(row.commit_seq), change: Number(row.change_id) }),
  failingSince: row.failing_since,
  nextAttemptAt: row.next_at,
  createdAt: row.created_at,
})

const toDelivery = (row: WebhookDeliveryRow): WebhookDelivery => ({
  id: row.id,
  eventId: row.event_id,
  eventType: row.event_type,
  state: row.state,
  attempts: row.attempts,
  status: row.status,
  durationMs: row.duration_ms,
  at: row.at,
})
