import { userActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { makeRecoveryCodes } from '../second-factor/enrolment.ts'
import { hasFactor, tellOfFactor } from '../second-factor/factors.ts'
import { deleteStepsOf } from '../second-factor/second-factor.store.ts'
import { readSite } from '../settings/site.store.ts'
import { transact, type Unit } from '../transaction.ts'
import type { UserWithRole } from '../users/user.store.ts'
import { beginCeremony, type CeremonyPurpose, endCeremony } from './ceremony.ts'
import { keepPasskey } from './keep-passkey.ts'
import { newPasskey } from './passkey.schema.ts'
import type { NewPasskey, PasskeyCeremony } from './passkey.types.ts'
import { requireRelyingParty, toCreationOptions, verifyAttestation } from './relying-party.ts'

const enrolling = (userId: number, stepHash: string): CeremonyPurpose => ({
  purpose: 'enrol',
  userId,
  boundTo: stepHash,
})

/** Whoever has a second factor shows that: the password alone must not add another way in. */
const requireNone = async (db: Unit['db'], { id, role_key }: UserWithRole): Promise<void> => {
  if (role_key === 'generic') throw new VitrineError('FORBIDDEN')
  if (await hasFactor(db, id)) throw new VitrineError('SECOND_FACTOR_EXISTS')
}

/** For those who must have a second factor, and have none yet: what their browser is asked to make. */
export const beginPasskeyAtStep = async (
  gallery: GalleryContext,
  { user, stepHash }: { user: UserWithRole; stepHash: string },
): Promise<PasskeyCeremony> => {
  const party = requireRelyingParty(gallery)
  const { read } = gallery.connections
  const { title } = await readSite(read, gallery.options)
  const { ceremony, challenge } = await transact(gallery, userActor(user.id), async (unit) => {
    await requireNone(unit.db, user)
    return beginCeremony(unit, enrolling(user.id, stepHash))
  })
  return { ceremony, options: await toCreationOptions(party, { challenge, title, user, known: [] }) }
}

/** A new passkey as the second step. @returns What keeps it in the transaction that lets its user in, and gives recovery codes. */
export const checkNewPasskeyAtStep = async (
  gallery: GalleryContext,
  { user, stepHash }: { user: UserWithRole; stepHash: string },
  given: NewPasskey,
): Promise<(unit: Unit) => Promise<string[]>> => {
  const party = requireRelyingParty(gallery)
  const { ceremony, credential, name } = validate(newPasskey, given)
  const challenge = await endCeremony(gallery, ceremony, enrolling(user.id, stepHash))
  const verified = await verifyAttestation(party, challenge, credential)
  const { transports } = credential.response
  return async (unit) => {
    // First, so that of two who set one up at once, by two steps of their own, the second waits and finds its step gone.
    await deleteStepsOf(unit.db, user.id)
    await requireNone(unit.db, user)
    const id = await keepPasskey(gallery, unit, { userId: user.id, name, verified, transports })
    unit.record({ subject: 'user', id: user.id, action: 'passkey-added', after: { passkey: id } })
    await tellOfFactor(gallery, unit, user, 'passkey-added')
    return makeRecoveryCodes(unit, user.id)
  }
}
