import type { ColumnType, Generated, Selectable } from 'kysely'

/** One check of the storage. */
export interface StorageCheckTable {
  id: Generated<number>
  /** `running` also while nobody works on it: the next one with the same options goes on with it. */
  state: 'running' | 'done' | 'abandoned'
  /** JSON. */
  options: ColumnType<string, string, never>
  phase: 'leftovers' | 'originals' | 'library' | 'database' | 'end'
  /** How far in the phase, as the phase counts. */
  place: number
  /** JSON: figures and findings so far. */
  report: string
  started_at: ColumnType<string, string, never>
  updated_at: string
  finished_at: string | null
}
export type StorageCheckRow = Selectable<StorageCheckTable>
