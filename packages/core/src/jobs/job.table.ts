import type { ColumnType, Generated, Selectable } from 'kysely'

export interface JobTable {
  id: Generated<number>
  queue: string
  /** JSON. */
  payload: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** At most one job with this key waits or runs. */
  unique_key: string | null
  run_at: string
  attempts: number
  max_attempts: number
  /** Who works on it, and until when that claim holds. */
  lease_owner: string | null
  lease_until: string | null
  progress_done: number
  progress_total: number
  error_code: string | null
  error_message: string | null
  created_at: ColumnType<string, string, never>
  finished_at: string | null
}
export type JobRow = Selectable<JobTable>
