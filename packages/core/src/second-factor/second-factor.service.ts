import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import type { OwnerPurpose } from '../accounts/account.types.ts'
import { requireSelf } from '../accounts/own-account.ts'
import { reauthenticate } from '../accounts/reauthenticate.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { deleteSessionsOf, looksLikeSessionId } from '../sessions/session.store.ts'
import { saveSetting } from '../settings/setting.store.ts'
import { transact } from '../transaction.ts'
import type { UserWithRole } from '../users/user.store.ts'
import { requireChangeable } from '../users/user.update.ts'
import { beginTotp, checkFirstCode, confirmEnrolment, makeRecoveryCodes } from './enrolment.ts'
import { deleteFactors, endWithoutFactor, selectFactors, tellOfFactor } from './factors.ts'
import { limited, requireSecrets, useCode } from './second-factor.check.ts'
import { isAskedFor, readRule, secondFactorSetting } from './second-factor.policy.ts'
import { countRecoveryCodes, deleteStepsOf, deleteTotp, markSessions, selectTotp } from './second-factor.store.ts'
import { type SecondFactorService, secondFactorRules } from './second-factor.types.ts'

const proof = v.strictObject({
  code: v.pipe(v.string('Must be text.'), v.minLength(1, 'Must not be empty.'), v.maxLength(64, 'Is too long.')),
})
const passwordProof = v.looseObject({ currentPassword: v.unknown() })
const policyPatch = v.strictObject({
  required: v.picklist(secondFactorRules, `Must be one of ${secondFactorRules.join(', ')}.`),
})

export const createSecondFactorService = (gallery: GalleryContext, actor: Actor): SecondFactorService => {
  const db = gallery.connections.read

  /** Whoever may write, and knows the password. */
  const again = async (user: UserWithRole, given: unknown, purpose: OwnerPurpose): Promise<void> => {
    if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
    await reauthenticate(gallery, user, { proof: validate(passwordProof, given).currentPassword, purpose })
  }
  /** The same, with a code that is used up by it: a screen that was left open is not enough. */
  const proven = async (context: CallContext, given: { code: string }): Promise<UserWithRole> => {
    const user = await requireSelf(context)
    const { code } = validate(proof, given)
    // Before the code is used up by somebody who cannot go on.
    if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
    await limited(gallery, user.id, () => useCode(gallery, user.id, code))
    return user
  }

  return {
    get: () =>
      call(gallery, actor, async (context) => {
        const user = await requireSelf(context)
        const [totp, { passkeys }, recoveryCodesLeft, rule] = await Promise.all([
          selectTotp(db, user.id),
          selectFactors(db, user.id),
          countRecoveryCodes(db, user.id),
          readRule(db),
        ])
        return {
          totpSince: totp?.confirmedAt ?? null,
          passkeys,
          recoveryCodesLeft,
          isRequired: isAskedFor(rule, user),
          isAvailable: gallery.secrets !== null,
          canAddPasskeys: gallery.options.passkeys !== null,
        }
      }),

    beginTotp: (given) =>
      call(gallery, actor, async (context) => {
        const user = await requireSelf(context)
        await again(user, given, 'add-app')
        return transact(gallery, actor, (unit) => beginTotp(gallery, unit, user))
      }),

    confirmTotp: ({ keepSession, ...given }) =>
      call(gallery, actor, async (context) => {
        const user = await requireSelf(context)
        const { id } = user
        const { code } = validate(proof, given)
        const step = await checkFirstCode(gallery, id, code)
        const recoveryCodes = await transact(gallery, actor, async (unit) => {
          const codes = await confirmEnrolment(gallery, unit, user, step)
          // Whoever came in by the password alone comes in again, by both. The one who asks has just shown both.
          await deleteSessionsOf(unit.db, id, looksLikeSessionId(keepSession) ? { except: keepSession } : {})
          await markSessions(unit.db, id, 1)
          await deleteStepsOf(unit.db, id)
          return codes
        })
        return { recoveryCodes }
      }),

    renewRecoveryCodes: (given) =>
      call(gallery, actor, async (context) => {
        const { id } = await proven(context, given)
        const recoveryCodes = await transact(gallery, actor, async (unit) => {
          unit.record({ subject: 'user', id, action: 'recovery-codes-renewed' })
          return makeRecoveryCodes(unit, id)
        })
        return { recoveryCodes }
      }),

    remove: ({ code, currentPassword }) =>
      call(gallery, actor, async (context) => {
        const user = await requireSelf(context)
        const { passkeys } = await selectFactors(db, user.id)
        if (passkeys === 0 && isAskedFor(await readRule(db), user))
          throw new VitrineError('SECOND_FACTOR_REQUIRED_BY_POLICY')
        await again(user, { currentPassword }, 'remove-app')
        const { id } = await proven(context, { code })
        await transact(gallery, actor, async (unit) => {
          await deleteTotp(unit.db, id)
          await endWithoutFactor(unit.db, id)
          unit.record({ subject: 'user', id, action: 'second-factor-removed' })
          await tellOfFactor(gallery, unit, user, 'app-removed')
        })
      }),

    reset: (userId) =>
      call(gallery, actor, async (context) => {
        if (actor.kind === 'apiKey') throw new VitrineError('FORBIDDEN')
        requireAdmin(context)
        await transact(gallery, actor, async (unit) => {
          const { row, isSelf } = await requireChangeable(context, unit.db, userId)
          // One's own is taken away with a code: else a session that was left open would be enough.
          if (isSelf) throw new VitrineError('FORBIDDEN')
          if (!(await deleteFactors(unit.db, row.id))) return
          await deleteSessionsOf(unit.db, row.id)
          await deleteStepsOf(unit.db, row.id)
          unit.record({ subject: 'user', id: row.id, action: 'second-factor-reset' })
          await tellOfFactor(gallery, unit, row, 'all-removed')
        })
      }),

    policy: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return { required: await readRule(db) }
      }),

    setPolicy: (policy) =>
      call(gallery, actor, async (context) => {
        if (actor.kind === 'apiKey') throw new VitrineError('FORBIDDEN')
        requireAdmin(context)
        const { required } = validate(policyPatch, policy)
        if (required !== 'nobody') requireSecrets(gallery)
        await transact(gallery, actor, async (unit) => {
          const before = await readRule(unit.db)
          await saveSetting(unit, secondFactorSetting, JSON.stringify(required))
          unit.record({
            subject: 'setting',
            id: 0,
            action: 'updated',
            before: { secondFactor: before },
            after: { secondFactor: required },
          })
        })
        return { required }
      }),
  }
}
