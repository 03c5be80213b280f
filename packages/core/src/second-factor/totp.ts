import { Secret, TOTP } from 'otpauth'

/** 160 bits, as RFC 4226 recommends. */
const secretBytes = 20
export const stepSeconds = 30
/** Steps before and after the present one of which a code is taken: clocks of phones are never quite right. */
const driftSteps = 1

/** What every app knows: SHA-1, six digits, half a minute. */
const totpOf = (secret: Secret, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: stepSeconds, ...names })

export const createTotpSecret = (): Uint8Array => new Secret({ size: secretBytes }).bytes

/** The secret for people to type. */
export const toBase32 = (secret: Uint8Array): string => toSecret(secret).base32

/** The address that an app reads from a QR code. */
export const toTotpUri = (secret: Uint8Array, names: { gallery: string; username: string }): string =>
  totpOf(toSecret(secret), { issuer: names.gallery, label: names.username }).toString()

/** The time step that a code is of; `null` where it is of none near the present. */
export const stepOfCode = (secret: Uint8Array, code: string, now: Date): number | null => {
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now.getTime()
  const delta = totpOf(toSecret(secret)).validate({ token: code, timestamp, window: driftSteps })
  return delta === null ? null : Math.floor(timestamp / 1_000 / stepSeconds) + delta
}

const toSecret = (secret: Uint8Array): Secret => new Secret({ buffer: new Uint8Array(secret).buffer as ArrayBuffer })
