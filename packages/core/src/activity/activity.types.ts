import type { Actor } from '../access/actor.ts'
import type { EventSubject } from '../events/event.types.ts'

/** One entry of the change log: who changed what, and how. */
export interface ActivityEntry {
  readonly id: number
  /** ISO 8601 UTC. */
  readonly at: string
  readonly actor: {
    readonly kind: Actor['kind']
    /** Id of the user, of the API key or of the link. */
    readonly id: number | null
    /** What that is called now; why, where the gallery acts by itself; `null`: it is gone. */
    readonly name: string | null
  }
  /** Subject and action, such as `photo.updated`. */
  readonly type: string
  readonly subject: {
    readonly type: EventSubject
    /** `0` where the gallery as a whole is meant. For `grant` it is the album's. */
    readonly id: number
    /** What it is called now; `null`: it is gone, or has no name. */
    readonly name: string | null
  }
  /** Entries with the same batch were one change. */
  readonly batchId: string | null
  /** The fields that changed, as they were and as they became. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

export interface ActivityOptions {
  /** Types such as `photo.added`, or `photo.*` for all of a subject. Default: all. */
  readonly types?: readonly string[] | undefined
  /** What happened to one thing: asked for with the type of one subject, such as `['photo.*']`. */
  readonly subjectId?: number | undefined
  /** What one user did, in person or by API keys. */
  readonly userId?: number | undefined
  /** From this instant on, ISO 8601. */
  readonly from?: string | undefined
  /** Before this instant, ISO 8601. */
  readonly to?: string | undefined
  /** 1 to 500. Default 50. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface ActivityPage {
  /** The newest first. Fewer than the limit where few of many entries fit: go on with the cursor. */
  readonly items: readonly ActivityEntry[]
  /** `null`: that was all. */
  readonly nextCursor: string | null
}

/** Administrators only. */
export interface ActivityService {
  /** @throws `CURSOR_INVALID`, `INPUT_INVALID` */
  list(options?: ActivityOptions): Promise<ActivityPage>
}
