import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { PasskeyAssertion, PasskeyAttestation, PasskeyCeremony } from '../../src/passkeys/passkey.types.ts'

const b64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

interface Lies {
  origin?: string
  rpId?: string
  type?: string
  challenge?: string
  /** Whether the owner was asked for a PIN, a finger or a face. Default: yes. */
  isVerified?: boolean
  counter?: number
  userHandle?: string | null
  /** The id of another passkey, base64url. */
  id?: string
  /** Another format of attestation than none. */
  fmt?: string
}

/** A security key of the test: P-256, counts its signatures, and lies where it is told to. */
export const createAuthenticator = ({ origin, counts = true }: { origin: string; counts?: boolean }) => {
  const rpIdOf = (lies: Lies) => lies.rpId ?? new URL(origin).hostname
  let counter = 0

  const clientData = (type: string, ceremony: PasskeyCeremony, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? ceremony.options.challenge,
        origin: lies.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const authData = (lies: Lies, attested: Buffer | null) => {
    if (counts) counter += 1
    const flags = 0x01 | (lies.isVerified === false ? 0 : 0x04) | (attested ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? counter)
    return Buffer.concat([sha256(rpIdOf(lies)), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)])
  }

  const make = (ceremony: PasskeyCeremony, lies: Lies = {}) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
    const id = lies.id === undefined ? randomBytes(32) : Buffer.from(lies.id, 'base64url')
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
    const data = authData(lies, Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]))
    const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text(lies.fmt ?? 'none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      Buffer.from([0x58, data.length]),
      data,
    ])
    const { user } = ceremony.options as unknown as { user: { id: string } }
    const credential: PasskeyAttestation = {
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      response: {
        clientDataJSON: b64(clientData('webauthn.create', ceremony, lies)),
        attestationObject: b64(attestationObject),
        transports: ['internal', 'hybrid'],
      },
    }
    return { credential, key: { id: b64(id), privateKey, userHandle: user.id } }
  }

  const sign = (
    { id, privateKey, userHandle }: { id: string; privateKey: KeyObject; userHandle: string },
    ceremony: PasskeyCeremony,
    lies: Lies = {},
  ): PasskeyAssertion => {
    const client = clientData('webauthn.get', ceremony, lies)
    const data = authData(lies, null)
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(client)]))
      .sign(privateKey)
    return {
      id,
      rawId: id,
      type: 'public-key',
      response: {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(signature),
        userHandle: lies.userHandle === undefined ? userHandle : lies.userHandle,
      },
    }
  }
  return { make, sign }
}
