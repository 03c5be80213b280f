import { systemActor, userActor } from '../access/actor.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { askForPasskey, signInWithPasskey } from '../passkeys/passkey-sign-in.ts'
import { lacksSecondFactor } from '../second-factor/second-factor.policy.ts'
import {
  askForPasskeyAtStep,
  enrolAtSignIn,
  enrolPasskeyAtSignIn,
  finishSignIn,
  requireSecondFactor,
} from '../second-factor/sign-in-step.ts'
import { saveSetting } from '../settings/setting.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { createUser } from '../users/user.service.ts'
import {
  hasAdministrator,
  renewPasswordHash,
  selectUser,
  selectUserByName,
  selectUserOfSession,
  toUser,
  toUsernameKey,
  type UserWithRole,
} from '../users/user.store.ts'
import { createAttemptLimiter } from './attempt-limiter.ts'
import { changeOwnPassword } from './change-password.ts'
import { holdsAt, toSessionId } from './session.store.ts'
import type { SessionsService } from './session.types.ts'
import { createSlowDown } from './slow-down.ts'
import { startSession } from './start-session.ts'
import { createToken, csrfTokenOf, hashToken, looksLikeToken } from './token.ts'

/** The last use is written this seldom: reading a page must not cost a commit. */
const touchEveryMs = 10 * 60_000

/** Of one place in a quarter of an hour: each leaves a row for five minutes. */
const maxPasskeysAsked = 300

const setupSetting = 'setup.token_hash'

