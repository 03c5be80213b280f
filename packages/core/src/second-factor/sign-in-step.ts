import { userActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { NewPasskey, PasskeyCeremony, PasskeyProof } from '../passkeys/passkey.types.ts'
import { beginPasskeyAtStep, checkNewPasskeyAtStep } from '../passkeys/passkey-enrolment.ts'
import { askForPasskey, checkPasskeyAtStep } from '../passkeys/passkey-sign-in.ts'
import type { SessionOrigin, SignedIn } from '../sessions/session.types.ts'
import { startSession } from '../sessions/start-session.ts'
import { createToken, hashToken, looksLikeToken } from '../sessions/token.ts'
import { transact, type Unit } from '../transaction.ts'
import { selectUser, type UserWithRole } from '../users/user.store.ts'
import { beginTotp, checkFirstCode, confirmEnrolment } from './enrolment.ts'
import { hasFactor, selectFactors } from './factors.ts'
import { limited, useCode } from './second-factor.check.ts'
import { isAskedFor, readRule } from './second-factor.policy.ts'
import { countStepFailure, deleteStep, insertStep, selectStep } from './second-factor.store.ts'
import type { TotpEnrolment } from './second-factor.types.ts'

/** From the password to the code. */
const stepMs = 10 * 60_000
/** Wrong codes after which one has to begin again, with the password. */
const maxFailures = 5

const stepInvalid = () => new VitrineError('SIGN_IN_STEP_INVALID')

/** The user who is at this step, and whether the session is to be remembered. @throws {VitrineError} `SIGN_IN_STEP_INVALID` */
const userAt = async (
  { connections, clock }: GalleryContext,
  step: string,
): Promise<{ user: UserWithRole; remember: boolean }> => {
  if (typeof step !== 'string' || !looksLikeToken(step, 'vp')) throw stepInvalid()
  const { read } = connections
  const row = await selectStep(read, hashToken(step), { now: clock().toISOString(), maxFailures })
  const user = row && (await selectUser(read, row.user_id))
  if (user?.is_disabled !== 0) throw stepInvalid()
  return { user, remember: row?.is_remembered === 1 }
}

/**
 * Whether the password is enough for this user.
 *
 * @throws {VitrineError} `SECOND_FACTOR_REQUIRED` where it is not, with the token of the next step
 */
export const requireSecondFactor = async (
  gallery: GalleryContext,
  user: UserWithRole,
  options: {
    readonly remember?: boolean | undefined
    /** Done first in the transaction that keeps the step; a throw means no step. */
    readonly before: (unit: Unit) => Promise<void>
  },
): Promise<void> => {
  const { read } = gallery.connections
  const { hasApp, passkeys } = await selectFactors(read, user.id)
  const isKnown = hasApp || passkeys > 0
  if (!isKnown && !isAskedFor(await readRule(read), user)) return
  const step = createToken('vp')
  const expiresAt = new Date(gallery.clock().getTime() + stepMs).toISOString()
  await transact(gallery, userActor(user.id), async (unit) => {
    await options.before(unit)
    await insertStep(unit.db, {
      tokenHash: hashToken(step),
      userId: user.id,
      isRemembered: options.remember === true,
      at: unit.at,
      expiresAt,
    })
  })
  throw new VitrineError('SECOND_FACTOR_REQUIRED', {
    details: { step, needs: isKnown ? 'code' : 'enrolment', passkey: passkeys > 0, expiresAt },
  })
}

/** For those who must have a second factor, and have none yet: what their app is given. */
export const enrolAtSignIn = async (gallery: GalleryContext, step: string): Promise<TotpEnrolment> => {
  const { user } = await userAt(gallery, step)
  return transact(gallery, userActor(user.id), async (unit) => {
    // Whoever has a passkey shows that: the password alone must not add another way in.
    if (await hasFactor(unit.db, user.id)) throw new VitrineError('SECOND_FACTOR_EXISTS')
    return beginTotp(gallery, unit, user)
  })
}

/** The same with a passkey in place of an app. @throws {VitrineError} `SIGN_IN_STEP_INVALID`, `SECOND_FACTOR_EXISTS`, `PASSKEYS_UNAVAILABLE` */
export const enrolPasskeyAtSignIn = async (gallery: GalleryContext, step: string): Promise<PasskeyCeremony> => {
  const { user } = await userAt(gallery, step)
  return beginPasskeyAtStep(gallery, { user, stepHash: hashToken(step) })
}

/** Asks for a passkey of the user who is at this step. @throws {VitrineError} `SIGN_IN_STEP_INVALID`, `PASSKEYS_UNAVAILABLE` */
export const askForPasskeyAtStep = async (gallery: GalleryContext, step: string): Promise<PasskeyCeremony> => {
  const { user } = await userAt(gallery, step)
  return askForPasskey(gallery, { userId: user.id, stepHash: hashToken(step) })
}

/** A code, a passkey, or the first code of an app or a passkey that was just set up: then there is a session. */
export const finishSignIn = async (
  gallery: GalleryContext,
  {
    step,
    code,
    passkey,
    newPasskey,
    address,
    userAgent,
  }: {
    step: string
    code?: string | undefined
    passkey?: PasskeyProof | undefined
    newPasskey?: NewPasskey | undefined
  } & SessionOrigin,
): Promise<SignedIn & { recoveryCodes: readonly string[] | null }> => {
  const { user, remember } = await userAt(gallery, step)
  const origin = { address, userAgent, remember, hasSecondFactor: true }
  const tokenHash = hashToken(step)
  const text = typeof code === 'string' ? code.slice(0, 64) : ''
  const counted = <T>(check: Promise<T>): Promise<T> =>
    check.catch(async (error: unknown) => {
      if (VitrineError.has(error, 'CODE_INVALID', 'PASSKEY_INVALID', 'PASSKEY_COPIED')) {
        await countStepFailure(gallery.connections.write, tokenHash)
        void gallery.hooks.emit('auth.failed', { username: user.username })
      }
      throw error
    })
  const useUp = async ({ db }: Unit) => {
    if (!(await deleteStep(db, tokenHash))) throw stepInvalid()
  }

  if (passkey !== undefined) {
    const at = { userId: user.id, stepHash: tokenHash }
    const enter = async () => {
      const shown = await checkPasskeyAtStep(gallery, at, passkey)
      return startSession(gallery, user, origin, async (unit) => {
        await useUp(unit)
        await shown.count(unit)
      })
    }
    return { ...(await counted(enter())), recoveryCodes: null }
  }
  let recoveryCodes: readonly string[] = []
  if (newPasskey !== undefined) {
    const enter = async () => {
      const keep = await checkNewPasskeyAtStep(gallery, { user, stepHash: tokenHash }, newPasskey)
      return startSession(gallery, user, origin, async (unit) => {
        await useUp(unit)
        recoveryCodes = await keep(unit)
      })
    }
    return { ...(await counted(enter())), recoveryCodes }
  }
  if (await hasFactor(gallery.connections.read, user.id)) {
    await counted(limited(gallery, user.id, () => useCode(gallery, user.id, text)))
    const signedIn = await startSession(gallery, user, origin, useUp)
    return { ...signedIn, recoveryCodes: null }
  }
  const timeStep = await counted(checkFirstCode(gallery, user.id, text))
  const signedIn = await startSession(gallery, user, origin, async (unit) => {
    await useUp(unit)
    recoveryCodes = await confirmEnrolment(gallery, unit, user, timeStep)
  })
  return { ...signedIn, recoveryCodes }
}
