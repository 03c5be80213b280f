import type { Capability, Level, RoleKey } from '../access/capabilities.ts'
import type { Page } from '../paging/page.types.ts'

export interface User {
  readonly id: number
  readonly username: string
  readonly email: string | null
  readonly role: RoleKey
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
  /** Default `user`. */
  role?: RoleKey
}

export interface UsersService {
  list(options?: { limit?: number; cursor?: string | undefined }): Promise<Page<User>>
  get(id: number): Promise<User>
  create(draft: UserDraft): Promise<User>
  setPassword(id: number, password: string): Promise<void>
}

export interface Group {
  readonly id: number
  readonly name: string
  readonly memberCount: number
}

export interface GroupsService {
  list(): Promise<Group[]>
  create(draft: { name: string }): Promise<Group>
  setMembers(id: number, userIds: readonly number[]): Promise<Group>
}

/** What the actor is to the gallery as a whole. */
export interface Me {
  readonly user: User | null
  readonly level: Level
  /** Held in every album. */
  readonly everywhere: readonly Capability[]
  /** May see the admin pages. */
  readonly isAdmin: boolean
}
