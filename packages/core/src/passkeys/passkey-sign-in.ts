import { systemActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import type { SessionOrigin, SignedIn } from '../sessions/session.types.ts'
import { startSession } from '../sessions/start-session.ts'
import { transact, type Unit } from '../transaction.ts'
import { selectUser, type UserWithRole } from '../users/user.store.ts'
import { beginCeremony, type CeremonyPurpose, endCeremony } from './ceremony.ts'
import { passkeyProof } from './passkey.schema.ts'
import { countPasskeyUse, type PasskeyRow, selectPasskeyByCredential, selectPasskeys } from './passkey.store.ts'
import type { PasskeyCeremony, PasskeyProof } from './passkey.types.ts'
import { isHandleOf, passkeyInvalid, requireRelyingParty, toRequestOptions, verifyAssertion } from './relying-party.ts'

const anybody: CeremonyPurpose = { purpose: 'sign-in', userId: null, boundTo: '' }

/** Asks a browser for a passkey: of the user who is at this step of a sign-in, or of whoever comes. */
export const askForPasskey = async (
  gallery: GalleryContext,
  at: { userId: number; stepHash: string } | null,
): Promise<PasskeyCeremony> => {
  const party = requireRelyingParty(gallery)
  const purpose = at === null ? anybody : secondStep(at)
  const known = at === null ? null : await selectPasskeys(gallery.connections.read, at.userId)
  const { ceremony, challenge } = await transact(gallery, systemActor('sign-in'), (unit) =>
    beginCeremony(unit, purpose),
  )
  return { ceremony, options: await toRequestOptions(party, { challenge, known }) }
}

const secondStep = ({ userId, stepHash }: { userId: number; stepHash: string }): CeremonyPurpose => ({
  purpose: 'second-step',
  userId,
  boundTo: stepHash,
})

/** A passkey that has signed what it was asked to, and still has to be counted in the transaction that lets its user in. */
export interface ShownPasskey {
  /** @throws {VitrineError} `PASSKEY_COPIED` */
  count(unit: Unit): Promise<void>
}

export const toShown = (
  { log }: Pick<GalleryContext, 'log'>,
  passkey: PasskeyRow,
  use: { counter: number; isBackedUp: boolean },
): ShownPasskey => ({
  count: async ({ db, at }) => {
    if (await countPasskeyUse(db, passkey.id, { ...use, at })) return
    log.warn('A passkey has signed less often than before: there may be a copy of it', {
      passkey: passkey.id,
      user: passkey.user_id,
    })
    throw new VitrineError('PASSKEY_COPIED')
  },
})

/** Beside a password, which has said who it is: whether the passkey knows its owner does not matter. @throws `PASSKEY_INVALID` */
export const checkPasskeyAtStep = async (
  gallery: GalleryContext,
  at: { userId: number; stepHash: string },
  given: PasskeyProof,
): Promise<ShownPasskey> => {
  const party = requireRelyingParty(gallery)
  const { ceremony, credential } = validate(passkeyProof, given)
  const challenge = await endCeremony(gallery, ceremony, secondStep(at))
  const passkey = await selectPasskeyByCredential(gallery.connections.read, credential.id)
  if (passkey?.user_id !== at.userId) throw passkeyInvalid()
  const use = await verifyAssertion(party, { challenge, passkey, requireUserVerification: false }, credential)
  return toShown(gallery, passkey, use)
}

/** In place of a password: the passkey says whose it is, and has asked its owner for a PIN, a finger or a face. */
export const signInWithPasskey = async (
  gallery: GalleryContext,
  given: PasskeyProof,
  origin: SessionOrigin,
): Promise<SignedIn> => {
  const party = requireRelyingParty(gallery)
  const { ceremony, credential } = validate(passkeyProof, given)
  const challenge = await endCeremony(gallery, ceremony, anybody)
  const { read } = gallery.connections
  const passkey = await selectPasskeyByCredential(read, credential.id)
  const user = passkey && (await selectUser(read, passkey.user_id))
  // Shared accounts have none; whose role became one had them before.
  if (!passkey || !mayEnter(user) || !isHandleOf(credential.response.userHandle, user.id)) throw passkeyInvalid()
  try {
    const use = await verifyAssertion(party, { challenge, passkey, requireUserVerification: true }, credential)
    return await startSession(gallery, user, { ...origin, hasSecondFactor: true }, async (unit) => {
      if (!mayEnter(await selectUser(unit.db, user.id))) throw passkeyInvalid()
      await toShown(gallery, passkey, use).count(unit)
    })
  } catch (error) {
    if (VitrineError.has(error, 'PASSKEY_INVALID', 'PASSKEY_COPIED'))
      void gallery.hooks.emit('auth.failed', { username: user.username })
    throw error
  }
}

const mayEnter = (user: UserWithRole | undefined): user is UserWithRole =>
  user !== undefined && user.is_disabled === 0 && user.role_key !== 'generic'
