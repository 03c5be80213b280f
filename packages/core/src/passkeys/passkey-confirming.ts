import type { Actor } from '../access/actor.ts'
import type { OwnerPurpose } from '../accounts/account.types.ts'
import { giveConfirmation, requireConfirming } from '../accounts/confirmation.ts'
import { createOwnAccount } from '../accounts/own-account.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { hashToken } from '../sessions/token.ts'
import { transact } from '../transaction.ts'
import { beginCeremony, type CeremonyPurpose, endCeremony } from './ceremony.ts'
import { passkeyProof } from './passkey.schema.ts'
import { selectPasskeyByCredential, selectPasskeys } from './passkey.store.ts'
import type { PasskeysService } from './passkey.types.ts'
import { toShown } from './passkey-sign-in.ts'
import { passkeyInvalid, requireRelyingParty, toRequestOptions, verifyAssertion } from './relying-party.ts'

const confirming = (userId: number, { session, purpose }: { session: string; purpose: OwnerPurpose }) =>
  ({ purpose: 'confirm', userId, boundTo: hashToken(`${session} ${purpose}`) }) satisfies CeremonyPurpose

/** A passkey in place of a password that there is not: as at a sign-in, it has asked its owner for a PIN, a finger or a face. */
export const createPasskeyConfirming = (
  gallery: GalleryContext,
  actor: Actor,
): Pick<PasskeysService, 'beginConfirming' | 'confirm'> => {
  const { read } = gallery.connections
  const { asOwner } = createOwnAccount(gallery, actor)

  return {
    beginConfirming: (asked) =>
      asOwner(async (user) => {
        const party = requireRelyingParty(gallery)
        const purpose = confirming(user.id, requireConfirming(user, asked))
        const known = await selectPasskeys(read, user.id)
        if (known.length === 0) throw new VitrineError('PASSKEY_NOT_FOUND')
        const { ceremony, challenge } = await transact(gallery, actor, (unit) => beginCeremony(unit, purpose))
        const options = await toRequestOptions(party, { challenge, known, requireUserVerification: true })
        return { ceremony, options }
      }),

    confirm: ({ ceremony: begun, credential: answer, ...asked }) =>
      asOwner(async (user) => {
        const party = requireRelyingParty(gallery)
        const of = requireConfirming(user, asked)
        const { ceremony, credential } = validate(passkeyProof, { ceremony: begun, credential: answer })
        const challenge = await endCeremony(gallery, ceremony, confirming(user.id, of))
        const passkey = await selectPasskeyByCredential(read, credential.id)
        if (passkey?.user_id !== user.id) throw passkeyInvalid()
        const use = await verifyAssertion(party, { challenge, passkey, requireUserVerification: true }, credential)
        return transact(gallery, actor, async (unit) => {
          await toShown(gallery, passkey, use).count(unit)
          return giveConfirmation(unit, { userId: user.id, ...of })
        })
      }),
  }
}
