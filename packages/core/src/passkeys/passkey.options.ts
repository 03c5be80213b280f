import { isIP } from 'node:net'
import * as v from 'valibot'
import type { PasskeyOptions, RelyingParty } from './passkey.types.ts'

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : '')

/** Browsers keep passkeys for names only, and only where nobody on the way can read along. */
const takesPasskeys = (origin: string): boolean => {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  if (url.origin !== origin || isIP(url.hostname) !== 0 || url.hostname.startsWith('[')) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost')
}

const origin = v.pipe(
  v.string('Must be text.'),
  v.check(takesPasskeys, 'Must be an https origin with a name, such as https://photos.example.org.'),
)

export const passkeyOptions = v.pipe(
  v.strictObject({
    origin: v.union(
      [origin, v.pipe(v.array(origin), v.minLength(1, 'Must name one.'))],
      'Must be an origin with a name.',
    ),
    rpId: v.optional(v.string('Must be text.')),
  }),
  v.check((options) => {
    const { rpId, origins } = toRelyingParty(options)
    return origins.every((each) => hostOf(each) === rpId || hostOf(each).endsWith(`.${rpId}`))
  }, 'Every address must lie within the domain of the passkeys.'),
)

export const toRelyingParty = ({ origin, rpId }: PasskeyOptions): RelyingParty => {
  const origins = typeof origin === 'string' ? [origin] : [...origin]
  return Object.freeze({ origins: Object.freeze(origins), rpId: rpId ?? hostOf(origins[0] as string) })
}
