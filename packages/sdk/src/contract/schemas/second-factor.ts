import * as v from 'valibot'
import { Count, line, Timestamp } from './fields.ts'
import { SignedIn } from './session.ts'

/** What somebody shows beside the password. */
export const SecondFactor = v.strictObject({
  /** Since when an app shows codes; `null`: none does. */
  totpSince: v.nullable(Timestamp),
  /** How many passkeys there are. */
  passkeys: Count,
  recoveryCodesLeft: Count,
  /** `true`: the gallery asks this user for one. */
  isRequired: v.boolean(),
  /** `false`: this gallery has no secret, so that no app can be added. */
  isAvailable: v.boolean(),
  /** `false`: the public address of this gallery is not known, so that no passkey can be added. */
  canAddPasskeys: v.boolean(),
})
export type SecondFactor = v.InferOutput<typeof SecondFactor>

/** What an app is given: the secret to type, or an address for a QR code. */
export const TotpEnrolment = v.strictObject({ secret: v.string(), uri: v.string() })
export type TotpEnrolment = v.InferOutput<typeof TotpEnrolment>

/** Six digits of the app, or a recovery code. */
export const Code = v.pipe(line(64), v.minLength(1))
export const CodeProof = v.strictObject({ code: Code })
/** The password, asked for again; empty for whoever has none and confirmed otherwise. */
export const CurrentPassword = v.pipe(v.string(), v.maxLength(1_024))
export const TotpBeginning = v.strictObject({ currentPassword: CurrentPassword })
export const SecondFactorRemoval = v.strictObject({ currentPassword: CurrentPassword, code: Code })

/** Ten codes that let one in once each; sent this once. */
export const RecoveryCodes = v.strictObject({ recoveryCodes: v.array(v.string()) })

export const Step = v.pipe(line(100), v.minLength(1))
/** `step` of the details of `SECOND_FACTOR_REQUIRED`. */
export const SignInStep = v.strictObject({ step: Step })

/** `recoveryCodes` where an app was just set up. */
export const FinishedSignIn = v.strictObject({
  ...SignedIn.entries,
  recoveryCodes: v.nullable(v.array(v.string())),
})

/** Who must have a second factor. */
export const SecondFactorPolicy = v.strictObject({ required: v.picklist(['nobody', 'administrators', 'everybody']) })
