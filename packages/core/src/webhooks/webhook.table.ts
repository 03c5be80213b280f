import type { ColumnType, Generated, Selectable } from 'kysely'

/** An address that events are sent to. */
export interface WebhookTable {
  id: Generated<number>
  url: string
  description: string
  /** JSON: the types wanted; `null`: all. */
  types: string | null
  /** What signs the events. Read by the sender alone: never told again, logged or written to the change log. */
  secret: string
  /** `disabled`: by the gallery, after it failed for long. */
  state: 'active' | 'paused' | 'disabled'
  /** The place in the change log up to which all is sent. */
  commit_seq: number
  change_id: number
  /** Of the event that is next, so far. */
  attempts: number
  /** Not before; `null`: now. */
  next_at: string | null
  /** Since when nothing arrived; `null`: the last one did. */
  failing_since: string | null
  created_by: ColumnType<number | null, number | null, never>
  created_at: ColumnType<string, string, never>
}
export type WebhookRow = Selectable<WebhookTable>

/** What became of an event at one webhook. */
export interface WebhookDeliveryTable {
  id: Generated<number>
  webhook_id: ColumnType<number, number, never>
  event_id: ColumnType<string, string, never>
  event_type: ColumnType<string, string, never>
  /** `dead`: given up. */
  state: 'waiting' | 'delivered' | 'dead'
  attempts: number
  /** Status of the last answer; `null`: there was none. */
  status: number | null
  duration_ms: number
  at: string
}
export type WebhookDeliveryRow = Selectable<WebhookDeliveryTable>
