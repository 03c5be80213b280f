import type { GalleryContext } from '../context.ts'
import { type ChangeRow, selectChangesAfter } from './event.store.ts'
import type { FullGalleryEvent } from './event.types.ts'
import { type EventPlace, toCursor } from './event-cursor.ts'

export interface LoggedPage {
  readonly events: readonly FullGalleryEvent[]
  /** Of the last event; the place asked for where there is none. */
  readonly last: EventPlace
  readonly hasMore: boolean
}

/** Reads the change log as events. */
export interface EventLog {
  read(after: EventPlace, limit: number): Promise<LoggedPage>
}

/** How many pages are kept at once: subscribers are at the end of the log, or few. */
const maxShared = 20

/** Those who ask from the same place share one read of it: a commit costs one statement, however many wait for it. */
export const createEventLog = ({ connections, access }: Pick<GalleryContext, 'connections' | 'access'>): EventLog => {
  const shared = new Map<string, Promise<LoggedPage>>()
  const read = async (after: EventPlace, limit: number): Promise<LoggedPage> => {
    const rows = await selectChangesAfter(connections.read, after, limit)
    const events = rows.map(toEvent)
    const row = rows.at(-1)
    return {
      events,
      last: row ? { commit: Number(row.commit_seq), change: row.id } : after,
      hasMore: rows.length === limit,
    }
  }
  return {
    async read(after, limit) {
      // The same place holds the same events until the next commit.
      const { commit } = await access.versions()
      const key = `${toCursor(after)} ${limit} ${commit}`
      const known = shared.get(key)
      if (known) return known
      const page = read(after, limit)
      shared.set(key, page)
      page.catch(() => shared.delete(key))
      for (const oldest of shared.keys()) {
        if (shared.size <= maxShared) break
        shared.delete(oldest)
      }
      return page
    },
  }
}

const toEvent = (row: ChangeRow): FullGalleryEvent => ({
  id: toCursor({ commit: Number(row.commit_seq), change: row.id }),
  type: `${row.subject}.${row.action}`,
  at: row.at,
  subject: { type: row.subject, id: row.subject_id },
  batchId: row.batch_id,
  actor: { kind: row.actor_kind, id: row.actor_id, reason: row.reason },
  before: parse(row.before),
  after: parse(row.after),
})

const parse = (json: string | null): Readonly<Record<string, unknown>> | null =>
  json === null ? null : (JSON.parse(json) as Record<string, unknown>)
