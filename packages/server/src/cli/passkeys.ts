import { isIP } from 'node:net'
import type { PasskeyOptions } from '@vitrine/core'

/**
 * Passkeys belong to the gallery's public address, where browsers keep any for it: with https and a name, or on this very computer.
 * Elsewhere there are none, and the pages say nothing of them.
 */
export const passkeysAt = (baseUrl: string | undefined): PasskeyOptions | undefined => {
  if (baseUrl === undefined) return undefined
  const { protocol, hostname } = new URL(baseUrl)
  const isNamed = isIP(hostname) === 0 && !hostname.startsWith('[')
  return isNamed && (protocol === 'https:' || hostname === 'localhost') ? { origin: baseUrl } : undefined
}
