import * as v from 'valibot'
import { line } from '../input/validate.ts'

const base64url = (maxLength: number) =>
  v.pipe(
    v.string('Must be text.'),
    v.regex(/^[\w-]+$/, 'Must be base64url.'),
    v.maxLength(maxLength, `Must have ${maxLength} characters at most.`),
  )

/** 1,023 bytes at most, by the standard. */
const credentialId = base64url(1_364)
const common = {
  id: credentialId,
  rawId: credentialId,
  type: v.literal('public-key', 'Must be “public-key”.'),
}
/** Bounded: what comes from a browser is small. */
const clientDataJSON = base64url(16_384)

export const passkeyAttestation = v.object(
  {
    ...common,
    response: v.object(
      {
        clientDataJSON,
        attestationObject: base64url(65_536),
        // One that browsers learn about later must not keep a passkey from being made.
        transports: v.fallback(
          v.pipe(
            v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))),
            v.maxLength(8),
            v.transform((list) => list as readonly string[]),
          ),
          [],
        ),
      },
      'Must be the answer of a browser.',
    ),
  },
  'Must be the answer of a browser.',
)

export const passkeyAssertion = v.object(
  {
    ...common,
    response: v.object(
      {
        clientDataJSON,
        authenticatorData: base64url(16_384),
        signature: base64url(8_192),
        userHandle: v.optional(v.nullable(v.pipe(v.string('Must be text.'), v.maxLength(128, 'Is too long.')))),
      },
      'Must be the answer of a browser.',
    ),
  },
  'Must be the answer of a browser.',
)

const ceremony = v.pipe(v.string('Must be text.'), v.maxLength(100, 'Is too long.'))

export const passkeyProof = v.object({ ceremony, credential: passkeyAssertion }, 'Must be the answer of a browser.')
export const passkeyName = v.object({ name: line(100) })
export const newPasskey = v.object({ ceremony, credential: passkeyAttestation, name: line(100) })
