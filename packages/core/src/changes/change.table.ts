import type { Generated } from 'kysely'
import type { Actor } from '../access/actor.ts'

/** The change log: what undo, history, activity and webhooks read. Written in the transaction it describes. */
export interface ChangeTable {
  id: Generated<number>
  /** Order of commit; ids are handed out earlier and may not be in that order. */
  commit_seq: number
  at: string
  actor_kind: Actor['kind']
  /** Id of the user, of the API key or of the link. */
  actor_id: number | null
  /** Why, where the system acts; who, where somebody acts whom the host application knows. */
  reason: string | null
  /** Changes with the same batch are undone together. */
  batch_id: string | null
  subject:
    | 'album'
    | 'photo'
    | 'tag'
    | 'user'
    | 'group'
    | 'grant'
    | 'role'
    | 'link'
    | 'key'
    | 'root'
    | 'setting'
    | 'webhook'
    | 'comment'
  subject_id: number
  action: string
  /** JSON: the fields that changed, before and after. */
  before: string | null
  after: string | null
}
