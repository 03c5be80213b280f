import type { Actor } from '../access/actor.ts'
import type { Capability, Level } from '../access/capabilities.ts'
import type { LinkFeedback } from '../access/link-terms.ts'
import type { Page } from '../paging/page.types.ts'

/** A link that opens what it was made for, without an account. */
export interface ShareLink {
  readonly id: number
  readonly name: string
  /** Who it was made for. */
  readonly recipient: string | null
  /** Photos up to this privacy level. */
  readonly level: Level
  /** Albums granted to it that the one who asks may see. */
  readonly grants: readonly ShareGrant[]
  /** Whether it shows what lies below its albums too. */
  readonly withBelow: boolean
  /** `null`: a link to albums. */
  readonly photos: LinkPhotosInfo | null
  /** Name of the largest size that it gives; `null`: all, and originals to download where it has that capability. */
  readonly maxSize: string | null
  /** A text all over what it shows. */
  readonly watermarkText: string | null
  /** What its visitors may say of what it shows. */
  readonly feedback: readonly LinkFeedback[]
  readonly hasPassword: boolean
  /** As many visits as it opens for; `null`: any number. */
  readonly maxUses: number | null
  /** How often it was opened: once for each browser that came by it. */
  readonly uses: number
  readonly lastUsedAt: string | null
  /** ISO 8601, UTC. */
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  /** `null`: the system, somebody of the host application, or a user who is gone. */
  readonly createdBy: number | null
  readonly createdAt: string
}

/** What a link to photos opens. */
export interface LinkPhotosInfo {
  /** How many were chosen; `null` where a query picks them. */
  readonly count: number | null
  /** What they have to fit; `null` where they were chosen. */
  readonly query: string | null
  /** What may be done with each, as far as the one who made the link may. */
  readonly capabilities: readonly Capability[]
}

export interface ShareGrant {
  readonly albumId: number
  /** Of `view`, `download` and `upload`. */
  readonly capabilities: readonly Capability[]
}

/** What can be changed of a link afterwards. */
export interface SharePatch {
  /** For those who manage links; whoever opens it reads it too. 1 to 255 characters. */
  name?: string | undefined
  /** Who it is for, as a note: 255 characters at most. */
  recipient?: string | null | undefined
  /** 4 to 200 characters; `null`: none. With another one, everybody has to enter it anew. */
  password?: string | null | undefined
  /** 1 to 1,000 visits; `null`: any number. */
  maxUses?: number | null | undefined
  /** ISO 8601, UTC, in the future; `null`: never. */
  expiresAt?: string | null | undefined
  /** What may be done with all that it opens, `view` included. Not more than one holds oneself. */
  capabilities?: readonly Capability[] | undefined
  /** Name of a size that is switched on: it gives that and smaller ones, and no original. With `download`, that is what is downloaded. */
  maxSize?: string | null | undefined
  /** One line, 200 characters at most, that lies all over its pictures. With it there are no originals. */
  watermarkText?: string | null | undefined
  /** What visitors may do beside looking: `favourite`, choose photos; `rate`, give them stars; `comment`, write to those who made it. Default: nothing. */
  feedback?: readonly LinkFeedback[] | undefined
}

/** Albums (`albumIds`, `grants`), or photos (`photoIds`), or those that fit a `query`. */
export interface ShareDraft extends Omit<SharePatch, 'name'> {
  name: string
  /** These albums, with `capabilities`. 200 at most, together with `grants`. */
  albumIds?: readonly number[] | undefined
  /** Albums with other capabilities. */
  grants?: readonly ShareGrant[] | undefined
  /** Whether it shows what lies below its albums: what is public there, or inherits. Default `false`. */
  withBelow?: boolean | undefined
  /** These photos and no album; 1,000 at most. Each is shown as long as the one who made the link may share it. */
  photoIds?: readonly number[] | undefined
  /** Photos that fit this, as in the search, at every moment: the newest 1,000 of those that the one who made the link may share. */
  query?: string | undefined
  /** Default 0; not above one's own. */
  level?: Level | undefined
}

