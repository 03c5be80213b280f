import * as v from 'valibot'
import { systemActor } from '../access/actor.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { line, validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { canMail, mailAttempts, mailQueue, queueMail, requireMail } from '../mail/mail.queue.ts'
import { createAttemptLimiter } from '../sessions/attempt-limiter.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import { hashToken, looksLikeToken } from '../sessions/token.ts'
import { transact } from '../transaction.ts'
import { toEmailKey } from '../users/email-key.ts'
import { hashNewPassword, writePassword } from '../users/set-password.ts'
import { selectUser, selectUsersByEmail, type UserWithRole, updateEmail } from '../users/user.store.ts'
import type { AccountTokenRow } from './account.table.ts'
import type { AccountDoor } from './account.types.ts'
import { deleteAccountTokens, selectAccountToken, takeAccountToken } from './account-token.store.ts'
import { createRegistrationDoor } from './registration-door.ts'

/** Of one address in an hour, of one account, and of everybody at one place. */
const requestLimits = { maxPerName: 5, maxPerAddress: 20, windowMs: 3_600_000 }

const linkInvalid = () => new VitrineError('ACCOUNT_LINK_INVALID')

export const createAccountDoor = (gallery: GalleryContext, { jobs }: { jobs: Jobs }): AccountDoor => {
  const { clock, connections } = gallery
  const actor = systemActor('account link')
  const now = () => clock().getTime()
  const requests = createAttemptLimiter({ now, ...requestLimits })
  // Of one address wherever they come from: nobody's postbox is to be filled by way of a gallery.
  const letters = createAttemptLimiter({ now, ...requestLimits, maxPerAddress: Number.POSITIVE_INFINITY })

  /** The link and its user, as long as both are good. */
  const open = async (token: string, kind: AccountTokenRow['kind']) => {
    if (typeof token !== 'string' || !looksLikeToken(token, 'va')) return null
    const row = await selectAccountToken(connections.read, token, kind, clock().toISOString())
    const user = row && (await selectUser(connections.read, row.user_id))
    return row && user && user.is_disabled === 0 ? { row, user } : null
  }
  const describe = <T>(
    token: string,
    kind: AccountTokenRow['kind'],
    toAnswer: (found: { row: AccountTokenRow; user: UserWithRole }) => T,
  ): Promise<T | null> =>
    guarded(gallery, async () => {
      const found = await open(token, kind)
      return found && toAnswer(found)
    })

  return {
    ...createRegistrationDoor(gallery, { requests, letters }),

    canReset: () => canMail(gallery),

    requestReset: (request) =>
      guarded(gallery, async () => {
        const { who } = validate(v.looseObject({ who: line(254) }), request)
        requireMail(gallery)
        const key = toEmailKey(who)
        const retryAfterSeconds = requests.begin(`reset ${key}`, request.address ?? '')
        if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
        // Whether there is anybody is found out by the job: the answer must not depend on it, nor the time it takes.
        await jobs.enqueue(
          mailQueue,
          { letter: 'reset', who },
          { uniqueKey: `reset:${hashToken(key).slice(0, 32)}`, maxAttempts: mailAttempts },
        )
      }),

    resetOf: (token) => describe(token, 'reset', ({ user }) => ({ username: user.username })),

    resetPassword: ({ token, password }) =>
      guarded(gallery, async () => {
        const found = await open(token, 'reset')
        if (!found) throw linkInvalid()
        const passwordHash = await hashNewPassword(gallery, password)
        await transact(gallery, actor, async (unit) => {
          // Used twice at once, the link works once.
          if (!(await takeAccountToken(unit.db, found.row.id))) throw linkInvalid()
          const user = await selectUser(unit.db, found.user.id)
          if (user?.is_disabled !== 0) throw linkInvalid()
          await writePassword(gallery, unit, user, passwordHash)
        })
      }),

    emailOf: (token) =>
      describe(token, 'email', ({ row, user }) => ({ username: user.username, email: row.email ?? '' })),

    confirmEmail: ({ token, keepSession }) =>
      guarded(gallery, async () => {
        const found = await open(token, 'email')
        const email = found?.row.email
        if (!found || !email) throw linkInvalid()
        await transact(gallery, actor, async (unit) => {
          const { db } = unit
          if (!(await takeAccountToken(db, found.row.id))) throw linkInvalid()
          const user = await selectUser(db, found.user.id)
          // Somebody else came to have the address meanwhile.
          const others = (await selectUsersByEmail(db, email)).filter(({ id }) => id !== found.user.id)
          if (user?.is_disabled !== 0 || others.length > 0) throw linkInvalid()
          await updateEmail(db, user.id, email, unit.at)
          await deleteSessionsOf(db, user.id, { except: keepSession })
          await deleteAccountTokens(db, user.id)
          if (user.email !== null) await queueMail(unit, { letter: 'emailChanged', userId: user.id, to: user.email })
          unit.record({ subject: 'user', id: user.id, action: 'email-changed' })
          unit.after.defer('user.updated', { userId: user.id }, { actor })
        })
      }),
  }
}
