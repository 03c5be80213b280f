import type { Page } from '../paging/page.types.ts'

/** An address that events are sent to. */
export interface Webhook {
  readonly id: number
  readonly url: string
  readonly description: string
  /** Types such as `photo.added`, or `photo.*`; `null`: all. */
  readonly types: readonly string[] | null
  /** `paused` by an administrator; `disabled` by the gallery, after nothing arrived for five days. */
  readonly state: 'active' | 'paused' | 'disabled'
  /** Id of the last event that was sent, or passed over. */
  readonly cursor: string
  /** Since when nothing arrived; `null`: the last one did. */
  readonly failingSince: string | null
  /** When the event that is next is tried again; `null`: nothing waits for its time. */
  readonly nextAttemptAt: string | null
  readonly createdAt: string
}

export interface WebhookDraft {
  /** `http` or `https`, without a user name. */
  url: string
  /** Default: empty. */
  description?: string
  /** Default: all. */
  types?: readonly string[] | null
  /** Id of the event to begin after. Default: what happens from now on. */
  after?: string
}

export interface WebhookPatch {
  url?: string
  description?: string
  types?: readonly string[] | null
  /** `active` takes up again where it was. */
  state?: 'active' | 'paused'
}

/** Where to begin again: after an event, or with what happened from an instant on (ISO 8601). */
export type ReplayFrom = { after: string } | { since: string }

export interface WebhookDelivery {
  readonly id: number
  readonly eventId: string
  readonly eventType: string
  /** `waiting` for the next attempt; `dead`: given up after twelve. */
  readonly state: 'waiting' | 'delivered' | 'dead'
  readonly attempts: number
  /** Status of the last answer; `null`: there was none. */
  readonly status: number | null
  readonly durationMs: number
  /** Of the last attempt. */
  readonly at: string
}

export interface DeliveryListOptions {
  limit?: number
  cursor?: string
  state?: WebhookDelivery['state']
}

/** How one attempt ended. */
export interface AttemptResult {
  readonly isDelivered: boolean
  /** `null`: no answer. */
  readonly status: number | null
  readonly durationMs: number
}

/** Webhooks, for administrators. */
export interface WebhooksService {
  list(): Promise<readonly Webhook[]>
  /** @throws `WEBHOOK_NOT_FOUND` */
  get(id: number): Promise<Webhook>
  /** The secret is told this once. @throws `INPUT_INVALID`, `CURSOR_INVALID` */
  create(draft: WebhookDraft): Promise<{ webhook: Webhook; secret: string }>
  update(id: number, patch: WebhookPatch): Promise<Webhook>
  /** Another secret from now on. It is told this once. */
  renewSecret(id: number): Promise<{ webhook: Webhook; secret: string }>
  delete(id: number): Promise<void>
  /** Sends an event of the type `webhook.test` at once, and says what came of it. @throws `WEBHOOKS_NOT_SENT` */
  test(id: number): Promise<AttemptResult>
  /** The last thousand, newest first. */
  deliveries(id: number, options?: DeliveryListOptions): Promise<Page<WebhookDelivery>>
  /** Sends everything from there on again, with the same ids. */
  replay(id: number, from: ReplayFrom): Promise<Webhook>
  /** Sends one event again at once, whatever became of it. @throws `DELIVERY_NOT_FOUND`, `WEBHOOKS_NOT_SENT` */
  resend(id: number, deliveryId: number): Promise<AttemptResult>
}

/** A message on its way. */
export interface WebhookRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
  /** Whether a connection to this address may be made: to be asked for the address that is connected to, not for a name. */
  allows(address: string): boolean
}

/** Sends a message, and follows no redirect. Rejects where there was no answer, for whatever reason. */
export type SendWebhook = (request: WebhookRequest) => Promise<{ status: number; retryAfterSeconds?: number | null }>

/** Sending of webhooks, for the program that embeds the gallery: HTTP is its business. */
export interface WebhookDesk {
  /** Says how messages are sent. The last one counts. */
  use(send: SendWebhook): void
  /**
   * Begins to send, until the gallery closes. Of several processes on one database, one sends; another takes over within a minute.
   *
   * @throws {TypeError} nobody said how
   */
  start(): void
}
