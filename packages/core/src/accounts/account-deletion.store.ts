import type { Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** @returns The ids of those that ended. */
export const revokeLinksOf = async (db: Writer, userId: number, at: string): Promise<number[]> => {
  const rows = await db
    .selectFrom('share_links')
    .select('id')
    .where('created_by', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()
  await db
    .updateTable('share_links')
    .set({ revoked_at: at })
    .where('created_by', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** @returns What was granted. */
export const revokeGrantsOf = async (
  db: Writer,
  userId: number,
): Promise<{ album_id: number; capabilities: number }[]> => {
  const grants = await db
    .selectFrom('album_grants')
    .select(['album_id', 'capabilities'])
    .where('principal_type', '=', 'user')
    .where('principal_id', '=', userId)
    .execute()
  await db.deleteFrom('album_grants').where('principal_type', '=', 'user').where('principal_id', '=', userId).execute()
  return grants
}

/** Entries about a user and its API keys stay in the change log, without what they say: names and addresses. */
export const emptyChangesAbout = async (db: Writer, userId: number): Promise<void> => {
  const keys = await db.selectFrom('api_keys').select('id').where('user_id', '=', userId).execute()
  const about = [['user', [userId]] as const, ['key', keys.map(({ id }) => id)] as const]
  for (const [subject, ids] of about)
    if (ids.length > 0)
      await db
        .updateTable('changes')
        .set({ before: null, after: null })
        .where('subject', '=', subject)
        .where('subject_id', 'in', ids)
        .execute()
}

/** A user of whom nothing is left but a number. */
export const emptyUser = async (
  db: Writer,
  userId: number,
  to: { name: string; roleId: number | undefined; at: string },
): Promise<void> => {
  await db
    .updateTable('users')
    .set({
      username: to.name,
      username_key: to.name,
      email: null,
      email_key: null,
      password_hash: null,
      level: 0,
      photos_per_page: null,
      recent_days: null,
      language: null,
      theme: null,
      is_disabled: 1,
      updated_at: to.at,
      ...(to.roleId === undefined ? {} : { role_id: to.roleId }),
    })
    .where('id', '=', userId)
    .execute()
  await db.deleteFrom('group_members').where('user_id', '=', userId).execute()
  await db.deleteFrom('api_keys').where('user_id', '=', userId).execute()
}

/** @returns The ids of the photos given, `limit` of them at most. */
export const givePhotos = async (
  db: Writer,
  dialect: DialectSupport,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<number[]> => {
  const rows = await db.selectFrom('photos').select('id').where('added_by', '=', from).limit(limit).execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await db.updateTable('photos').set({ added_by: to }).where('id', 'in', dialect.idValues(ids)).execute()
  return ids
}

export const giveAlbums = async (db: Writer, { from, to }: { from: number; to: number }): Promise<void> => {
  await db.updateTable('albums').set({ created_by: to }).where('created_by', '=', from).execute()
}

export const deleteUserRow = async (db: Writer, userId: number): Promise<void> => {
  await db.deleteFrom('users').where('id', '=', userId).execute()
}
