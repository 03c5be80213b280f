import type { Identity, OwnerPurpose, SignedIn, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'

/** Somebody who came back from the provider. */
export type OidcReturn =
  | { readonly kind: 'signedIn'; readonly signedIn: SignedIn; readonly returnTo: string }
  | { readonly kind: 'linked'; readonly identity: Identity }
  | { readonly kind: 'confirmed'; readonly purpose: OwnerPurpose }
  /** What came of it otherwise, and where the visitor wanted to go. */
  | {
      readonly kind: 'refused'
      readonly error: VitrineError
      readonly returnTo: string
      readonly isLink: boolean
      /** What was to be confirmed. */
      readonly purpose: OwnerPurpose | null
    }

/** Signing in by way of another provider. */
export interface OidcDesk {
  readonly name: string
  readonly issuer: string
  /** Where somebody is sent to sign in. @throws `SIGN_IN_FAILED`, `RATE_LIMITED`, `CSRF_REJECTED` */
  begin(event: H3Event, returnTo: string): Promise<string>
  /** Where somebody who is signed in is sent to link an account. @throws `SIGN_IN_FAILED`, `PASSWORD_WRONG`, `RATE_LIMITED`, `FORBIDDEN` */
  beginLink(event: H3Event, proof: { currentPassword: string }): Promise<string>
  /**
   * Where somebody without a password is sent to sign in anew, and by it to confirm to be the owner of the account.
   *
   * @throws `SIGN_IN_FAILED`, `IDENTITY_NOT_FOUND`, `FORBIDDEN`
   */
  beginConfirming(event: H3Event, purpose: OwnerPurpose): Promise<string>
  /** @throws `ROUTE_NOT_FOUND` where nobody from here was expected back */
  comeBack(event: H3Event): Promise<OidcReturn>
}
