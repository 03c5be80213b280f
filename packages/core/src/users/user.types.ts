import type { Capability, Level, RoleKey } from '../access/capabilities.ts'
import type { Scope } from '../access/scopes.ts'
import type { AccountSession, Preferences } from '../accounts/account-parts.types.ts'
import type { Page } from '../paging/page.types.ts'

export interface User {
  readonly id: number
  readonly username: string
  readonly email: string | null
  /** The preset; `user` for a role of one's own making. */
  readonly role: RoleKey
  readonly roleId: number
  readonly roleName: string
  readonly level: Level
  readonly disabled: boolean
  readonly createdAt: string
}

export interface UserDraft {
  /** 1 to 64 characters. Unique without regard to case and width. */
  username: string
  /** 8 to 1,024 bytes. */
  password: string
  email?: string | null
  /** Default 0. */
  level?: Level
  /** A preset. Default `user`. */
  role?: RoleKey
  /** Any role, in place of `role`. */
  roleId?: number
}

export interface UserPatch {
  username?: string
  email?: string | null
  level?: Level
  role?: RoleKey
  roleId?: number
  /** Signs the user out everywhere; its links end with it. */
  disabled?: boolean
}

export interface UserListOptions {
  /** Part of the user name or e-mail address. 1 to 100 characters. */
  q?: string | undefined
  role?: RoleKey | undefined
  roleId?: number | undefined
  /** Members of this group. */
  group?: number | undefined
  level?: Level | undefined
  disabled?: boolean | undefined
  /** 1 to 500, default 50. */
  limit?: number | undefined
  cursor?: string | undefined
}

export interface UsersService {
  /** By name. Administrators only. @throws `CURSOR_INVALID` */
  list(options?: UserListOptions): Promise<Page<User>>
  get(id: number): Promise<User>
  /** The new user becomes a member of the default groups. @throws `USERNAME_TAKEN`, `ROLE_NOT_FOUND`, `FORBIDDEN` */
  create(draft: UserDraft): Promise<User>
  /**
   * Administrators change everything of those who hold no more than they do. Others change their own address in `account`. Another
   * role signs the user out everywhere.
   *
   * @throws `USERNAME_TAKEN`, `ROLE_NOT_FOUND`, `LAST_ADMINISTRATOR`, `FORBIDDEN` (the main user, a role above one's own)
   */
  update(id: number, patch: UserPatch): Promise<User>
  /**
   * What the user added stays, or becomes somebody else's, as the settings say; its grants, sessions and links go. Administrators only.
   *
   * @throws `LAST_ADMINISTRATOR`; `FORBIDDEN`, also for one's own account, which goes by `account.delete`
   */
  delete(id: number): Promise<void>
  /**
   * Signs the user out everywhere.
   *
   * @param options.currentPassword - Asked of those who change their own.
   * @throws `PASSWORD_WRONG`; `FORBIDDEN` for shared accounts, and for those who hold more than the one who asks; `RATE_LIMITED`
   */
  setPassword(id: number, password: string, options?: { currentPassword?: string | undefined }): Promise<void>
  /**
   * A link by which somebody else sets a new password, to be handed over: it works once, for 24 hours. Administrators only.
   *
   * @throws `MAIL_UNAVAILABLE` where the public address of the gallery is not set
   */
  createResetLink(id: number): Promise<{ url: string; expiresAt: string }>
  /** Where a user is signed in. Administrators only. */
  sessions(id: number): Promise<AccountSession[]>
  /** Signs a user out everywhere. Administrators only. @throws `FORBIDDEN` */
  endSessions(id: number): Promise<void>
}

export interface Group {
  readonly id: number
  readonly name: string
  readonly memberCount: number
  /** New users become members. */
  readonly isDefault: boolean
}

export interface GroupListOptions {
  /** Part of the name. 1 to 100 characters. */
  q?: string | undefined
  /** 1 to 500, default 100. */
  limit?: number | undefined
  cursor?: string | undefined
}

/** Administrators only. */
export interface GroupsService {
  /** By name. @throws `CURSOR_INVALID` */
  list(options?: GroupListOptions): Promise<Page<Group>>
  get(id: number): Promise<Group>
  /** @throws `NAME_TAKEN` */
  create(draft: { name: string; isDefault?: boolean | undefined }): Promise<Group>
  /** @throws `NAME_TAKEN` */
  update(id: number, patch: { name?: string | undefined; isDefault?: boolean | undefined }): Promise<Group>
  /** Its grants go with it; its members stay. */
  delete(id: number): Promise<void>
  /** Another group with the same members and grants. @throws `NAME_TAKEN` */
  duplicate(id: number, draft: { name: string }): Promise<Group>
  /** Takes the members and grants of other groups in, 100 at most, and deletes those. */
  merge(id: number, from: readonly number[]): Promise<Group>
  /** By name. */
  members(id: number, options?: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<User>>
  setMembers(id: number, userIds: readonly number[]): Promise<Group>
  /** Those who are in it already stay. 1,000 at once at most. */
  addMembers(id: number, userIds: readonly number[]): Promise<Group>
  /** Those who are not in it are not missed. 1,000 at once at most. */
  removeMembers(id: number, userIds: readonly number[]): Promise<Group>
}

/** What the actor is to the gallery as a whole. */
export interface Me {
  /** What asks; for a preview, what is looked through. */
  readonly kind: 'guest' | 'user' | 'apiKey' | 'link' | 'host' | 'group' | 'system'
  /** Of the user, link, group or person of the host, for people to read. */
  readonly name: string | null
  readonly user: User | null
  readonly level: Level
  readonly preferences: Preferences
  /** Held in every album. */
  readonly everywhere: readonly Capability[]
  /** What the API key that is used was made for; `null` for everybody who comes without one. */
  readonly scopes: readonly Scope[] | null
  /** Whether it may choose photos as favourites. */
  readonly hasFavourites: boolean
  /** May see the admin pages. */
  readonly isAdmin: boolean
  /** `true` while an administrator looks through somebody else's eyes: nothing can be changed. */
  readonly isPreview: boolean
  /** `true` for guests where the gallery is for those who signed in, only. */
  readonly mustSignIn: boolean
}
