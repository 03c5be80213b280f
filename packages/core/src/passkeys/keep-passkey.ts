import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import { insertPasskey, selectPasskeyByCredential } from './passkey.store.ts'
import type { VerifiedPasskey } from './relying-party.ts'

/** A passkey that was made and verified. @returns Its id. @throws {VitrineError} `PASSKEY_EXISTS` */
export const keepPasskey = async (
  { dialect }: Pick<GalleryContext, 'dialect'>,
  unit: Unit,
  {
    userId,
    name,
    verified,
    transports,
  }: { userId: number; name: string; verified: VerifiedPasskey; transports: readonly string[] },
): Promise<number> => {
  if (await selectPasskeyByCredential(unit.db, verified.credentialId)) throw new VitrineError('PASSKEY_EXISTS')
  try {
    return await insertPasskey(unit.db, {
      user_id: userId,
      credential_id: verified.credentialId,
      public_key: verified.publicKey,
      counter: verified.counter,
      transports: transports.join(','),
      is_backed_up: verified.isBackedUp ? 1 : 0,
      name,
      created_at: unit.at,
      last_used_at: null,
    })
  } catch (error) {
    if (dialect.isDuplicate(error)) throw new VitrineError('PASSKEY_EXISTS', { cause: error })
    throw error
  }
}
