import * as v from 'valibot'
import { EventCursor, EventTypes } from './event.ts'
import { Count, Id, line, page, pageQuery, Timestamp, text, ZonedTimestamp } from './fields.ts'

/** An address that events are sent to. */
export const Webhook = v.strictObject({
  id: Id,
  url: v.string(),
  description: v.string(),
  /** `null`: all. */
  types: v.nullable(v.array(v.string())),
  /** `disabled`: by the gallery, after nothing arrived for five days. */
  state: v.picklist(['active', 'paused', 'disabled']),
  /** Id of the last event that was sent, or passed over. */
  cursor: v.string(),
  failingSince: v.nullable(Timestamp),
  nextAttemptAt: v.nullable(Timestamp),
  createdAt: Timestamp,
})
export type Webhook = v.InferOutput<typeof Webhook>

export const WebhookList = v.strictObject({ items: v.array(Webhook) })

/** The secret is sent this once. */
export const NewWebhook = v.strictObject({ webhook: Webhook, secret: v.string() })

const url = v.pipe(line(2_000), v.minLength(1))

export const WebhookDraft = v.strictObject({
  url,
  description: v.optional(text(255)),
  types: v.optional(v.nullable(EventTypes)),
  /** Default: what happens from now on. */
  after: v.optional(EventCursor),
})

export const WebhookPatch = v.strictObject({
  url: v.optional(url),
  description: v.optional(text(255)),
  types: v.optional(v.nullable(EventTypes)),
  state: v.optional(v.picklist(['active', 'paused'])),
})

/** Everything after an event, or from an instant on, is sent again. */
export const WebhookReplay = v.pipe(
  v.strictObject({ after: v.optional(EventCursor), since: v.optional(ZonedTimestamp) }),
  v.check(({ after, since }) => (after === undefined) !== (since === undefined), 'Expected either after or since'),
)

export const WebhookDelivery = v.strictObject({
  id: Id,
  eventId: v.string(),
  eventType: v.string(),
  state: v.picklist(['waiting', 'delivered', 'dead']),
  attempts: Count,
  /** Status of the last answer; `null`: there was none. */
  status: v.nullable(v.number()),
  durationMs: Count,
  at: Timestamp,
})
export type WebhookDelivery = v.InferOutput<typeof WebhookDelivery>
export const WebhookDeliveryPage = page(WebhookDelivery)
export const WebhookDeliveryQuery = v.strictObject({
  ...pageQuery,
  state: v.optional(v.picklist(['waiting', 'delivered', 'dead'])),
})
export const DeliveryParams = v.strictObject({ id: Id, deliveryId: Id })

/** How one attempt ended. */
export const WebhookAttempt = v.strictObject({
  isDelivered: v.boolean(),
  status: v.nullable(v.number()),
  durationMs: Count,
})
