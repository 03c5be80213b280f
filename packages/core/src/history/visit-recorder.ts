import { managesEverything, type Rights } from '../access/rights.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { keptAddress, saltOf } from './address-digest.ts'
import { planPurge } from './history.purge.ts'
import type { HistoryFigures, HistorySettings, VisitDraft, VisitWho } from './history.types.ts'
import { readHistorySettings } from './history-settings.ts'
import { insertVisits, selectPresentUsers } from './visit.store.ts'
import type { VisitRow } from './visit.table.ts'
import { countVisits } from './visit-days.store.ts'

/** Keeps visits in memory and writes them now and then: looking at a page must not cost a commit. */
export interface VisitRecorder {
  /** Remembers a visit, where the settings say so. */
  add(context: CallContext, visit: VisitDraft): Promise<void>
  flush(): Promise<void>
  counts(): HistoryFigures
  close(): Promise<void>
}

type Line = Omit<VisitRow, 'id'>

/** A few hundred bytes each. More come only where the database does not take them. */
const maxWaiting = 10_000
/** Of one transaction: some milliseconds. */
const perWrite = 1_000

export const createVisitRecorder = (
  gallery: Pick<GalleryContext, 'connections' | 'dialect' | 'clock' | 'log' | 'lookups'>,
  { jobs, intervalMs = 5_000 }: { readonly jobs: Pick<Jobs, 'enqueue'>; readonly intervalMs?: number },
): VisitRecorder => {
  const { connections, dialect, clock, log } = gallery
  const waiting: Line[] = []
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()
  let written = 0
  let dropped = 0

  const drop = (count: number): void => {
    if (count === 0) return
    // Once for each time that it begins: what is full stays so for a while.
    if (dropped === 0 || dropped % maxWaiting === 0) log.warn('Visits are not kept: too many wait to be written', {})
    dropped += count
  }

  const write = async (lines: readonly Line[]): Promise<void> => {
    await connections.write.transaction().execute(async (db) => {
      const { addresses } = await readHistorySettings(db)
      const last = lines.at(-1) as Line
      const salt = addresses === 'digest' ? await saltOf(db, last.at) : null
      // Somebody may have left in the meantime.
      const userIds = [...new Set(lines.flatMap(({ user_id }) => user_id ?? []))]
      const present = await selectPresentUsers(db, dialect, userIds)
      const kept = lines.map((line) => ({
        ...line,
        user_id: line.user_id !== null && present.has(line.user_id) ? line.user_id : null,
        address: keptAddress(line.address, addresses, salt),
      }))
      await insertVisits(db, dialect, kept)
      await countVisits(db, dialect, kept)
    })
  }

  const flushAll = async (isLast: boolean): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    while (waiting.length > 0) {
      const lines = waiting.splice(0, perWrite)
      try {
        await write(lines)
        written += lines.length
      } catch (error) {
        log.warn('Visits could not be written', { error, visits: lines.length })
        if (isLast) drop(lines.length + waiting.splice(0).length)
        else {
          // As many as there is room for by now, the newest.
          const back = lines.slice(Math.max(0, lines.length + waiting.length - maxWaiting))
          drop(lines.length - back.length)
          waiting.unshift(...back)
          schedule()
        }
        return
      }
    }
    await planPurge({ jobs, clock }).catch((error: unknown) =>
      log.warn('Old visits could not be looked for', { error }),
    )
  }

  const flush = (isLast = false): Promise<void> => {
    flushing = flushing.then(() => (waiting.length === 0 ? undefined : flushAll(isLast)))
    return flushing
  }

  const schedule = (): void => {
    timer ??= setTimeout(() => void flush(), intervalMs).unref()
  }

  return {
    add: async ({ rights, actor }, visit) => {
      // A look through other eyes is no visit, nor is what the gallery does by itself.
      if (actor.kind === 'preview' || actor.kind === 'system') return
      const who: VisitWho =
        rights.linkId !== null
          ? 'link'
          : isAdministrator(rights)
            ? 'administrator'
            : actor.kind === 'guest'
              ? 'guest'
              : 'user'
      if (!isKept(who, await gallery.lookups.history(rights.commit))) return
      if (waiting.length >= maxWaiting) return drop(1)
      waiting.push({
        at: clock().toISOString(),
        user_id: rights.userId,
        link_id: rights.linkId,
        who,
        section: visit.section,
        type: visit.type ?? 'page',
        album_id: visit.albumId ?? null,
        tag_id: visit.tagId ?? null,
        photo_id: visit.photoId ?? null,
        address: visit.address ?? null,
      })
      schedule()
    },
    flush: () => flush(),
    counts: () => ({ waiting: waiting.length, written, dropped }),
    close: () => flush(true),
  }
}

/** Also by a key that may do less than its owner. */
const isAdministrator = (rights: Rights): boolean =>
  managesEverything(rights) || rights.roleKey === 'webmaster' || rights.roleKey === 'admin'

const isKept = (who: VisitWho, settings: HistorySettings): boolean =>
  who === 'administrator' ? settings.administrators : who === 'user' ? settings.users : settings.guests
