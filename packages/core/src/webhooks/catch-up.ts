import { systemActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { FullGalleryEvent } from '../events/event.types.ts'
import { type EventPlace, fromCursor } from '../events/event-cursor.ts'
import type { EventLog } from '../events/event-log.ts'
import { createTypeFilter } from '../events/event-types.ts'
import type { AddressPolicy } from '../outbound/address-policy.ts'
import { transact } from '../transaction.ts'
import { type Attempt, attempt, toMessage } from './attempt.ts'
import { disableAfterMs, maxAttempts, waitMs } from './retries.ts'
import { pruneDeliveries, saveDelivery, updateWebhookAt } from './webhook.store.ts'
import type { WebhookRow } from './webhook.table.ts'
import type { SendWebhook } from './webhook.types.ts'

const pageSize = 100
/** Events that nobody wants are passed over in memory; the place is written down once in so many. */
const passedOverAtOnce = 1_000
/** Deliveries of a webhook that are remembered. */
const keptDeliveries = 1_000

const sender = systemActor('webhooks')

export interface CatchUpParts {
  readonly events: EventLog
  readonly policy: AddressPolicy
  readonly send: SendWebhook
}

/**
 * Sends a webhook what it has not got yet, one event after another, until there is none, one fails, or somebody else changed it. The
 * place is written down after each that arrived: after a crash, the last one is sent again.
 *
 * @returns How far it has been read, and what of that is written down; `null` where somebody else changed the webhook.
 */
export const catchUp = async (
  gallery: GalleryContext,
  parts: CatchUpParts,
  webhook: WebhookRow,
  from: EventPlace,
  signal: AbortSignal,
): Promise<{ stored: EventPlace; place: EventPlace } | null> => {
  const isWanted = createTypeFilter(webhook.types === null ? undefined : (JSON.parse(webhook.types) as string[]))
  let stored: EventPlace = { commit: Number(webhook.commit_seq), change: Number(webhook.change_id) }
  let place = from
  let passedOver = 0
  let attempted = 0
  let { attempts, failing_since } = webhook
  while (!signal.aborted) {
    const page = await parts.events.read(place, pageSize)
    for (const event of page.events) {
      const next = fromCursor(event.id)
      if (!isWanted(event.type)) {
        passedOver += 1
        continue
      }
      if (signal.aborted) return { stored, place }
      const result = await attempt(gallery, parts, webhook, { id: event.id, body: toMessage(event) })
      // The end of this process is no fault of the receiver's.
      if (signal.aborted && !result.isDelivered) return { stored, place }
      const outcome = judge(gallery.clock(), { attempts, failing_since }, result)
      const isToPrune = attempted++ % 100 === 0
      if (!(await settle(gallery, webhook.id, { stored, next, event, result, outcome, isToPrune }))) return null
      if (!outcome.goesOn) return { stored, place }
      attempts = 0
      failing_since = outcome.failing_since
      stored = next
      place = next
      passedOver = 0
    }
    place = page.last
    if (passedOver >= passedOverAtOnce) {
      const columns = { commit_seq: place.commit, change_id: place.change }
      if (!(await transact(gallery, sender, ({ db }) => updateWebhookAt(db, webhook.id, stored, columns)))) return null
      stored = place
      passedOver = 0
    }
    if (!page.hasMore) break
  }
  return { stored, place }
}

interface Outcome {
  readonly state: 'waiting' | 'delivered' | 'dead'
  /** The event is done with: the next one is tried. */
  readonly goesOn: boolean
  readonly isDisabled: boolean
  readonly attempts: number
  readonly next_at: string | null
  readonly failing_since: string | null
}

const judge = (
  now: Date,
  before: { attempts: number; failing_since: string | null },
  { isDelivered, status, retryAfterSeconds }: Attempt,
): Outcome => {
  const attempts = before.attempts + 1
  if (isDelivered)
    return { state: 'delivered', goesOn: true, isDisabled: false, attempts, next_at: null, failing_since: null }
  const failing_since = before.failing_since ?? now.toISOString()
  // 410: the receiver says that it is gone for good.
  const isDisabled = status === 410 || now.getTime() - new Date(failing_since).getTime() >= disableAfterMs
  const isDead = attempts >= maxAttempts
  return {
    state: isDead ? 'dead' : 'waiting',
    goesOn: isDead && !isDisabled,
    isDisabled,
    attempts,
    next_at: isDead || isDisabled ? null : new Date(now.getTime() + waitMs(attempts, retryAfterSeconds)).toISOString(),
    failing_since,
  }
}

/** Writes down what came of an attempt. @returns `false` where somebody else changed the webhook meanwhile. */
const settle = (
  gallery: GalleryContext,
  webhookId: number,
  about: {
    stored: EventPlace
    next: EventPlace
    event: FullGalleryEvent
    result: Attempt
    outcome: Outcome
    isToPrune: boolean
  },
): Promise<boolean> => {
  const { stored, next, event, result, outcome } = about
  const isDone = outcome.state !== 'waiting'
  return transact(gallery, sender, async (unit) => {
    const isOurs = await updateWebhookAt(unit.db, webhookId, stored, {
      ...(isDone ? { commit_seq: next.commit, change_id: next.change } : {}),
      ...(outcome.isDisabled ? { state: 'disabled' } : {}),
      attempts: isDone ? 0 : outcome.attempts,
      next_at: outcome.next_at,
      failing_since: outcome.failing_since,
    })
    if (!isOurs) return false
    await saveDelivery(unit.db, {
      webhook_id: webhookId,
      event_id: event.id,
      event_type: event.type,
      state: outcome.state,
      attempts: outcome.attempts,
      status: result.status,
      duration_ms: result.durationMs,
      at: unit.at,
    })
    if (about.isToPrune) await pruneDeliveries(unit.db, webhookId, keptDeliveries)
    if (outcome.isDisabled) {
      unit.record({
        subject: 'webhook',
        id: webhookId,
        action: 'disabled',
        after: { failingSince: outcome.failing_since },
      })
      unit.after.defer('webhook.disabled', { webhookId }, { actor: sender })
    }
    return true
  })
}
