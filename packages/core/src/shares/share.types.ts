import type { Actor } from '../access/actor.ts'
import type { Capability, Level } from '../access/capabilities.ts'
import type { Page } from '../paging/page.types.ts'

/** A link that opens what was granted to it, without an account. */
export interface ShareLink {
  readonly id: number
  readonly name: string
  /** Photos up to this privacy level. */
  readonly level: Level
  /** Albums granted to it that the one who asks may see; those below them are seen too. */
  readonly grants: readonly ShareGrant[]
  /** ISO 8601, UTC. */
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  /** `null`: the system, somebody of the host application, or a user who is gone. */
  readonly createdBy: number | null
  readonly createdAt: string
}

export interface ShareGrant {
  readonly albumId: number
  /** Of `view`, `download` and `upload`. */
  readonly capabilities: readonly Capability[]
}

export interface ShareDraft {
  /** For those who manage links; whoever opens it reads it too. 1 to 255 characters. */
  name: string
  /** These albums, with `view` alone. 200 at most, together with `grants`. */
  albumIds?: readonly number[]
  grants?: readonly ShareGrant[]
  /** Default 0; not above one's own. */
  level?: Level
  /** ISO 8601, UTC, in the future. Default: never. */
  expiresAt?: string | null
}

export interface SharesService {
  /**
   * Makes a link to albums that the one who asks may share.
   *
   * @returns The link and its key, 256 random bits: shown this once, the database has its hash only.
   * @throws `ALBUM_NOT_FOUND`, `FORBIDDEN`, `INPUT_INVALID` for more than one holds
   */
  create(draft: ShareDraft): Promise<{ readonly link: ShareLink; readonly key: string }>
  /** Newest first: administrators all links, others their own. */
  list(options?: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<ShareLink>>
  /** @throws `LINK_NOT_FOUND` */
  get(id: number): Promise<ShareLink>
  /** Ends it for good, and takes its grants away. @throws `LINK_NOT_FOUND` */
  revoke(id: number): Promise<ShareLink>
}

/** Proof of a link; for the program that embeds the gallery, not for actors. */
export interface ShareDoor {
  /** Who comes with this key; `null` where it is unknown, has ended or was revoked, which are not told apart. */
  open(key: string): Promise<Actor | null>
}
