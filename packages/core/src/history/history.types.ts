/** Where in the gallery somebody looked. */
export const visitSections = [
  'home',
  'albums',
  'photos',
  'tags',
  'search',
  'calendar',
  'favourites',
  'recent',
  'popular',
  'rated',
  'random',
  'comments',
] as const
export type VisitSection = (typeof visitSections)[number]

/** `page`: of an album, a photo, a list; `high`: a size of a picture, kept as a file; `download`: an original, or a file beside it. */
export const visitTypes = ['page', 'high', 'download'] as const
export type VisitType = (typeof visitTypes)[number]

/** `link`: whoever came by a share link. */
export const visitWho = ['guest', 'user', 'administrator', 'link'] as const
export type VisitWho = (typeof visitWho)[number]

export interface HistorySettings {
  /** Whether visits of those without an account are kept, by share links too. Default `false`. */
  readonly guests: boolean
  /** Default `false`. */
  readonly users: boolean
  /** Default `false`. */
  readonly administrators: boolean
  /**
   * What is kept of addresses: nothing; the network, which is the address without its end; or a digest by which the visits of one
   * address are told from others on the same day, and never again. Default `network`.
   */
  readonly addresses: 'none' | 'network' | 'digest'
  /** Lines are forgotten after so many days; what was counted stays. 1 to 3,650. Default 90. */
  readonly keepDays: number
}

/** Where a visitor found what is looked at, and what the request says of the visitor. */
export interface VisitOrigin {
  readonly section?: VisitSection | undefined
  readonly albumId?: number | undefined
  readonly tagId?: number | undefined
  /** Shortened as the settings say before it is kept. */
  readonly address?: string | undefined
  /** For plugins that refuse visits, and kept nowhere. */
  readonly userAgent?: string | undefined
}

/** What somebody looked at. */
export interface VisitDraft extends VisitOrigin {
  readonly section: VisitSection
  /** Default `page`. */
  readonly type?: VisitType | undefined
  readonly photoId?: number | undefined
}

/** Something with the name it has now; `null`: it is gone. */
export interface VisitedThing {
  readonly id: number
  readonly name: string | null
}

export interface Visit {
  readonly id: number
  /** ISO 8601 UTC. */
  readonly at: string
  readonly who: VisitWho
  readonly user: VisitedThing | null
  readonly link: VisitedThing | null
  readonly section: VisitSection
  readonly type: VisitType
  readonly album: VisitedThing | null
  readonly tag: VisitedThing | null
  readonly photo: VisitedThing | null
  /** A network, or a digest; `null`: not kept. */
  readonly address: string | null
}

export interface VisitListOptions {
  readonly types?: readonly VisitType[] | undefined
  readonly who?: VisitWho | undefined
  readonly userId?: number | undefined
  readonly linkId?: number | undefined
  readonly section?: VisitSection | undefined
  readonly albumId?: number | undefined
  readonly tagId?: number | undefined
  readonly photoId?: number | undefined
  /** The whole name of a file, as the gallery has it. */
  readonly fileName?: string | undefined
  /** As a line has it, or an address: it is shortened as lines are. */
  readonly address?: string | undefined
  /** From this instant on, ISO 8601. */
  readonly from?: string | undefined
  /** Before this instant, ISO 8601. */
  readonly to?: string | undefined
  /** 1 to 500. Default 50. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface VisitPage {
  /** The newest first. Fewer than the limit where few of many lines fit: go on with the cursor. */
  readonly items: readonly Visit[]
  /** `null`: that was all. */
  readonly nextCursor: string | null
}

export const visitPeriods = ['hour', 'day', 'month', 'year'] as const
export type VisitPeriod = (typeof visitPeriods)[number]

export interface VisitSummaryOptions {
  readonly by: VisitPeriod
  /** Days such as `2024-05-01`, UTC, the last one included. Default: a day, a month, a year, or ten years up to now. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface VisitCounts {
  readonly total: number
  readonly types: Readonly<Record<VisitType, number>>
  readonly who: Readonly<Record<VisitWho, number>>
}

export interface VisitSummary {
  readonly by: VisitPeriod
  readonly from: string
  readonly to: string
  /** `2024-05-01T13`, `2024-05-01`, `2024-05` or `2024`, UTC, the oldest first; without those in which nothing happened. */
  readonly periods: readonly (VisitCounts & { readonly period: string })[]
  readonly all: VisitCounts
}

export interface VisitPurge {
  /** `lines`: who looked at what; `all`: what was counted, too. */
  readonly what: 'lines' | 'all'
  /** Before this day, `2024-05-01`; default: up to now. */
  readonly before?: string | undefined
}

/** Lines of the history that one process writes. */
export interface HistoryFigures {
  /** Lines that wait to be written. */
  readonly waiting: number
  /** Since the start: lines that were written. */
  readonly written: number
  /** Since the start: lines that were let go, because too many waited or the database was away. */
  readonly dropped: number
}

/** Who looked at what, where the settings say so. */
export interface HistoryService {
  /**
   * Keeps a visit of the actor, where the settings say so: to be called for what was shown to it. Costs no write at once. Looks
   * through somebody else's eyes are no visits.
   *
   * @throws `INPUT_INVALID`
   */
  record(visit: VisitDraft): Promise<void>
  /** Administrators only. @throws `CURSOR_INVALID`, `INPUT_INVALID` */
  list(options?: VisitListOptions): Promise<VisitPage>
  /** How many there were, also of lines that are forgotten by now. Administrators only. @throws `INPUT_INVALID` */
  summary(options: VisitSummaryOptions): Promise<VisitSummary>
  /** Administrators only. */
  settings(): Promise<HistorySettings>
  /** Changes those named. Administrators only. @throws `INPUT_INVALID` */
  setSettings(patch: Partial<HistorySettings>): Promise<HistorySettings>
  /** Has visits forgotten, in the background. Administrators only. @returns The id of the job. @throws `INPUT_INVALID` */
  purge(options: VisitPurge): Promise<number>
}
