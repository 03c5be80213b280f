import type {
  Actor,
  ActorGallery,
  Gallery,
  NewPasskey,
  OwnerPurpose,
  PasskeyProof,
  ShareDoorstep,
  SignedIn,
  ViewAsTarget,
  VitrineError,
} from '@vitrine/core'
import type { H3Event } from 'h3'
import type { RequestIdentity } from './auth/request-identity.ts'
import type { EventStreamRequest } from './events/event-streams.ts'
import type { Languages } from './languages/languages.ts'
import type { Links } from './links.ts'
import type { OidcDesk } from './oidc/oidc-desk.types.ts'
import type { RateLimits } from './operation/rate-limits.ts'
import type { ServerOptions } from './options.types.ts'
import type { ThemeShelf } from './themes/shelf.ts'

/** What every route of the server is given. */
export interface ServerContext {
  readonly gallery: Gallery
  readonly options: ServerOptions
  readonly links: Links
  readonly limits: RateLimits
  readonly languages: Languages
  readonly themes: ThemeShelf
  /** Signing in by way of another provider; `null` where none is set. */
  readonly oidc: OidcDesk | null
  /**
   * Who asks, by session cookie or `Authorization: Bearer`. An unknown or ended session cookie is a guest.
   * Cached for the request. @throws `UNAUTHENTICATED` for an unknown bearer token
   */
  authenticate(event: H3Event): Promise<RequestIdentity>
  /**
   * To be called before every write. Refuses requests that another site made (`Sec-Fetch-Site`, `Origin`) and, for a
   * cookie session, those without its token (`csrfToken`, default: the header `x-csrf-token`). And all writes of whoever looks
   * through somebody else's eyes, but where `inPreview` allows it. @throws `CSRF_REJECTED`, `PREVIEW_READ_ONLY`
   */
  checkWrite(event: H3Event, csrfToken?: string | null, options?: { inPreview?: boolean }): Promise<void>
  /**
   * Signs in, ends the session that came with the request and sets the cookie.
   *
   * @throws `CREDENTIALS_INVALID`, `RATE_LIMITED`; `SECOND_FACTOR_REQUIRED`, whose `step` is for {@link ServerContext.finishSignIn}
   */
  signIn(
    event: H3Event,
    credentials: { username: string; password: string; remember?: boolean | undefined },
  ): Promise<SignedIn>
  /** The same with a passkey. @throws `PASSKEY_INVALID`, `PASSKEY_COPIED`, `PASSKEYS_UNAVAILABLE` */
  signInWithPasskey(event: H3Event, proof: PasskeyProof & { remember?: boolean | undefined }): Promise<SignedIn>
  /** The second step of a sign-in. @throws `SIGN_IN_STEP_INVALID`, `CODE_INVALID`, `PASSKEY_INVALID`, `PASSKEY_COPIED`, `RATE_LIMITED` */
  finishSignIn(
    event: H3Event,
    proof: {
      step: string
      code?: string | undefined
      passkey?: PasskeyProof | undefined
      newPasskey?: NewPasskey | undefined
    },
  ): Promise<SignedIn & { readonly recoveryCodes: readonly string[] | null }>
  /**
   * Sets the password of the one who is signed in; a new session takes the place of this, and all others end.
   *
   * @throws `UNAUTHENTICATED` without a session; `PASSWORD_WRONG`, `INPUT_INVALID`, `RATE_LIMITED`, `FORBIDDEN`
   */
  changePassword(event: H3Event, change: { currentPassword: string; password: string }): Promise<SignedIn>
  /** What asks for the password again, of those who have none: it was confirmed in this browser, if at all. `null` where it was not. */
  confirmedFor(event: H3Event): OwnerPurpose | null
  /** The password as it was given, or, where none was, what was confirmed in this browser, which is used up by it. */
  ownerProof(event: H3Event, currentPassword: string): Promise<string>
  /** @throws `PASSKEY_INVALID`, `PASSKEY_COPIED`, `FORBIDDEN` */
  confirmByPasskey(event: H3Event, proof: PasskeyProof & { purpose: OwnerPurpose }): Promise<void>
  /** Makes the first administrator, signs it in and sets the cookie. @throws `SETUP_TOKEN_INVALID`, `INPUT_INVALID` */
  setUp(
    event: H3Event,
    account: { token: string; username: string; password: string; email?: string | null },
  ): Promise<SignedIn>
  /** Ends the session and clears the cookie. Nothing happens for a guest. */
  signOut(event: H3Event): Promise<void>
  /** What the link with this key asks of this browser before it opens; `null` where the key opens nothing. */
  lookAtLink(event: H3Event, key: string): Promise<ShareDoorstep | null>
  /** Comes in by a link; `null` where the key opens nothing. @throws `LINK_PASSWORD_INVALID`, `RATE_LIMITED`, `CSRF_REJECTED` */
  openLink(
    event: H3Event,
    entry: { key: string; password?: string },
  ): Promise<{ readonly actor: Actor; readonly key: string } | null>
  /** The same for this browser, from now on: the gallery as the link shows it. */
  enterLink(event: H3Event, entry: { key: string; password?: string }): Promise<ActorGallery | null>
  leaveLink(event: H3Event): void
  /** For a key that opens nothing: `LINK_ENDED` where there was such a link, else `LINK_NOT_FOUND`. */
  faultOfLink(event: H3Event, key: string): Promise<VitrineError>
  /** Whether this browser came by a link that opens nothing any more. */
  cameByEndedLink(event: H3Event): Promise<boolean>
  /** @throws `FORBIDDEN` without a session of an administrator, `USER_NOT_FOUND`, `GROUP_NOT_FOUND`, `LINK_NOT_FOUND` */
  startViewAs(
    event: H3Event,
    target: ViewAsTarget,
  ): Promise<{ type: 'guest' | 'user' | 'group' | 'link'; id: number | null; name: string | null }>
  stopViewAs(event: H3Event): Promise<void>
  /** Server-sent events for whoever asks. @throws `RATE_LIMITED`, `CURSOR_INVALID` */
  streamEvents(event: H3Event, options: EventStreamRequest): Promise<Response>
  /** Address of the client as the limits see it; `undefined` where it is not known. */
  clientAddress(event: H3Event): string | undefined
  /** `https` where the visitor's browser speaks it with us, as far as we can tell. */
  isSecure(event: H3Event): boolean
}
