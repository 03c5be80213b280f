import type { Actor, ActorGallery, PreviewActor, User, ViewAsTarget } from '@vitrine/core'

/** Who asks, found out once per request. */
export interface RequestIdentity {
  readonly actor: Actor
  /** The same, but for an administrator who looks through somebody else’s eyes: that administrator. */
  readonly own: Exclude<Actor, PreviewActor>
  /** Whose eyes the asker looks through; `null` for its own. */
  readonly viewAs: ViewAsTarget | null
  /** `true` where a session of the gallery says so. */
  readonly hasSession: boolean
  /** Names that session in lists; `null` where there is none. */
  readonly sessionId: string | null
  /** `null` for everybody who is no user of the gallery. Never the one who is looked through. */
  readonly user: User | null
  /** Goes into forms as `csrfToken` and into the header `x-csrf-token`; `null` for a guest. */
  readonly csrfToken: string | null
  /** `gallery.forRequest(actor)` */
  readonly gallery: ActorGallery
}
