import { systemActor, userActor } from '../access/actor.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { cutText } from '../text/cut.ts'
import { transact, type Unit } from '../transaction.ts'
import { createUser } from '../users/user.service.ts'
import {
  hasAdministrator,
  selectUser,
  selectUserByName,
  selectUserOfSession,
  toUser,
  toUsernameKey,
  type UserWithRole,
} from '../users/user.store.ts'
import { createAttemptLimiter } from './attempt-limiter.ts'
import type { SessionsService, SignedIn } from './session.types.ts'
import { createToken, csrfTokenOf, hashToken, looksLikeToken } from './token.ts'

const day = 24 * 3_600_000
/** A session ends when it was not used for this long … */
const idleMs = 7 * day
/** … and at the latest after this. */
const absoluteMs = 30 * day
/** The last use is written this seldom: reading a page must not cost a commit. */
const touchEveryMs = 10 * 60_000

const setupSetting = 'setup.token_hash'

export const createSessionsService = (gallery: GalleryContext): SessionsService => {
  const { clock, connections } = gallery
  const limiter = createAttemptLimiter({ now: () => clock().getTime() })

  const start = async (
    user: UserWithRole,
    origin: { address?: string | undefined; userAgent?: string | undefined },
  ): Promise<SignedIn> => {
    const token = createToken('vs')
    const now = clock()
    const expiresAt = new Date(now.getTime() + absoluteMs).toISOString()
    await transact(gallery, userActor(user.id), async (unit) => {
      await unit.db.deleteFrom('sessions').where('expires_at', '<', unit.at).execute()
      await unit.db
        .insertInto('sessions')
        .values({
          token_hash: hashToken(token),
          user_id: user.id,
          created_at: unit.at,
          last_used_at: unit.at,
          expires_at: expiresAt,
          address: origin.address?.replace(/[^\x20-\x7e]/g, '?').slice(0, 64) ?? null,
          user_agent: origin.userAgent === undefined ? null : cutText(origin.userAgent.toWellFormed(), 255),
        })
        .execute()
      unit.after.defer('auth.succeeded', { userId: user.id }, { actor: userActor(user.id) })
    })
    return { token, csrfToken: csrfTokenOf(token), user: toUser(user), expiresAt }
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
    signIn: ({ username, password, address = '', userAgent }) =>
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
        const stored = row && row.is_disabled === 0 ? row.password_hash : null
        const isRight = await gallery.passwords.verify(password, stored).catch((error: unknown) => {
          limiter.forgive(name, address, 'not-tried')
          throw error
        })
        if (!row || !isRight) {
          void gallery.hooks.emit('auth.failed', { username })
          throw new VitrineError('CREDENTIALS_INVALID')
        }
        limiter.forgive(name, address, 'right')
        if (stored !== null && gallery.passwords.isOutdated(stored)) {
          const renewed = await gallery.passwords.hash(password)
          await connections.write
            .updateTable('users')
            .set({ password_hash: renewed })
            .where('id', '=', row.id)
            .where('password_hash', '=', stored)
            .execute()
        }
        return start(row, { address, userAgent })
      }),

    resolve: (token) =>
      withCodes(async () => {
        if (!looksLikeToken(token, 'vs')) return null
        const hash = hashToken(token)
        const row = await selectUserOfSession(connections.read, hash)
        if (!row) return null
        const session = { last_used_at: row.session_last_used_at, expires_at: row.session_expires_at }
        const now = clock()
        const idleUntil = new Date(session.last_used_at).getTime() + idleMs
        if (session.expires_at <= now.toISOString() || idleUntil <= now.getTime()) return null
        if (row.is_disabled !== 0) return null
        if (now.getTime() - new Date(session.last_used_at).getTime() > touchEveryMs) {
          await connections.write
            .updateTable('sessions')
            .set({ last_used_at: now.toISOString() })
            .where('token_hash', '=', hash)
            .execute()
        }
        return {
          actor: userActor(row.id),
          user: toUser(row),
          csrfToken: csrfTokenOf(token),
          expiresAt: session.expires_at,
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

    createSetupToken: () =>
      withCodes(async () => {
        if (await hasAdministrator(connections.read)) return null
        const token = createToken('vi')
        await transact(gallery, systemActor('set-up'), async (unit) => {
          const value = JSON.stringify(hashToken(token))
          // Several processes may start at once: the last one's link is the one that works.
          await unit.db
            .insertInto('settings')
            .ignore()
            .values({ key: setupSetting, value, updated_at: unit.at })
            .execute()
          await unit.db
            .updateTable('settings')
            .set({ value, updated_at: unit.at })
            .where('key', '=', setupSetting)
            .execute()
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
        return start((await selectUser(connections.read, id)) as UserWithRole, {})
      }),
  }
}
