import { isBy } from '../activity/activity.store.ts'
import type { Reader } from '../db/database.ts'

/** Photos that a user added, by id. */
export const selectAddedPhotos = (db: Reader, userId: number, range: { afterId: number; limit: number }) =>
  db
    .selectFrom('photos')
    .select(['id', 'file_name', 'bytes', 'sha256', 'added_at', 'deleted_at'])
    .where('added_by', '=', userId)
    .where('id', '>', range.afterId)
    .orderBy('id')
    .limit(range.limit)
    .execute()

/** What a user did, in person or by API keys, of the entries of the change log up to one. */
export const selectOwnChanges = (db: Reader, userId: number, range: { fromId: number; beforeId: number }) =>
  db
    .selectFrom('changes')
    .select(['id', 'at', 'subject', 'subject_id', 'action'])
    // By the key: the log has no index by who did it, which every import would pay for.
    .where('id', '>=', range.fromId)
    .where('id', '<', range.beforeId)
    .where((eb) => isBy(eb, userId))
    .orderBy('id', 'desc')
    .execute()

export const selectGroupsOf = (db: Reader, userId: number) =>
  db
    .selectFrom('groups')
    .innerJoin('group_members', 'group_members.group_id', 'groups.id')
    .select(['groups.id', 'groups.name'])
    .where('group_members.user_id', '=', userId)
    .orderBy('groups.name_key')
    .execute()

export const selectKeysOf = (db: Reader, userId: number) =>
  db
    .selectFrom('api_keys')
    .select(['id', 'name', 'key_start', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .limit(10_000)
    .execute()

export const selectLinksMadeBy = (db: Reader, userId: number) =>
  db
    .selectFrom('share_links')
    .select(['id', 'name', 'created_at', 'expires_at', 'revoked_at'])
    .where('created_by', '=', userId)
    .orderBy('id')
    .limit(10_000)
    .execute()
