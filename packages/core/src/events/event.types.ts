import type { Actor } from '../access/actor.ts'
import type { ChangeTable } from '../changes/change.table.ts'

/** What an event is about. */
export type EventSubject = ChangeTable['subject']

/** Something that changed and was committed. */
export interface GalleryEvent {
  /** Where it stands in the order of commits, such as `12-345`: unique, the same whenever it is told, and a place to go on from. */
  readonly id: string
  /** Subject and action, such as `photo.added`. */
  readonly type: string
  /** ISO 8601 UTC. */
  readonly at: string
  /** `id`: `0` where the gallery as a whole is meant. For `grant` it is the album's. */
  readonly subject: { readonly type: EventSubject; readonly id: number }
  /** Events with the same batch were one change. */
  readonly batchId: string | null
}

/** The same with what only those learn who may know everything. */
export interface FullGalleryEvent extends GalleryEvent {
  /** Who did it; `reason` where the gallery itself or somebody of a host application did. */
  readonly actor: { readonly kind: Actor['kind']; readonly id: number | null; readonly reason: string | null }
  /** The fields that changed, as they were and as they are. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

export interface EventListOptions {
  /** Id of the last event that is known, or a cursor. Default: the beginning. */
  after?: string
  /** Types such as `photo.added`, or `photo.*` for all of a subject. Default: all. */
  types?: readonly string[]
  /** Events that are looked at, 1 to 500: fewer may fit. Default 100. */
  limit?: number
}

export interface EventPage<Event extends GalleryEvent = GalleryEvent> {
  readonly items: readonly Event[]
  /** Where to go on from, whether there were events or not. */
  readonly cursor: string
  /** `false`: that was all, for now. */
  readonly hasMore: boolean
}

/** Events as one actor may learn of them. */
export interface EventsService {
  /**
   * Events in the order of commits. Administrators learn of everything; everybody else of photos and albums that they see at this
   * moment, and of nothing that is gone.
   *
   * @throws {VitrineError} `CURSOR_INVALID`
   */
  list(options?: EventListOptions): Promise<EventPage>
  /** The cursor of now: what follows it has not happened yet. */
  latest(): Promise<string>
}

export interface SubscribeOptions {
  /** Id of the last event that was dealt with, or a cursor. Default: from now on. */
  after?: string
  /** As for {@link EventListOptions.types}. */
  types?: readonly string[]
}

export interface Subscription extends AsyncDisposable {
  /** Where the subscriber is: to be kept with what it did, and to go on from after a restart. */
  readonly cursor: string | null
  /** Rejects where the subscription came to an end by itself. */
  readonly ended: Promise<void>
  /** Waits for the handler that runs. */
  close(): Promise<void>
}

/** Events for the program that embeds the gallery: all of them, whoever may see what they are about. */
export interface GalleryEvents {
  /**
   * Calls the handler with one event after another, in the order of commits, also with those of other processes. An event counts as
   * dealt with when the handler has ended; one that throws is called again, after a while, with the same event. At least once: keep
   * {@link Subscription.cursor} to go on after a restart, and `event.id` to know an event again.
   */
  subscribe(options: SubscribeOptions, handler: (event: FullGalleryEvent) => void | Promise<void>): Subscription
  /** The same as a sequence that ends with the signal, or when the gallery closes. */
  stream(options?: SubscribeOptions & { signal?: AbortSignal }): AsyncGenerator<FullGalleryEvent, void, undefined>
  /** Resolves when something was committed after the cursor, or the signal aborts, whichever is first. */
  waitAfter(cursor: string, signal?: AbortSignal): Promise<void>
}
