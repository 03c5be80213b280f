import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { PasskeyRow } from './passkey.store.ts'
import type { PasskeyAssertion, PasskeyAttestation, PasskeyCeremony, RelyingParty } from './passkey.types.ts'

/** EdDSA, ES256 and RS256: what authenticators know. */
const algorithms = [-8, -7, -257]
/** How long a browser waits for its user. */
export const ceremonyMs = 5 * 60_000
const maxPublicKeyLength = 2_048

/** Loaded when somebody asks for it: it brings a reader of certificates along, which most starts have no use for. */
const library = () => import('@simplewebauthn/server')

/** @throws {VitrineError} `PASSKEYS_UNAVAILABLE` where the public address of the gallery is not known */
export const requireRelyingParty = ({ options: { passkeys } }: Pick<GalleryContext, 'options'>): RelyingParty => {
  if (!passkeys) throw new VitrineError('PASSKEYS_UNAVAILABLE')
  return passkeys
}

export const passkeyInvalid = (cause?: unknown): VitrineError =>
  new VitrineError('PASSKEY_INVALID', cause === undefined ? {} : { cause })

/** What a passkey knows its user by: says nothing of who that is. */
const toHandle = (userId: number): Buffer => Buffer.from(`vitrine:${userId}`)

/** Whether a passkey says that it is this user's. */
export const isHandleOf = (userHandle: string | null | undefined, userId: number): boolean =>
  userHandle === toHandle(userId).toString('base64url')

const toDescriptors = (rows: readonly PasskeyRow[]) =>
  rows.map(({ credential_id, transports }) => ({
    id: credential_id,
    ...(transports === '' ? {} : { transports: transports.split(',') }),
  }))

const toBytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

export const toCreationOptions = async (
  { rpId }: RelyingParty,
  about: {
    challenge: string
    title: string
    user: { id: number; username: string }
    known: readonly PasskeyRow[]
  },
): Promise<PasskeyCeremony['options']> => {
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: about.title,
    rpID: rpId,
    userName: about.user.username,
    userDisplayName: about.user.username,
    userID: new Uint8Array(toHandle(about.user.id)),
    challenge: toBytes(about.challenge),
    timeout: ceremonyMs,
    // What kind of device it is does not matter here, and whoever is not asked for it tells less.
    attestationType: 'none',
    excludeCredentials: toDescriptors(about.known),
    // Kept in the device where it can be, so that no name has to be typed.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
  })
  return { ...options }
}

/** @param about.known - The passkeys of the user who is asked; `null`: whoever comes, who must then be known to the passkey itself. */
export const toRequestOptions = async (
  { rpId }: RelyingParty,
  about: { challenge: string; known: readonly PasskeyRow[] | null; requireUserVerification?: boolean },
): Promise<PasskeyCeremony['options']> => {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    challenge: toBytes(about.challenge),
    timeout: ceremonyMs,
    userVerification: about.known === null || about.requireUserVerification === true ? 'required' : 'preferred',
    ...(about.known === null ? {} : { allowCredentials: toDescriptors(about.known) }),
  })
  return { ...options }
}

export interface VerifiedPasskey {
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  readonly isBackedUp: boolean
}

/** @throws {VitrineError} `PASSKEY_INVALID` */
export const verifyAttestation = async (
  { rpId, origins }: RelyingParty,
  challenge: string,
  { id, rawId, type, response }: PasskeyAttestation,
): Promise<VerifiedPasskey> => {
  const [{ verifyRegistrationResponse }, { decodeAttestationObject }] = await Promise.all([
    library(),
    import('@simplewebauthn/server/helpers'),
  ])
  try {
    const attestation = decodeAttestationObject(toBytes(response.attestationObject))
    const fmt = attestation.get('fmt')
    // None was asked for. Certificates that come all the same are not read: they may name addresses to ask whether they still hold.
    if (fmt !== 'none' && !(fmt === 'packed' && attestation.get('attStmt').get('x5c') === undefined))
      throw new Error(`Attestation of the format ${fmt} was not asked for`)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId,
        type,
        response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: [...origins],
      expectedRPID: rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) throw new Error('The signature of the new passkey is wrong')
    const publicKey = Buffer.from(registrationInfo.credential.publicKey).toString('base64url')
    if (publicKey.length > maxPublicKeyLength) throw new Error('The public key is too long')
    return {
      credentialId: registrationInfo.credential.id,
      publicKey,
      counter: registrationInfo.credential.counter,
      isBackedUp: registrationInfo.credentialBackedUp,
    }
  } catch (error) {
    throw passkeyInvalid(error)
  }
}

/** @throws {VitrineError} `PASSKEY_INVALID` */
export const verifyAssertion = async (
  { rpId, origins }: RelyingParty,
  about: { challenge: string; passkey: PasskeyRow; requireUserVerification: boolean },
  { id, rawId, type, response }: PasskeyAssertion,
): Promise<{ readonly counter: number; readonly isBackedUp: boolean }> => {
  const { verifyAuthenticationResponse } = await library()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId,
        type,
        response: {
          clientDataJSON: response.clientDataJSON,
          authenticatorData: response.authenticatorData,
          signature: response.signature,
        },
        clientExtensionResults: {},
      },
      expectedChallenge: about.challenge,
      expectedOrigin: [...origins],
      expectedRPID: rpId,
      // The counter is held against the database by the statement that writes it: of two at once, one wins.
      credential: { id: about.passkey.credential_id, publicKey: toBytes(about.passkey.public_key), counter: 0 },
      requireUserVerification: about.requireUserVerification,
    })
    if (!verified) throw new Error('The signature is wrong')
    return { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp }
  } catch (error) {
    throw passkeyInvalid(error)
  }
}