/** Somebody opened a link. Kept for 90 days, the last 1,000 of each link. */
export interface ShareVisit {
  readonly id: number
  /** ISO 8601, UTC. */
  readonly visitedAt: string
  /** The visitor's address without its last part. */
  readonly network: string | null
  readonly userAgent: string | null
}

export interface ShareListOptions {
  limit?: number | undefined
  cursor?: string | undefined
  /** Those that open this album itself. */
  album?: number | undefined
}

export interface SharesService {
  /**
   * Makes a link to albums, photos or a query that the one who asks may share.
   *
   * @returns The link and its key, 256 random bits: shown this once, the database has its hash only.
   * @throws `ALBUM_NOT_FOUND`, `PHOTO_NOT_FOUND`, `FORBIDDEN`, `INPUT_INVALID` for more than one holds
   */
  create(draft: ShareDraft): Promise<{ readonly link: ShareLink; readonly key: string }>
  /** Newest first: administrators all links, others their own; whoever manages an album all links to it. @throws `ALBUM_NOT_FOUND` */
  list(options?: ShareListOptions): Promise<Page<ShareLink>>
  /** @throws `LINK_NOT_FOUND` */
  get(id: number): Promise<ShareLink>
  /** Obeyed by the next request of whoever is in. @throws `LINK_NOT_FOUND`, `INPUT_INVALID` */
  update(id: number, patch: SharePatch): Promise<ShareLink>
  /** Ends it for good, and takes its grants away. @throws `LINK_NOT_FOUND` */
  revoke(id: number): Promise<ShareLink>
  /**
   * Takes an album out of every link to it, and ends the links that open nothing then: one's own, or all for those who manage the album.
   *
   * @returns How many links opened it.
   * @throws `ALBUM_NOT_FOUND`, `FORBIDDEN`
   */
  revokeAllOf(albumId: number): Promise<number>
  /**
   * Ends all of one's own links for good; with `everybody`, for administrators alone, all there are.
   *
   * @returns How many were ended.
   * @throws `FORBIDDEN`, `UNAUTHENTICATED`
   */
  revokeAll(options?: { everybody?: boolean | undefined }): Promise<number>
  /** Newest first. @throws `LINK_NOT_FOUND` */
  visits(id: number, options?: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<ShareVisit>>
}

/** What a link asks of those who come with its key. */
export interface ShareDoorstep {
  readonly needsPassword: boolean
  /** Whether each visit is counted against a maximum: look before you enter. */
  readonly isLimited: boolean
}

export interface ShareEntry {
  readonly key: string
  readonly password?: string | undefined
  /** For the log of visits, shortened, and for the limit of guesses. */
  readonly address?: string | undefined
  readonly userAgent?: string | undefined
}

/** Opens the gallery for whoever has the key of a link; for the program that embeds the gallery, not for actors. */
export interface ShareDoor {
  /**
   * Who comes with this key, at each request anew. For links with a password or a number of visits it is the longer key that
   * {@link enter} gave. `null` where it is unknown, has ended or was revoked, or is not enough: {@link hasEnded} tells those apart.
   */
  open(key: string): Promise<Actor | null>
  /** What the link wants; `null` as for {@link open}, and where all visits are used up. Says nothing else about it, and counts nothing. */
  look(key: string): Promise<ShareDoorstep | null>
  /**
   * Whether there was a link with this key that opens nothing any more: its time is over, its visits are used up, or it was revoked. Tells
   * nothing to those who never had the key. Only for keys that {@link open} or {@link look} gave `null` for.
   */
  hasEnded(key: string): Promise<boolean>
  /**
   * Comes in: checks the password and counts the visit, unless this key was let in before.
   *
   * @returns The actor, and the key to come with from now on; `null` as for {@link look}.
   * @throws `LINK_PASSWORD_INVALID`, `RATE_LIMITED`
   */
  enter(entry: ShareEntry): Promise<{ readonly actor: Actor; readonly key: string } | null>
}
