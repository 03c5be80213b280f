import type { Issue } from '@vitrine/core'
import type { OidcOptions } from './oidc.types.ts'

/** What is wrong with the options of a provider. */
export const oidcIssues = (options: OidcOptions, baseUrl: string | null): Issue[] => {
  const issues: Issue[] = []
  const fault = (path: string, message: string) => void issues.push({ path: path && `oidc.${path}`, message })
  if (baseUrl === null)
    issues.push({ path: 'baseUrl', message: 'Expected the public address: the provider sends people back to it' })
  if (!isIssuer(options.issuer)) fault('issuer', 'Expected an address with https, such as https://id.example.org')
  if (typeof options.clientId !== 'string' || options.clientId === '')
    fault('clientId', 'Expected the id of the client')
  if (options.clientSecret !== undefined && options.clientSecret === '') fault('clientSecret', 'Must not be empty')
  if (options.scopes !== undefined && !options.scopes.includes('openid')) fault('scopes', 'Must hold openid')
  return issues
}

const isLocal = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** What goes over plain http can be read and changed on the way; on this computer there is no way. */
const isIssuer = (issuer: string): boolean => {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return false
  const { protocol, hostname, search, hash, username } = new URL(issuer)
  if (search !== '' || hash !== '' || username !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLocal(hostname))
}
