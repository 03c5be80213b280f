import { setTimeout as sleep } from 'node:timers/promises'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import type { CommitBell } from './commit-bell.ts'
import type { FullGalleryEvent, GalleryEvents, SubscribeOptions } from './event.types.ts'
import { type EventPlace, endOf, fromCursor, toCursor } from './event-cursor.ts'
import type { EventLog } from './event-log.ts'
import { createTypeFilter, eventTypes } from './event-types.ts'

const pageSize = 200
/** Wait before a handler that failed is called again with the same event: 100 ms, 200 ms … at most a minute. */
const backoffMs = (failures: number): number => Math.min(100 * 2 ** (failures - 1), 60_000)

/** @param parts.track - Remembers work under way, which closing waits for. */
export const createGalleryEvents = (
  gallery: GalleryContext,
  { events, bell, track }: { events: EventLog; bell: CommitBell; track: (work: Promise<unknown>) => void },
): GalleryEvents => {
  const readOf = (place: EventPlace) => guarded(gallery, () => events.read(place, pageSize))

  /** Pages without end: events that are wanted, and the place behind all that were looked at. */
  async function* follow(options: SubscribeOptions, signal: AbortSignal) {
    const { after, types } = options
    const isWanted = createTypeFilter(types === undefined ? undefined : validate(eventTypes, types))
    let place = after === undefined ? endOf((await gallery.access.versions()).commit) : fromCursor(after)
    yield { events: [] as FullGalleryEvent[], place }
    while (!signal.aborted) {
      const page = await readOf(place)
      place = page.last
      yield { events: page.events.filter((event) => isWanted(event.type)), place }
      if (!page.hasMore) await bell.after(place.commit, signal)
    }
  }

  return {
    waitAfter: (cursor, signal = gallery.signal) => bell.after(fromCursor(cursor).commit, signal),

    async *stream({ signal, ...options } = {}) {
      const ending = signal ? AbortSignal.any([signal, gallery.signal]) : gallery.signal
      for await (const page of follow(options, ending)) {
        for (const event of page.events) {
          if (ending.aborted) return
          yield event
        }
      }
    },

    subscribe(options, handler) {
      const closing = new AbortController()
      const signal = AbortSignal.any([closing.signal, gallery.signal])
      let cursor: string | null = options.after ?? null

      const handle = async (event: FullGalleryEvent): Promise<boolean> => {
        for (let failures = 0; !signal.aborted; ) {
          try {
            await handler(event)
            return true
          } catch (error) {
            failures += 1
            gallery.log.warn('A subscriber failed', { event: event.id, type: event.type, failures, error })
            await sleep(backoffMs(failures), undefined, { signal, ref: false }).catch(() => {})
          }
        }
        return false
      }
      const run = async (): Promise<void> => {
        for await (const page of follow(options, signal)) {
          for (const event of page.events) {
            if (signal.aborted || !(await handle(event))) return
            cursor = event.id
          }
          cursor = toCursor(page.place)
        }
      }
      const ended = run().catch((error: unknown) => {
        // A gallery that closes ends its subscriptions.
        if (!signal.aborted) throw error
      })
      track(ended)
      ended.catch((error: unknown) => gallery.log.error('A subscription ended', { error }))
      const close = async (): Promise<void> => {
        closing.abort()
        await ended.catch(() => {})
      }
      return {
        get cursor() {
          return cursor
        },
        ended,
        close,
        [Symbol.asyncDispose]: close,
      }
    },
  }
}
