import * as v from 'valibot'
import { Id, line, name, Timestamp } from './fields.ts'
import { Code, CurrentPassword, Step } from './second-factor.ts'

/** A key that a device, a security key or a password manager holds for a user. */
export const Passkey = v.strictObject({
  id: Id,
  name: v.string(),
  createdAt: Timestamp,
  lastUsedAt: v.nullable(Timestamp),
  /** `true`: other devices of its owner have it too. */
  isBackedUp: v.boolean(),
})
export type Passkey = v.InferOutput<typeof Passkey>

export const PasskeyList = v.strictObject({ items: v.array(Passkey) })

/**
 * What a browser is asked: `options` in the JSON of WebAuthn, for `PublicKeyCredential.parseCreationOptionsFromJSON` or
 * `parseRequestOptionsFromJSON`; `ceremony` goes back with the answer.
 */
export const PasskeyCeremony = v.strictObject({
  ceremony: v.string(),
  options: v.looseObject({ challenge: v.string() }),
})
export type PasskeyCeremony = v.InferOutput<typeof PasskeyCeremony>

const base64url = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.regex(/^[\w-]+$/, 'Expected base64url'))
const common = { id: base64url(1_364), rawId: base64url(1_364), type: v.literal('public-key') }
const clientDataJSON = base64url(16_384)

/** `PublicKeyCredential.toJSON()` of a new passkey. What else it holds is not looked at. */
export const PasskeyAttestation = v.looseObject({
  ...common,
  response: v.looseObject({
    clientDataJSON,
    attestationObject: base64url(65_536),
    transports: v.optional(v.pipe(v.array(line(32)), v.maxLength(16))),
  }),
})

/** `PublicKeyCredential.toJSON()` of what a passkey signed. */
export const PasskeyAssertion = v.looseObject({
  ...common,
  response: v.looseObject({
    clientDataJSON,
    authenticatorData: base64url(16_384),
    signature: base64url(8_192),
    userHandle: v.optional(v.nullable(line(128))),
  }),
})

const Ceremony = v.pipe(line(100), v.minLength(1))
export const PasskeyProof = v.strictObject({ ceremony: Ceremony, credential: PasskeyAssertion })

export const PasskeyBeginning = v.strictObject({ currentPassword: CurrentPassword })
export const NewPasskey = v.strictObject({ ceremony: Ceremony, credential: PasskeyAttestation, name: name(100) })
/** `recoveryCodes` where there was no second factor before: sent this once. */
export const RegisteredPasskey = v.strictObject({ passkey: Passkey, recoveryCodes: v.nullable(v.array(v.string())) })
export const PasskeyPatch = v.strictObject({ name: name(100) })
export const PasskeyRemoval = v.strictObject({
  currentPassword: CurrentPassword,
  /** A recovery code, where it is the last second factor. */
  code: v.optional(line(64)),
})

/** `step` of a sign-in that waits for its second step; left out: whoever comes, in place of a password. */
export const PasskeyQuestion = v.strictObject({ step: v.optional(Step) })
export const PasskeySignIn = v.strictObject({
  ...PasskeyProof.entries,
  /** Stay signed in when the browser is closed. */
  remember: v.optional(v.boolean()),
})

/** What somebody without a password confirms for: one of the things that ask for the password again. */
const OwnerPurpose = v.picklist([
  'password',
  'email',
  'delete',
  'link-identity',
  'unlink-identity',
  'add-app',
  'remove-app',
  'add-passkey',
  'remove-passkey',
])
export const ConfirmationQuestion = v.strictObject({ purpose: OwnerPurpose })
export const PasskeyConfirmation = v.strictObject({ ...PasskeyProof.entries, purpose: OwnerPurpose })

/** A code of the app, a recovery code, what a passkey signed, or a passkey that was just made. */
export const SecondStep = v.pipe(
  v.strictObject({
    step: Step,
    code: v.optional(Code),
    passkey: v.optional(PasskeyProof),
    newPasskey: v.optional(NewPasskey),
  }),
  v.check(
    ({ code, passkey, newPasskey }) => [code, passkey, newPasskey].filter((each) => each !== undefined).length === 1,
    'Expected a code or a passkey',
  ),
)
