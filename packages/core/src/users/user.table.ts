import type { ColumnType, Generated, Selectable } from 'kysely'
import type { RoleKey } from '../access/capabilities.ts'

export interface RoleTable {
  id: Generated<number>
  /** Set for the presets. */
  role_key: RoleKey | null
  name: string
  description: string | null
  /** Capabilities held in every album, bit set. */
  everywhere: number
  /** Capabilities held in albums that are seen because they are public, bit set. */
  visible: number
}

export interface UserTable {
  id: Generated<number>
  username: string
  /** NFKC, case folded: unique. */
  username_key: string
  email: string | null
  /** The address as it is looked for. */
  email_key: string | null
  password_hash: string | null
  role_id: number
  level: number
  is_disabled: 0 | 1
  /** Preferences; `null`: as the gallery has it. */
  photos_per_page: number | null
  recent_days: number | null
  /** BCP 47 */
  language: Generated<string | null>
  theme: string | null
  created_at: ColumnType<string, string, never>
  updated_at: string
}
export type UserRow = Selectable<UserTable>

export interface GroupTable {
  id: Generated<number>
  name: string
  name_key: string
  /** 1: new users become members. */
  is_default: Generated<0 | 1>
  created_at: ColumnType<string, string, never>
}

export interface GroupMemberTable {
  group_id: number
  user_id: number
}
