import type { OwnerPurpose } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { SecretCookie } from './cookie.ts'
import type { RequestIdentity } from './request-identity.ts'

/** As long as the gallery takes it. */
const keepMs = 5 * 60_000

/**
 * What stands for the password of whoever has none, in a cookie: what it is for and a token. The gallery takes it with the id of the
 * session alone, which comes from the session that asks and not from the cookie.
 */
export const createConfirmation = (
  cookie: SecretCookie,
  authenticate: (event: H3Event) => Promise<Pick<RequestIdentity, 'sessionId'>>,
) => {
  const read = (event: H3Event): { purpose: string; token: string } | null => {
    const [purpose, token] = cookie.read(event)?.split('.') ?? []
    return purpose && token ? { purpose, token } : null
  }
  return {
    keep(event: H3Event, purpose: OwnerPurpose, proof: string): void {
      const [token] = proof.split('.')
      cookie.write(event, `${purpose}.${token}`, new Date(Date.now() + keepMs).toISOString())
    },
    /** For the page to show; whether it holds is found out when it is used. */
    confirmedFor: (event: H3Event): OwnerPurpose | null => (read(event)?.purpose ?? null) as OwnerPurpose | null,
    async ownerProof(event: H3Event, given: string): Promise<string> {
      const held = given === '' ? read(event) : null
      if (!held) return given
      cookie.clear(event)
      return `${held.token}.${(await authenticate(event)).sessionId ?? ''}`
    },
  }
}
