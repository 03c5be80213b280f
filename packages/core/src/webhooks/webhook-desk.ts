import { setTimeout as sleep } from 'node:timers/promises'
import type { GalleryContext } from '../context.ts'
import { type EventPlace, isSame } from '../events/event-cursor.ts'
import type { EventLog } from '../events/event-log.ts'
import { exclusively } from '../jobs/lease.ts'
import type { AddressPolicy } from '../outbound/address-policy.ts'
import { catchUp } from './catch-up.ts'
import { selectWebhooks } from './webhook.store.ts'
import type { SendWebhook, WebhookDesk } from './webhook.types.ts'

/** How often it is asked whether another process has let go. */
const claimMs = 5_000
/** How often it is asked whether it is time for another attempt, or another process changed a webhook. */
const pollMs = 1_000
/** Rounds are at least this far apart: a busy gallery commits hundreds of times a second. */
const pauseMs = 100

export interface WebhookSending extends WebhookDesk {
  /** `null`: nobody said how. */
  readonly send: SendWebhook | null
  /** A webhook was changed in this process: it need not wait for the next round. */
  wake(): void
  close(): Promise<void>
}

export const createWebhookSending = (
  gallery: GalleryContext,
  { events, policy }: { events: EventLog; policy: AddressPolicy },
): WebhookSending => {
  const closing = new AbortController()
  const signal = AbortSignal.any([gallery.signal, closing.signal])
  let send: SendWebhook | null = null
  let kick = new AbortController()
  let running: Promise<void> | null = null

  const pause = (ms: number): Promise<void> =>
    sleep(ms, undefined, { signal: AbortSignal.any([signal, kick.signal]), ref: false }).catch(() => {})

  /** Sends while this process holds the claim. */
  const work = async (): Promise<void> => {
    const underWay = new Map<number, Promise<void>>()
    /** How far each has been read, where that is beyond what is written down: what nobody wants. */
    const read = new Map<number, { readonly stored: EventPlace; readonly place: EventPlace }>()
    // Somebody else wrote to a webhook: an administrator, or a process that took the claim over while this one stood still.
    let isLost = false
    while (!signal.aborted && !isLost) {
      kick = new AbortController()
      const { commit } = await gallery.access.versions()
      const now = gallery.clock().toISOString()
      for (const webhook of await selectWebhooks(gallery.connections.read)) {
        if (webhook.state !== 'active' || underWay.has(webhook.id)) continue
        if (webhook.next_at !== null && webhook.next_at > now) continue
        const stored = { commit: Number(webhook.commit_seq), change: Number(webhook.change_id) }
        const known = read.get(webhook.id)
        const from = known && isSame(known.stored, stored) ? known.place : stored
        const task = catchUp(gallery, { events, policy, send: send as SendWebhook }, webhook, from, signal)
          .then((reached) => {
            if (reached) read.set(webhook.id, reached)
            else isLost = true
          })
          .catch((error: unknown) => gallery.log.warn('A webhook was not sent', { webhookId: webhook.id, error }))
          .finally(() => underWay.delete(webhook.id))
        underWay.set(webhook.id, task)
      }
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {})
      const waiting = new AbortController()
      await Promise.race([
        pause(pollMs),
        gallery.bell.after(commit, AbortSignal.any([signal, waiting.signal])),
        ...underWay.values(),
      ])
      waiting.abort()
    }
    await Promise.all(underWay.values())
  }

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await exclusively(gallery, 'webhooks', work).catch((error: unknown) => {
        if (!signal.aborted) gallery.log.warn('Webhooks are not sent just now', { error })
      })
      await pause(claimMs)
    }
  }

  return {
    get send() {
      return send
    },
    use: (how) => {
      send = how
    },
    start: () => {
      if (send === null) throw new TypeError('Say how webhooks are sent: use().')
      running ??= run()
    },
    wake: () => kick.abort(),
    close: async () => {
      closing.abort()
      await running
    },
  }
}
