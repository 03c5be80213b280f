import { setImmediate as turn } from 'node:timers/promises'
import { fromScopeBits } from '../access/scopes.ts'
import { selectMaxChangeId } from '../activity/activity.store.ts'
import { guarded } from '../call.ts'
import { selectCommentsBy } from '../comments/comment.store.ts'
import type { GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { selectChosenBy } from '../favourites/favourite.store.ts'
import { selectVisitsBy } from '../history/visit.store.ts'
import { selectIdentities } from '../identities/identity.store.ts'
import { selectFeed, selectSubscription } from '../news/news.store.ts'
import { selectPasskeys } from '../passkeys/passkey.store.ts'
import { selectRatedBy } from '../ratings/rating.store.ts'
import { countRecoveryCodes, selectTotp } from '../second-factor/second-factor.store.ts'
import { selectSessionsOf } from '../sessions/session.store.ts'
import { toUser, type UserWithRole } from '../users/user.store.ts'
import type { AccountExport } from './account.types.ts'
import {
  selectAddedPhotos,
  selectGroupsOf,
  selectKeysOf,
  selectLinksMadeBy,
  selectOwnChanges,
} from './account-export.store.ts'
import { toSession } from './account-sessions.ts'
import { selectAccountTokensOf } from './account-token.store.ts'
import { toPreferences } from './preferences.ts'

const rowsPerRead = 1_000
/** Entries of the change log that are looked through at once: a few milliseconds. */
const changesPerRead = 20_000

/**
 * What the gallery knows of a user, as one object of JSON that is written while it is read: the same few rows are in memory however
 * much somebody did. Of what was done it says to which thing, and nothing of what is in that, which may be somebody else's.
 */
export const exportAccount = (gallery: GalleryContext, row: UserWithRole): AccountExport => ({
  fileName: `account-${row.id}.json`,
  content: toJson(gallery, row),
})

async function* toJson(gallery: GalleryContext, row: UserWithRole): AsyncGenerator<string> {
  const read = <T>(work: () => Promise<T>) => guarded(gallery, work)
  const db = gallery.connections.read
  const at = gallery.clock().toISOString()
  const [groups, sessions, keys, links, pending, totp, passkeys, identities, recoveryCodesLeft, subscription, feed] =
    await read(() =>
      Promise.all([
        selectGroupsOf(db, row.id),
        selectSessionsOf(db, row.id, at),
        selectKeysOf(db, row.id),
        selectLinksMadeBy(db, row.id),
        selectAccountTokensOf(db, row.id, 'email'),
        selectTotp(db, row.id),
        selectPasskeys(db, row.id),
        selectIdentities(db, row.id),
        countRecoveryCodes(db, row.id),
        selectSubscription(db, row.id),
        selectFeed(db, row.id),
      ]),
    )
  const about = {
    exportedAt: at,
    profile: {
      ...toUser(row),
      preferences: toPreferences(row),
      pendingEmails: pending.map(({ email }) => email),
      updatedAt: row.updated_at,
    },
    groups,
    // Without the key that ends the letters, and without the digest of that of the feed.
    news: {
      rhythm: subscription?.rhythm ?? 'never',
      since: subscription?.since ?? null,
      nextAt: subscription?.next_at ?? null,
      feedMadeAt: feed?.made_at ?? null,
    },
    sessions: sessions.map(toSession),
    secondFactor: { totpSince: totp?.confirmedAt ?? null, recoveryCodesLeft },
    passkeys: passkeys.map(({ name, created_at, last_used_at }) => ({
      name,
      createdAt: created_at,
      lastUsedAt: last_used_at,
    })),
    identities: identities.map(({ issuer, subject, name, created_at, last_used_at }) => ({
      issuer,
      subject,
      name,
      createdAt: created_at,
      lastUsedAt: last_used_at,
    })),
    apiKeys: keys.map((key) => ({
      id: key.id,
      name: key.name,
      start: key.key_start,
      scopes: fromScopeBits(key.scopes),
      createdAt: key.created_at,
      expiresAt: key.expires_at,
      lastUsedAt: key.last_used_at,
      revokedAt: key.revoked_at,
    })),
    shareLinks: links.map((link) => ({
      id: link.id,
      name: link.name,
      createdAt: link.created_at,
      expiresAt: link.expires_at,
      revokedAt: link.revoked_at,
    })),
  }
  yield `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "photos": [`
  yield* list(photosOf(gallery, row.id))
  yield '],\n  "favourites": ['
  yield* list(favouritesOf(gallery, row.id))
  yield '],\n  "ratings": ['
  yield* list(ratingsOf(gallery, row.id))
  yield '],\n  "comments": ['
  yield* list(commentsOf(gallery, row.id))
  yield '],\n  "visits": ['
  yield* list(visitsOf(gallery, row.id))
  yield '],\n  "activity": ['
  yield* list(activityOf(gallery, row.id))
  yield ']\n}\n'
}

async function* list(rows: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  let isFirst = true
  for await (const part of rows) {
    if (part.length === 0) continue
    yield `${isFirst ? '' : ','}\n    ${part.map((each) => JSON.stringify(each)).join(',\n    ')}`
    isFirst = false
  }
  if (!isFirst) yield '\n  '
}

/** Rows in the order of their ids, some at a time. */
async function* inRuns<Row extends { readonly id: number }>(
  gallery: GalleryContext,
  read: (db: Reader, range: { afterId: number; limit: number }) => Promise<Row[]>,
  toEntry: (row: Row) => object,
): AsyncGenerator<object[]> {
  for (let afterId = 0; ; ) {
    const rows = await guarded(gallery, () => read(gallery.connections.read, { afterId, limit: rowsPerRead }))
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(toEntry)
    afterId = last.id
  }
}

const photosOf = (gallery: GalleryContext, userId: number) =>
  inRuns(
    gallery,
    (db, range) => selectAddedPhotos(db, userId, range),
    (photo) => ({
      id: photo.id,
      fileName: photo.file_name,
      bytes: photo.bytes,
      sha256: photo.sha256,
      addedAt: photo.added_at,
      deletedAt: photo.deleted_at,
    }),
  )

const favouritesOf = (gallery: GalleryContext, userId: number) =>
  inRuns(
    gallery,
    (db, range) => selectChosenBy(db, userId, range),
    ({ photo_id, added_at }) => ({ photoId: photo_id, addedAt: added_at }),
  )

const ratingsOf = (gallery: GalleryContext, userId: number) =>
  inRuns(
    gallery,
    (db, range) => selectRatedBy(db, userId, range),
    ({ photo_id, stars, rated_at }) => ({ photoId: photo_id, stars, ratedAt: rated_at }),
  )

const commentsOf = (gallery: GalleryContext, userId: number) =>
  inRuns(
    gallery,
    (db, range) => selectCommentsBy(db, userId, range),
    ({ id, photo_id, album_id, parent_id, state, body, created_at, edited_at }) => ({
      id,
      photoId: photo_id,
      albumId: album_id,
      parentId: parent_id,
      state,
      body,
      createdAt: created_at,
      editedAt: edited_at,
    }),
  )

const visitsOf = (gallery: GalleryContext, userId: number) =>
  inRuns(
    gallery,
    (db, range) => selectVisitsBy(db, userId, range),
    ({ at, section, type, album_id, tag_id, photo_id, address }) => ({
      at,
      section,
      type,
      albumId: album_id,
      tagId: tag_id,
      photoId: photo_id,
      address,
    }),
  )

/** Newest first. */
async function* activityOf(gallery: GalleryContext, userId: number): AsyncGenerator<object[]> {
  const db = gallery.connections.read
  for (let beforeId = (await guarded(gallery, () => selectMaxChangeId(db))) + 1; beforeId > 1; ) {
    const fromId = Math.max(1, beforeId - changesPerRead)
    const range = { fromId, beforeId }
    const rows = await guarded(gallery, () => selectOwnChanges(db, userId, range))
    yield rows.map(({ at, subject, subject_id, action }) => ({ at, subject, id: subject_id, action }))
    beforeId = fromId
    // Others are answered in between: the database of one file answers in this very thread.
    await turn()
  }
}
