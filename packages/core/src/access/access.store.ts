import type { CompiledQuery, Selectable } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { GalleryStateTable } from '../db/state.table.ts'
import { isLevel, type Level, type RoleKey, visibleCapabilities } from './capabilities.ts'
import type { LinkTerms } from './link-terms.ts'
import type { TreeAlbum, TreeGrant } from './tree.ts'

export interface RoleBits {
  readonly id: number
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

export interface Link {
  readonly name: string
  readonly level: Level
  /** ISO 8601, UTC. */
  readonly expiresAt: string | null
  readonly isRevoked: boolean
  /** Whether it shows what lies below its albums. */
  readonly withBelow: boolean
  /** For a link to photos: which, and what may be done with them. */
  readonly photos: { readonly ids: ReadonlySet<number>; readonly query: string | null; readonly bits: number } | null
  /** The user who made it, without whom it gives nothing; `null`: the gallery, or somebody of the host application. */
  readonly makerId: number | null
  readonly terms: LinkTerms
}

/** An API key, as far as rights follow from it. */
export interface KeyFacts {
  readonly userId: number
  readonly scopes: number
  /** ISO 8601, UTC. */
  readonly expiresAt: string | null
  readonly isRevoked: boolean
}

/** Whether anybody may look without signing in, and up to which privacy level. */
export interface GuestAccess {
  readonly enabled: boolean
  readonly level: Level
}

export interface GalleryState {
  readonly tree: number
  readonly commit: number
  readonly grants: number
  readonly people: number
}

/** Sent for every call: as long as the database is open it is compiled once. */
const stateQueries = new WeakMap<Reader, CompiledQuery<Pick<Selectable<GalleryStateTable>, StateColumn>>>()
const stateColumns = ['tree_version', 'commit_seq', 'grants_seq', 'people_seq'] as const
type StateColumn = (typeof stateColumns)[number]

const stateQueryOf = (db: Reader) => {
  const known =
    stateQueries.get(db) ?? db.selectFrom('gallery_state').select(stateColumns).where('id', '=', 1).compile()
  stateQueries.set(db, known)
  return known
}

export const readState = async (db: Reader): Promise<GalleryState> => {
  const [row] = (await db.executeQuery(stateQueryOf(db))).rows
  if (!row) throw new Error('The row of gallery_state is gone')
  return {
    tree: Number(row.tree_version),
    commit: Number(row.commit_seq),
    grants: Number(row.grants_seq),
    people: Number(row.people_seq),
  }
}

/** All albums; with `ids`, at most a few hundred of them, these. */
export const loadTreeAlbums = async (db: Reader, ids?: readonly number[]): Promise<TreeAlbum[]> => {
  let query = db
    .selectFrom('albums')
    .select(['id', 'parent_id', 'position', 'visibility', 'is_locked', 'inherits_grants', 'theme'])
  if (ids) query = query.where('id', 'in', ids)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    position: row.position,
    // Anything but the word "public" is private.
    isPrivate: row.visibility !== 'public',
    isLocked: row.is_locked !== 0,
    inheritsGrants: row.inherits_grants !== 0,
    theme: row.theme,
  }))
}

/** All grants; with `albumIds`, at most a few hundred of them, those of these albums. */
export const loadGrants = async (db: Reader, albumIds?: readonly number[]): Promise<TreeGrant[]> => {
  let query = db.selectFrom('album_grants').select(['album_id', 'principal_type', 'principal_id', 'capabilities'])
  if (albumIds) query = query.where('album_id', 'in', albumIds)
  const rows = await query.execute()
  return rows.map((row) => ({
    albumId: row.album_id,
    principal: `${row.principal_type}:${row.principal_id}`,
    bits: row.capabilities,
  }))
}

export const loadRoles = async (db: Reader): Promise<Map<number, RoleBits>> => {
  const rows = await db.selectFrom('roles').select(['id', 'role_key', 'everywhere', 'visible']).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, key: row.role_key, everywhere: row.everywhere, visible: row.visible & visibleCapabilities },
    ]),
  )
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

export const loadLink = async (db: Reader, linkId: number): Promise<Link | undefined> => {
  const row = await db
    .selectFrom('share_links')
    .leftJoin('users', 'users.id', 'share_links.created_by')
    .select(['share_links.name', 'share_links.level', 'expires_at', 'revoked_at', 'users.is_disabled'])
    .select(['share_links.with_below', 'share_links.photo_bits', 'share_links.query', 'share_links.created_by'])
    .select(['max_size', 'watermark_text', 'feedback_bits'])
    .where('share_links.id', '=', linkId)
    .executeTakeFirst()
  if (!row) return undefined
  const { photo_bits: bits, query } = row
  return {
    name: row.name,
    level: isLevel(row.level) ? row.level : 0,
    expiresAt: row.expires_at,
    // Whoever was shut out must not come back in by a link of their own.
    isRevoked: row.revoked_at !== null || row.is_disabled === 1,
    withBelow: row.with_below !== 0,
    photos: bits === null ? null : { ids: await loadLinkPhotos(db, linkId), query, bits },
    makerId: row.created_by,
    terms: { maxSize: row.max_size, watermarkText: row.watermark_text, feedback: row.feedback_bits },
  }
}

const loadLinkPhotos = async (db: Reader, linkId: number): Promise<Set<number>> => {
  const rows = await db.selectFrom('share_photos').select('photo_id').where('link_id', '=', linkId).execute()
  return new Set(rows.map((row) => row.photo_id))
}

export const loadApiKey = async (db: Reader, keyId: number): Promise<KeyFacts | undefined> => {
  const row = await db
    .selectFrom('api_keys')
    .select(['user_id', 'scopes', 'expires_at', 'revoked_at'])
    .where('id', '=', keyId)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    userId: row.user_id,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    isRevoked: row.revoked_at !== null,
  }
}

export const hasGroup = async (db: Reader, groupId: number): Promise<boolean> =>
  (await db.selectFrom('groups').select('id').where('id', '=', groupId).executeTakeFirst()) !== undefined

export const guestEnabledSetting = 'guests.enabled'
export const guestLevelSetting = 'guests.level'

export const loadGuestAccess = async (db: Reader): Promise<GuestAccess> => {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', [guestEnabledSetting, guestLevelSetting])
    .execute()
  const settingOf = (key: string, fallback: string): string => rows.find((row) => row.key === key)?.value ?? fallback
  const level = Number(settingOf(guestLevelSetting, '0'))
  // Anything but the word "true" is a closed door.
  return { enabled: settingOf(guestEnabledSetting, 'true') === 'true', level: isLevel(level) ? level : 0 }
}

export const imagingSetting = 'derivatives'

/** The settings of derivatives, as JSON; `null` where nobody changed any. */
export const loadImaging = async (db: Reader): Promise<string | null> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', imagingSetting).executeTakeFirst()
  return row?.value ?? null
}
