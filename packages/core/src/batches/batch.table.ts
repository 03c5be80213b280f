import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'

/** A change of many photos that is undone as one. What it did to each of them is in the change log. */
export interface BatchTable {
  id: Generated<number>
  /** What the entries of the change log name it by. */
  batch_id: ColumnType<string, string, never>
  at: ColumnType<string, string, never>
  kind: ColumnType<'change' | 'table' | 'undo', 'change' | 'table' | 'undo', never>
  actor_kind: ColumnType<Actor['kind'], Actor['kind'], never>
  /** Id of the user, of the API key. */
  actor_id: ColumnType<number | null, number | null, never>
  /** Who may undo it; `null`: those alone who may edit everything. */
  user_id: number | null
  /** JSON: what was asked for; `null` for tables and for what undoes another. */
  change: ColumnType<string | null, string | null, never>
  /** How many photos changed. */
  photos: number
  /** The batch that this one undid. */
  undoes: ColumnType<string | null, string | null, never>
  /** The batch that undid this one. */
  undone_by: string | null
}
export type BatchRow = Selectable<BatchTable>
