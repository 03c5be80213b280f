import { randomUUID } from 'node:crypto'
import { systemActor } from '../access/actor.ts'
import { forgetAuthor } from '../comments/comment.write.store.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { deleteFavourites } from '../favourites/favourite.store.ts'
import { historyForgetQueue } from '../history/history.purge.ts'
import { deleteIdentitiesOf } from '../identities/identity.store.ts'
import { insertJobs } from '../jobs/job.store.ts'
import type { JobHandler } from '../jobs/job.types.ts'
import { withdrawRatings } from '../ratings/rating.store.ts'
import { selectRoleByKey } from '../roles/role.store.ts'
import { deleteFactors } from '../second-factor/factors.ts'
import { deleteStepsOf } from '../second-factor/second-factor.store.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { hasWebmasterBeside, selectUser, type UserWithRole } from '../users/user.store.ts'
import {
  deleteUserRow,
  emptyChangesAbout,
  emptyUser,
  giveAlbums,
  givePhotos,
  revokeGrantsOf,
  revokeLinksOf,
} from './account-deletion.store.ts'
import { readAccountSettings } from './account-settings.ts'
import { deleteAccountTokens } from './account-token.store.ts'

export const givingQueue = 'accounts.giving'

/**
 * Takes a user out of the gallery: grants and sessions go, links end. Where somebody else is to have what it added, the row
 * stays for as long as that takes, without a name, an address, a password or a right.
 *
 * @throws {VitrineError} `LAST_ADMINISTRATOR` for the last webmaster
 */
export const endUser = async (gallery: GalleryContext, unit: Unit, row: UserWithRole): Promise<void> => {
  const { db } = unit
  const { id, username, level, role_id } = row
  if (row.role_key === 'webmaster' && !(await hasWebmasterBeside(db, id))) throw new VitrineError('LAST_ADMINISTRATOR')
  // A link of their own would let them in again.
  const links = await revokeLinksOf(db, id, unit.at)
  const grants = await revokeGrantsOf(db, id)
  await emptyChangesAbout(db, id)
  await deleteFavourites(db, unit.dialect, { userId: id }, null)
  await withdrawRatings(db, unit.dialect, id)
  await forgetAuthor(db, id)
  await insertJobs(db, historyForgetQueue, [{ payload: { userId: id }, total: 0, maxAttempts: 20 }], unit.at)
  const { heirUserId } = await readAccountSettings(db, gallery)
  const heir = heirUserId === null || heirUserId === id ? undefined : await selectUser(db, heirUserId)
  if (heir) await leaveTo(unit, id, heir.id)
  else await deleteUserRow(db, id)
  // Administrators answer for whom they delete. Whoever leaves is not to be found in the change log any more.
  const isOwn = unit.actor.kind === 'user' && unit.actor.userId === id
  const before = { ...(isOwn ? {} : { username }), level, role_id, grants, links }
  unit.record({ subject: 'user', id, action: 'deleted', before, ...(heir ? { after: { heir: heir.id } } : {}) })
  unit.rightsChanged('grants')
  unit.after.defer('user.deleted', { userId: id }, { actor: unit.actor })
}

const leaveTo = async (unit: Unit, id: number, heirId: number): Promise<void> => {
  const { db, at } = unit
  await deleteSessionsOf(db, id)
  await deleteAccountTokens(db, id)
  await deleteFactors(db, id)
  await deleteIdentitiesOf(db, id)
  await deleteStepsOf(db, id)
  const role = await selectRoleByKey(db, 'guest')
  await emptyUser(db, id, { name: `deleted-${randomUUID()}`, roleId: role?.id, at })
  await insertJobs(db, givingQueue, [{ payload: { userId: id, heirId }, total: 0, maxAttempts: 20 }], at)
}

const photosPerTransaction = 500

/** Gives what a deleted user added to somebody else, a part at a time, and then forgets the user. Picks up where it was cut short. */
export const createGivingJob =
  (gallery: GalleryContext): JobHandler =>
  async ({ userId, heirId }: { userId: number; heirId: number }, { signal, progress }) => {
    const actor = systemActor('account deleted')
    for (let done = 0; ; ) {
      signal.throwIfAborted()
      const given = await transact(gallery, actor, async (unit) => {
        // Gone by now too: then nobody has it.
        const heir = await selectUser(unit.db, heirId)
        const ids = heir
          ? await givePhotos(unit.db, unit.dialect, { from: userId, to: heirId, limit: photosPerTransaction })
          : []
        for (const id of ids)
          unit.record({
            subject: 'photo',
            id,
            action: 'given',
            before: { addedBy: userId },
            after: { addedBy: heirId },
          })
        if (ids.length === 0) {
          if (heir) await giveAlbums(unit.db, { from: userId, to: heirId })
          await deleteUserRow(unit.db, userId)
          unit.rightsChanged('people')
        }
        return ids.length
      })
      done += given
      progress(done, done)
      if (given === 0) return
    }
  }
