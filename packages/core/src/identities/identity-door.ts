import { systemActor, userActor } from '../access/actor.ts'
import { giveConfirmation, requireConfirming } from '../accounts/confirmation.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { tellOfFactor } from '../second-factor/factors.ts'
import { lacksSecondFactor } from '../second-factor/second-factor.policy.ts'
import { requireSecondFactor } from '../second-factor/sign-in-step.ts'
import { createAttemptLimiter } from '../sessions/attempt-limiter.ts'
import { takeOnce } from '../sessions/one-time.store.ts'
import { holdsAt, toSessionId } from '../sessions/session.store.ts'
import { startSession } from '../sessions/start-session.ts'
import { hashToken, looksLikeToken } from '../sessions/token.ts'
import { cutText } from '../text/cut.ts'
import { transact, type Unit } from '../transaction.ts'
import { selectUser, selectUserOfSession, type UserWithRole } from '../users/user.store.ts'
import { type Claims, flowData, identityClaims } from './identity.schema.ts'
import { toIdentity } from './identity.service.ts'
import { insertIdentity, selectIdentity, updateIdentity } from './identity.store.ts'
import type { IdentityDoor, IdentityRules } from './identity.types.ts'
import { beginFlow, toReturn } from './identity-flow.ts'
import { mapGroups, mapRole } from './mapping.ts'
import { addNewcomer, type Newcomer, toNewcomer } from './new-account.ts'

/** Of one place in a quarter of an hour: each leaves a row for ten minutes. */
const maxBegun = 300

/** How far the clock of a provider may be behind. */
const maxClockSkewMs = 30_000

const notLinked = () => new VitrineError('IDENTITY_NOT_LINKED')

const nameOf = ({ username, email, subject }: Claims): string =>
  cutText((username || email || subject).toWellFormed(), 255)

const keep = (unit: Unit, userId: number, claims: Claims): Promise<number> =>
  insertIdentity(unit.db, {
    user_id: userId,
    issuer: claims.issuer,
    subject: claims.subject,
    name: nameOf(claims),
    gives_admin: 0,
    created_at: unit.at,
    last_used_at: null,
  })

