import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { queueMail, requireMail } from '../mail/mail.queue.ts'
import { keepAdministrator } from '../roles/role.rules.ts'
import { deleteSessionById, looksLikeSessionId, selectSessionsOf } from '../sessions/session.store.ts'
import { transact } from '../transaction.ts'
import { email as emailSchema } from '../users/user.schema.ts'
import { selectUser, toUser, updatePreferences } from '../users/user.store.ts'
import type { Account, AccountService } from './account.types.ts'
import { endUser } from './account-deletion.ts'
import { exportAccount } from './account-export.ts'
import { endSessions, toSession } from './account-sessions.ts'
import { readAccountSettings } from './account-settings.ts'
import { deleteAccountTokens, insertAccountToken, selectAccountTokensOf } from './account-token.store.ts'
import { forgetExpired } from './forget-expired.ts'
import { createOwnAccount } from './own-account.ts'
import { preferencesPatch, toPreferences } from './preferences.ts'
import { reauthenticate } from './reauthenticate.ts'

const confirmEmailMs = 72 * 3_600_000

export const createAccountService = (gallery: GalleryContext, actor: Actor): AccountService => {
  const { read } = gallery.connections
  const { asSelf, asOwner } = createOwnAccount(gallery, actor)

  const describe = async (id: number): Promise<Account> => {
    const row = await selectUser(read, id)
    if (!row) throw new VitrineError('UNAUTHENTICATED')
    const now = gallery.clock().toISOString()
    const [pending, settings] = await Promise.all([
      selectAccountTokensOf(read, id, 'email'),
      readAccountSettings(read, gallery),
    ])
    const canChange = row.role_key !== 'generic'
    return {
      user: toUser(row),
      preferences: toPreferences(row),
      pendingEmail: pending.find(({ expires_at }) => expires_at > now)?.email ?? null,
      hasPassword: row.password_hash !== null,
      canChange,
      canDelete: canChange && settings.selfDeletion,
    }
  }

  return {
    get: () => asSelf(({ id }) => describe(id)),

    setPreferences: (patch) =>
      asOwner(async ({ id }) => {
        const { photosPerPage, recentDays, language, theme } = withoutUndefined(validate(preferencesPatch, patch))
        await transact(gallery, actor, async (unit) => {
          await updatePreferences(unit.db, id, { photosPerPage, recentDays, language, theme }, unit.at)
          unit.record({ subject: 'user', id, action: 'updated', after: { photosPerPage, recentDays, language, theme } })
        })
        return describe(id)
      }),

    changeEmail: (change) =>
      asOwner(async (row) => {
        requireMail(gallery)
        const { email } = validate(v.looseObject({ email: emailSchema }), change)
        await reauthenticate(gallery, row, { proof: change.currentPassword, purpose: 'email' })
        // Never taken back: whoever is signed in must not be able to fill other people's postboxes.
        const mails = `mails to addresses of user ${row.id}`
        const retryAfterSeconds = gallery.attempts.begin(mails, mails)
        if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
        await transact(gallery, actor, async (unit) => {
          await forgetExpired(unit.db, unit.at)
          await deleteAccountTokens(unit.db, row.id, 'email')
          const tokenId = await insertAccountToken(unit.db, {
            user_id: row.id,
            kind: 'email',
            email,
            created_at: unit.at,
            expires_at: new Date(Date.parse(unit.at) + confirmEmailMs).toISOString(),
          })
          await queueMail(unit, { letter: 'confirmEmail', tokenId })
        })
        return describe(row.id)
      }),

    sessions: () =>
      asOwner(async ({ id }) => (await selectSessionsOf(read, id, gallery.clock().toISOString())).map(toSession)),

    endSession: (sessionId) =>
      asOwner(async ({ id }) => {
        const found =
          looksLikeSessionId(sessionId) &&
          (await transact(gallery, actor, async ({ db }) => deleteSessionById(db, id, sessionId)))
        if (!found) throw new VitrineError('SESSION_NOT_FOUND')
      }),

    endSessions: ({ except } = {}) =>
      asOwner(({ id }) => endSessions(gallery, actor, id, looksLikeSessionId(except) ? { except } : {})),

    delete: ({ currentPassword }) =>
      asOwner(async (row) => {
        const { selfDeletion } = await readAccountSettings(read, gallery)
        if (!selfDeletion) throw new VitrineError('FORBIDDEN')
        await reauthenticate(gallery, row, { proof: currentPassword, purpose: 'delete' })
        await transact(gallery, actor, (unit) =>
          keepAdministrator(unit, async () => {
            const current = await selectUser(unit.db, row.id)
            if (!current) throw new VitrineError('UNAUTHENTICATED')
            await endUser(gallery, unit, current)
          }),
        )
      }),

    export: () => asOwner(async (row) => exportAccount(gallery, row)),
  }
}
