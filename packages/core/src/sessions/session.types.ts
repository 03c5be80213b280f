import type { Actor } from '../access/actor.ts'
import type { User } from '../users/user.types.ts'

export interface SignedIn {
  /** The secret that proves the session: 256 random bits, base64url. Kept by the caller only; the database has its hash. */
  readonly token: string
  /** Must be sent back with each write made by cookie. */
  readonly csrfToken: string
  readonly user: User
  readonly expiresAt: string
}

export interface ResolvedSession {
  readonly actor: Actor
  readonly user: User
  readonly csrfToken: string
  readonly expiresAt: string
}

export interface SessionsService {
  /** @throws `CREDENTIALS_INVALID`, `RATE_LIMITED` */
  signIn(credentials: {
    username: string
    password: string
    address?: string | undefined
    userAgent?: string | undefined
  }): Promise<SignedIn>
  /** `null` where the token is unknown, expired or ended, or its user disabled. */
  resolve(token: string): Promise<ResolvedSession | null>
  signOut(token: string): Promise<void>
  /** A one-time token for making the first administrator; `null` where one exists already. */
  createSetupToken(): Promise<string | null>
  /** `true` while the gallery has no administrator and the token is the current one. */
  isSetupToken(token: string): Promise<boolean>
  /** Makes the first administrator and signs it in. @throws `SETUP_TOKEN_INVALID` */
  setUp(options: { token: string; username: string; password: string; email?: string | null }): Promise<SignedIn>
}
