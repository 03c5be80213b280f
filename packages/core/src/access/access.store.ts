import type { Reader } from '../db/database.ts'
import type { RoleKey } from './capabilities.ts'
import { isLevel, type Level } from './capabilities.ts'
import type { TreeAlbum, TreeGrant } from './tree.ts'

export interface RoleBits {
  readonly key: RoleKey | null
  readonly everywhere: number
  readonly visible: number
}

export interface Person {
  readonly roleId: number
  readonly level: Level
  readonly isDisabled: boolean
  readonly groupIds: readonly number[]
}

export const readState = async (db: Reader): Promise<{ tree: number; commit: number }> => {
  const row = await db
    .selectFrom('gallery_state')
    .select(['tree_version', 'commit_seq'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return { tree: Number(row.tree_version), commit: Number(row.commit_seq) }
}

export const loadTreeAlbums = async (db: Reader): Promise<TreeAlbum[]> => {
  const rows = await db
    .selectFrom('albums')
    .select(['id', 'parent_id', 'position', 'visibility', 'is_locked', 'inherits_grants'])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    position: row.position,
    // Anything but the word "public" is private.
    isPrivate: row.visibility !== 'public',
    isLocked: row.is_locked !== 0,
    inheritsGrants: row.inherits_grants !== 0,
  }))
}

export const loadGrants = async (db: Reader): Promise<TreeGrant[]> => {
  const rows = await db
    .selectFrom('album_grants')
    .select(['album_id', 'principal_type', 'principal_id', 'capabilities'])
    .execute()
  return rows.map((row) => ({
    albumId: row.album_id,
    principal: `${row.principal_type}:${row.principal_id}`,
    bits: row.capabilities,
  }))
}

export const loadRoles = async (db: Reader): Promise<Map<number, RoleBits>> => {
  const rows = await db.selectFrom('roles').select(['id', 'role_key', 'everywhere', 'visible']).execute()
  return new Map(rows.map((row) => [row.id, { key: row.role_key, everywhere: row.everywhere, visible: row.visible }]))
}

export const loadPerson = async (db: Reader, userId: number): Promise<Person | undefined> => {
  const [user, groups] = await Promise.all([
    db.selectFrom('users').select(['role_id', 'level', 'is_disabled']).where('id', '=', userId).executeTakeFirst(),
    db.selectFrom('group_members').select('group_id').where('user_id', '=', userId).execute(),
  ])
  if (!user) return undefined
  return {
    roleId: user.role_id,
    level: isLevel(user.level) ? user.level : 0,
    isDisabled: user.is_disabled !== 0,
    groupIds: groups.map((g) => g.group_id),
  }
}
