import type { Actor, ViewAsTarget } from './actor.ts'
import type { Capability, Level } from './capabilities.ts'
import type { Denial } from './standing.ts'

/** Somebody who can be granted something. */
export interface Principal {
  readonly type: 'user' | 'group' | 'link'
  readonly id: number
}

/** Why something is seen or not, in the order of the tree from the root down. */
export type RightsReason =
  /** Sees nothing at all: `guests-off`, `unknown`, `disabled`, `revoked`, `expired`. */
  | { readonly kind: 'denied'; readonly why: Denial }
  /** The role holds this in every album. */
  | { readonly kind: 'role'; readonly capabilities: readonly Capability[] }
  /** The album is public, and what it is in is seen. */
  | { readonly kind: 'public'; readonly albumId: number; readonly capabilities: readonly Capability[] }
  /** Granted on this album; inherited by those below where it is not the album that was asked for. */
  | {
      readonly kind: 'granted'
      readonly albumId: number
      readonly principal: Principal
      readonly capabilities: readonly Capability[]
    }
  /** The album does not inherit: grants of the albums above end here. */
  | { readonly kind: 'override'; readonly albumId: number }
  /** The album is private, and nothing was granted. */
  | { readonly kind: 'private'; readonly albumId: number }
  /** The album is public, but inside one that is not seen. */
  | { readonly kind: 'hidden-parent'; readonly albumId: number; readonly parentId: number }
  /** The album is public, but a link sees only what was granted to it. */
  | { readonly kind: 'confined'; readonly albumId: number }
  /** The album is locked, and all below it: for those who manage it. */
  | { readonly kind: 'locked'; readonly albumId: number }
  /** The photo's privacy level is above that of the actor. */
  | { readonly kind: 'level'; readonly photoLevel: Level }
  | { readonly kind: 'in-trash' }
  /** The photo is in no album that is seen. */
  | { readonly kind: 'no-visible-album' }
  /** The link was made for other photos; its maker may not share this one (any more). */
  | { readonly kind: 'not-in-link' }
  | { readonly kind: 'not-shared' }

export interface AlbumExplanation {
  readonly albumId: number
  readonly sees: boolean
  readonly capabilities: readonly Capability[]
  readonly reasons: readonly RightsReason[]
}

export interface Explanation {
  readonly sees: boolean
  readonly capabilities: readonly Capability[]
  /** Of the one who was asked about. */
  readonly level: Level
  readonly reasons: readonly RightsReason[]
  /** For a photo, each album that it is in, 1,000 at most; for an album, none. */
  readonly albums: readonly AlbumExplanation[]
}

export type ExplainTarget = { readonly album: number } | { readonly photo: number }

/** A grant that holds on an album, with where it comes from. */
export interface EffectiveGrant {
  readonly principal: Principal
  readonly capabilities: readonly Capability[]
  /** The album it was made on; `null` where the one who asks does not see that one. */
  readonly albumId: number | null
  readonly isInherited: boolean
}

export interface EffectiveGrants {
  readonly albumId: number
  /** Own ones first, then those of the albums above, nearest first. */
  readonly grants: readonly EffectiveGrant[]
  /** The nearest album, this one or above, that does not inherit; `null` where there is none, or it is not seen. */
  readonly overriddenAt: number | null
  /** Grants of albums above that do not reach it. */
  readonly stopped: readonly EffectiveGrant[]
}

export interface GuestSettings {
  /** `false`: nobody sees anything without signing in. Default `true`. */
  readonly enabled: boolean
  /** Guests see photos up to this privacy level. Default 0. */
  readonly level: Level
}

export interface RightsService {
  /**
   * What somebody sees of an album or photo and why. Administrators only.
   *
   * @throws `ALBUM_NOT_FOUND`, `PHOTO_NOT_FOUND`, `USER_NOT_FOUND`, `GROUP_NOT_FOUND`, `LINK_NOT_FOUND`
   */
  explain(who: Actor | ViewAsTarget, target: ExplainTarget): Promise<Explanation>
  /** All grants that hold on an album. For those who manage it. @throws `ALBUM_NOT_FOUND`, `FORBIDDEN` */
  effectiveGrants(albumId: number): Promise<EffectiveGrants>
  /** Administrators only. */
  guests(): Promise<GuestSettings>
  /** Administrators only; obeyed by the next call of everybody. */
  setGuests(patch: { enabled?: boolean | undefined; level?: Level | undefined }): Promise<GuestSettings>
}