export const createSessionsService = (gallery: GalleryContext): SessionsService => {
  const { clock, connections } = gallery
  const limiter = createAttemptLimiter({ now: () => clock().getTime() })
  const slowDown = createSlowDown(gallery)
  const asked = createAttemptLimiter({
    now: () => clock().getTime(),
    maxPerName: maxPasskeysAsked,
    maxPerAddress: maxPasskeysAsked,
  })

  const countAsked = (address: string): void => {
    const retryAfterSeconds = asked.begin('passkey', address)
    if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
  }

  const withCodes = <T>(work: () => Promise<T>): Promise<T> => guarded(gallery, work)

  const setupHash = async (): Promise<string | null> => {
    const row = await connections.read
      .selectFrom('settings')
      .select('value')
      .where('key', '=', setupSetting)
      .executeTakeFirst()
    return row ? (JSON.parse(row.value) as string) : null
  }

  return {
    signIn: ({ username, password, address = '', userAgent, remember }) =>
      withCodes(async () => {
        // Not the schema of new passwords: old ones may be shorter. Only what cannot be a password at all is refused unhashed.
        const isTried =
          typeof username === 'string' &&
          typeof password === 'string' &&
          username !== '' &&
          password !== '' &&
          Buffer.byteLength(password) <= 1_024
        if (!isTried) throw new VitrineError('CREDENTIALS_INVALID')
        const name = toUsernameKey(username.slice(0, 191))
        const retryAfterSeconds = limiter.begin(name, address)
        if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })

        const row = await selectUserByName(connections.read, username)
        const waitSeconds = await slowDown.waitFor(name, row?.id, address)
        if (waitSeconds > 0) {
          limiter.forgive(name, address, 'not-tried')
          throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: waitSeconds } })
        }
        const stored = row && row.is_disabled === 0 ? row.password_hash : null
        const isRight = await gallery.passwords.verify(password, stored).catch((error: unknown) => {
          limiter.forgive(name, address, 'not-tried')
          throw error
        })
        if (!row || !isRight) {
          await slowDown.failed(name)
          void gallery.hooks.emit('auth.failed', { username })
          throw new VitrineError('CREDENTIALS_INVALID')
        }
        limiter.forgive(name, address, 'right')
        const isOutdated = stored !== null && gallery.passwords.isOutdated(stored)
        const renewed = isOutdated ? await gallery.passwords.hash(password) : null
        const stillRight = async ({ db }: Unit) => {
          // To hash takes a while: whoever set another password meanwhile means this one, too.
          const current = await selectUser(db, row.id)
          if (current?.is_disabled !== 0 || current.password_hash !== stored)
            throw new VitrineError('CREDENTIALS_INVALID')
          if (renewed !== null) await renewPasswordHash(db, row.id, renewed)
        }
        await requireSecondFactor(gallery, row, { remember, before: stillRight })
        return startSession(gallery, row, { address, userAgent, remember }, stillRight)
      }),

    enrol: ({ step }) => withCodes(() => enrolAtSignIn(gallery, step)),
    enrolPasskey: ({ step, address = '' }) =>
      withCodes(async () => {
        countAsked(address)
        return enrolPasskeyAtSignIn(gallery, step)
      }),
    finishSignIn: (proof) => withCodes(() => finishSignIn(gallery, proof)),

    takesPasskeys: () => gallery.options.passkeys !== null,
    askForPasskey: ({ step, address = '' } = {}) =>
      withCodes(async () => {
        countAsked(address)
        return step === undefined ? askForPasskey(gallery, null) : askForPasskeyAtStep(gallery, step)
      }),
    signInWithPasskey: ({ address = '', userAgent, remember, ...proof }) =>
      withCodes(async () => {
        const signedIn = await signInWithPasskey(gallery, proof, { address, userAgent, remember })
        asked.forgive('passkey', address, 'not-tried')
        return signedIn
      }),

    resolve: (token) =>
      withCodes(async () => {
        if (!looksLikeToken(token, 'vs')) return null
        const hash = hashToken(token)
        const row = await selectUserOfSession(connections.read, hash)
        if (!row) return null
        const now = clock()
        if (!holdsAt(row, now) || row.is_disabled !== 0 || lacksSecondFactor(row)) return null
        if (now.getTime() - new Date(row.last_used_at).getTime() > touchEveryMs) {
          await connections.write
            .updateTable('sessions')
            .set({ last_used_at: now.toISOString() })
            .where('token_hash', '=', hash)
            .execute()
        }
        return {
          id: toSessionId(hash),
          actor: userActor(row.id),
          user: toUser(row),
          csrfToken: csrfTokenOf(token),
          expiresAt: row.expires_at,
        }
      }),

    signOut: (token) =>
      withCodes(async () => {
        const hash = hashToken(token)
        const session = await connections.read
          .selectFrom('sessions')
          .select('user_id')
          .where('token_hash', '=', hash)
          .executeTakeFirst()
        if (!session) return
        await connections.write.deleteFrom('sessions').where('token_hash', '=', hash).execute()
        void gallery.hooks.emit('auth.ended', { userId: session.user_id })
      }),

    changePassword: (change) => withCodes(() => changeOwnPassword(gallery, change)),

    createSetupToken: () =>
      withCodes(async () => {
        if (await hasAdministrator(connections.read)) return null
        const token = createToken('vi')
        await transact(gallery, systemActor('set-up'), async (unit) => {
          const value = JSON.stringify(hashToken(token))
          // Several processes may start at once: the last one's link is the one that works.
          await saveSetting(unit, setupSetting, value)
        })
        return token
      }),

    isSetupToken: (token) =>
      withCodes(
        async () =>
          looksLikeToken(token, 'vi') &&
          (await setupHash()) === hashToken(token) &&
          !(await hasAdministrator(connections.read)),
      ),

    setUp: ({ token, username, password, email = null }) =>
      withCodes(async () => {
        const isCurrent = looksLikeToken(token, 'vi') && (await setupHash()) === hashToken(token)
        if (!isCurrent || (await hasAdministrator(connections.read))) throw new VitrineError('SETUP_TOKEN_INVALID')
        const actor = systemActor('set-up')
        // In the transaction that makes the user: used twice at once, the link works once, and a name that was refused leaves it whole.
        const useUp = async ({ db }: Unit) => {
          const { numDeletedRows } = await db
            .deleteFrom('settings')
            .where('key', '=', setupSetting)
            .where('value', '=', JSON.stringify(hashToken(token)))
            .executeTakeFirst()
          if (numDeletedRows === 0n || (await hasAdministrator(db))) throw new VitrineError('SETUP_TOKEN_INVALID')
        }
        const draft = { username, password, email, role: 'webmaster', level: 8 } as const
        const id = await createUser(gallery, actor, draft, {
          rights: await gallery.access.rightsOf(actor),
          before: useUp,
        })
        return startSession(gallery, (await selectUser(connections.read, id)) as UserWithRole, {})
      }),
  }
}