export const createIdentityDoor = (gallery: GalleryContext): IdentityDoor => {
  const { clock, connections, dialect } = gallery
  const actor = systemActor('sign-in by a provider')
  const begun = createAttemptLimiter({
    now: () => clock().getTime(),
    maxPerName: maxBegun,
    maxPerAddress: maxBegun,
  })

  /** The user the provider speaks of: known, or made now. */
  const userOf = async (claims: Claims, rules: IdentityRules): Promise<UserWithRole> => {
    const known = await selectIdentity(connections.read, claims)
    if (!known && rules.createAccounts !== true) throw notLinked()
    const newcomer = known ? null : await toNewcomer(gallery, claims)
    const make = async (unit: Unit): Promise<{ userId: number; id: number }> => {
      if (known) return { userId: known.user_id, id: known.id }
      const userId = await addNewcomer(unit, newcomer as Newcomer)
      return { userId, id: await keep(unit, userId, claims) }
    }
    try {
      return await transact(gallery, actor, async (unit) => {
        const { userId, id } = await make(unit)
        const user = await selectUser(unit.db, userId)
        if (user?.is_disabled !== 0) throw notLinked()
        await updateIdentity(unit.db, id, { name: nameOf(claims), last_used_at: unit.at })
        await mapGroups(gallery, unit, userId, claims, rules)
        await mapRole(unit, user, { id, gives_admin: known?.gives_admin ?? 0 }, claims, rules)
        return (await selectUser(unit.db, userId)) as UserWithRole
      })
    } catch (error) {
      // Twice at once, or somebody took the name: whoever tries again is known by then.
      if (dialect.isDuplicate(error))
        throw new VitrineError('CONFLICT', { details: { what: 'Your account' }, cause: error })
      throw error
    }
  }

  /** Whoever began, in the session that began. @throws {VitrineError} `UNAUTHENTICATED` */
  const requireSameSession = async (token: string, begun: { userId: number; session: string }) => {
    const hash = hashToken(token)
    const user = looksLikeToken(token, 'vs') ? await selectUserOfSession(connections.read, hash) : undefined
    const isTheSame =
      user?.id === begun.userId &&
      toSessionId(hash) === begun.session &&
      user.is_disabled === 0 &&
      holdsAt(user, clock()) &&
      !lacksSecondFactor(user)
    if (!isTheSame) throw new VitrineError('UNAUTHENTICATED')
    return user
  }

  return {
    begin: ({ data, address = '' }) =>
      guarded(gallery, async () => {
        const retryAfterSeconds = begun.begin('identity', address)
        if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
        const text = validate(flowData, data)
        return transact(gallery, actor, (unit) =>
          beginFlow(unit, { kind: 'sign-in', data: text, userId: null, session: '' }),
        )
      }),

    takeReturn: (token) =>
      guarded(gallery, async () => {
        if (typeof token !== 'string' || !looksLikeToken(token, 'vo')) return null
        const row = await takeOnce(connections.write, 'identity_flows', hashToken(token))
        return !row || row.expires_at <= clock().toISOString() ? null : toReturn(row)
      }),

    signIn: (given, rules, { address, userAgent, remember }) =>
      guarded(gallery, async () => {
        const claims = validate(identityClaims, given)
        const user = await userOf(claims, rules)
        const stillIn = async ({ db }: Unit) => {
          const [now, identity] = [await selectUser(db, user.id), await selectIdentity(db, claims)]
          if (now?.is_disabled !== 0 || identity?.user_id !== user.id) throw notLinked()
        }
        const isEnough = claims.isMultiFactor || rules.trustsSecondFactor === true
        if (!isEnough) await requireSecondFactor(gallery, user, { remember, before: stillIn })
        return startSession(gallery, user, { address, userAgent, remember, hasSecondFactor: isEnough }, stillIn)
      }),

    link: (given, { token, link }) =>
      guarded(gallery, async () => {
        const claims = validate(identityClaims, given)
        const hash = hashToken(token)
        const user = await requireSameSession(token, link)
        try {
          return await transact(gallery, userActor(user.id), async (unit) => {
            if (!(await selectUserOfSession(unit.db, hash))) throw new VitrineError('UNAUTHENTICATED')
            const known = await selectIdentity(unit.db, claims)
            if (known && known.user_id !== user.id) throw new VitrineError('IDENTITY_TAKEN')
            if (known) return toIdentity(known)
            const id = await keep(unit, user.id, claims)
            unit.record({ subject: 'user', id: user.id, action: 'identity-added', after: { identity: id } })
            await tellOfFactor(gallery, unit, user, 'identity-added')
            const { issuer } = claims
            return { id, issuer, name: nameOf(claims), createdAt: unit.at, lastUsedAt: null }
          })
        } catch (error) {
          if (dialect.isDuplicate(error)) throw new VitrineError('IDENTITY_TAKEN', { cause: error })
          throw error
        }
      }),

    confirm: (given, { token, confirm }) =>
      guarded(gallery, async () => {
        const claims = validate(identityClaims, given)
        const user = await requireSameSession(token, confirm)
        const of = { userId: user.id, ...requireConfirming(user, confirm) }
        const signedInAt = (claims.authenticatedAt ?? 0) * 1_000
        if (signedInAt < Date.parse(confirm.begunAt) - maxClockSkewMs) throw new VitrineError('CONFIRMATION_REQUIRED')
        return transact(gallery, userActor(user.id), async (unit) => {
          if (!(await selectUserOfSession(unit.db, hashToken(token)))) throw new VitrineError('UNAUTHENTICATED')
          if ((await selectIdentity(unit.db, claims))?.user_id !== user.id) throw notLinked()
          return giveConfirmation(unit, of)
        })
      }),
  }
}
