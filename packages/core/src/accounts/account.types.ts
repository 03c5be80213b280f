import type { Page } from '../paging/page.types.ts'
import type { User } from '../users/user.types.ts'
import type { AccountSession, Preferences } from './account-parts.types.ts'

/** What an owner does that asks for the password again. */
export type OwnerPurpose =
  | 'password'
  | 'email'
  | 'delete'
  | 'link-identity'
  | 'unlink-identity'
  | 'add-app'
  | 'remove-app'
  | 'add-passkey'
  | 'remove-passkey'

/** An account as its owner sees it. */
export interface Account {
  readonly user: User
  readonly preferences: Preferences
  /** An address that waits for its confirmation. */
  readonly pendingEmail: string | null
  /**
   * `false`: made by a provider. What asks for `currentPassword` takes what {@link IdentityDoor.confirm} or
   * {@link PasskeysService.confirm} gave in place of it.
   */
  readonly hasPassword: boolean
  /** A shared account cannot be changed by those who share it. */
  readonly canChange: boolean
  readonly canDelete: boolean
}

export interface AccountExport {
  /** Such as `account-7.json`. */
  readonly fileName: string
  /** JSON, in pieces. */
  readonly content: AsyncIterable<string>
}

/** One's own account; for users only. */
export interface AccountService {
  get(): Promise<Account>
  /** @throws `INPUT_INVALID`, `FORBIDDEN` for shared accounts */
  setPreferences(patch: Partial<Preferences>): Promise<Account>
  /**
   * Sends a link to the new address, which takes effect once that is opened. What is answered does not depend on whether somebody
   * else has the address: its owner is told by mail.
   *
   * @throws `PASSWORD_WRONG`, `CONFIRMATION_REQUIRED`, `MAIL_UNAVAILABLE`, `INPUT_INVALID`, `FORBIDDEN` for shared accounts, `RATE_LIMITED`
   */
  changeEmail(change: { email: string; currentPassword: string }): Promise<Account>
  /** The one used last first. @throws `FORBIDDEN` for shared accounts, here and below */
  sessions(): Promise<AccountSession[]>
  /** @throws `SESSION_NOT_FOUND` */
  endSession(id: string): Promise<void>
  /** Signs out everywhere, but for the session named. */
  endSessions(options?: { except?: string | undefined }): Promise<void>
  /**
   * Deletes the account for good. What was added stays, or becomes somebody else's, as the settings say.
   *
   * @throws `PASSWORD_WRONG`, `CONFIRMATION_REQUIRED`, `LAST_ADMINISTRATOR`, `FORBIDDEN` where that is for administrators, `RATE_LIMITED`
   */
  delete(options: { currentPassword: string }): Promise<void>
  /** What the gallery knows of the user: profile, groups, sessions, API keys, links, photos added, what was done. Nothing of others. */
  export(): Promise<AccountExport>
}

/** Somebody who waits for an administrator. */
export interface Registration {
  readonly id: number
  readonly username: string
  /** Confirmed by mail. */
  readonly email: string | null
  readonly createdAt: string
}

/** Administrators only. */
export interface RegistrationsService {
  /** The one who waits longest first. */
  list(options?: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<Registration>>
  /** Makes a user of it, who is told by mail. @throws `REGISTRATION_NOT_FOUND`, `USERNAME_TAKEN` */
  approve(id: number): Promise<User>
  /** Forgets it; who asked is told by mail. @throws `REGISTRATION_NOT_FOUND` */
  refuse(id: number): Promise<void>
}

/** `confirm`: a mail with a link is on its way; `waiting`: for an administrator; `done`: may sign in. */
export type RegistrationState = 'confirm' | 'waiting' | 'done'

/**
 * What somebody does who is nobody yet, or cannot prove who: for the program that embeds the gallery, not for actors. What it answers
 * never tells whether an address or, where mail is used, a name is known.
 */
export interface AccountDoor {
  /** How a registration would go; `null` where it is closed. */
  registration(): Promise<{ readonly needsApproval: boolean; readonly email: 'none' | 'optional' | 'required' } | null>
  /** @throws `REGISTRATION_CLOSED`, `INPUT_INVALID`, `USERNAME_TAKEN` (without an address only), `MAIL_UNAVAILABLE`, `HOOK_REJECTED`, `RATE_LIMITED` */
  register(draft: {
    username: string
    password: string
    email?: string | null | undefined
    address?: string | undefined
  }): Promise<RegistrationState>
  /** What a link to confirm a registration is for; `null` where it is not valid. */
  registrationOf(token: string): Promise<{ readonly username: string; readonly isTaken: boolean } | null>
  /**
   * Confirms the address of a registration.
   *
   * @param confirmation.username - Another name than the one asked for, where that is taken.
   * @throws `ACCOUNT_LINK_INVALID`, `USERNAME_TAKEN` (the link stays valid), `INPUT_INVALID`
   */
  confirmRegistration(confirmation: { token: string; username?: string | undefined }): Promise<'waiting' | 'done'>
  /** Whether links to set a new password can be sent. */
  canReset(): boolean
  /**
   * Sends a link to set a new password, if there is anybody to send it to.
   *
   * @param request.who - User name or e-mail address.
   * @throws `MAIL_UNAVAILABLE`, `INPUT_INVALID`, `RATE_LIMITED`
   */
  requestReset(request: { who: string; address?: string | undefined }): Promise<void>
  /** The user whose password a link sets; `null` where it is not valid. */
  resetOf(token: string): Promise<{ readonly username: string } | null>
  /** Signs the user out everywhere. @throws `ACCOUNT_LINK_INVALID`, `INPUT_INVALID` (the link stays valid) */
  resetPassword(reset: { token: string; password: string }): Promise<void>
  /** The address that a link confirms for a user; `null` where it is not valid. */
  emailOf(token: string): Promise<{ readonly username: string; readonly email: string } | null>
  /**
   * Takes the new address over, tells the old one, and signs the user out everywhere else.
   *
   * @param confirmation.keepSession - Id of the session that asks.
   * @throws `ACCOUNT_LINK_INVALID`
   */
  confirmEmail(confirmation: { token: string; keepSession?: string | undefined }): Promise<void>
}
