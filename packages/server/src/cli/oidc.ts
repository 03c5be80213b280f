import type { OidcOptions } from '../oidc/oidc.types.ts'
import { oidcIssues } from '../oidc/oidc-options.ts'
import { readSecret } from './secret-file.ts'
import { readSwitch } from './switch.ts'
import { UsageError } from './usage-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Another provider that signs people in, by variables of the environment; `undefined` where none is named.
 *
 * @throws {UsageError} in a sentence that says what is wrong.
 */
export const resolveOidc = (environment: Environment, baseUrl: string | undefined): OidcOptions | undefined => {
  const read = (name: string): string | undefined => environment[name] || undefined
  const [issuer, clientId] = [read('VITRINE_OIDC_ISSUER'), read('VITRINE_OIDC_CLIENT_ID')]
  if (issuer === undefined && clientId === undefined) return undefined
  const options: OidcOptions = {
    issuer: issuer ?? '',
    clientId: clientId ?? '',
    clientSecret: readSecret(
      read('VITRINE_OIDC_CLIENT_SECRET_FILE'),
      read('VITRINE_OIDC_CLIENT_SECRET'),
      "the client's secret",
    ),
    name: read('VITRINE_OIDC_NAME'),
    scopes: read('VITRINE_OIDC_SCOPES')
      ?.split(/[\s,]+/)
      .filter((scope) => scope !== ''),
    groupsClaim: read('VITRINE_OIDC_GROUPS_CLAIM'),
    groups: groupsOf(read('VITRINE_OIDC_GROUPS')),
    administrators: listOf(read('VITRINE_OIDC_ADMINISTRATORS')),
    createAccounts: readSwitch(environment, 'VITRINE_OIDC_CREATE_ACCOUNTS'),
    trustsSecondFactor: readSwitch(environment, 'VITRINE_OIDC_TRUST_SECOND_FACTOR'),
  }
  const [fault] = oidcIssues(options, baseUrl ?? null)
  if (fault?.path === 'baseUrl')
    throw new UsageError('Signing in by a provider needs the public address: VITRINE_BASE_URL.')
  if (fault) throw new UsageError(`${variableOf[fault.path] ?? fault.path}: ${fault.message}.`)
  return options
}

const variableOf: Readonly<Record<string, string>> = {
  'oidc.issuer': 'VITRINE_OIDC_ISSUER',
  'oidc.clientId': 'VITRINE_OIDC_CLIENT_ID',
  'oidc.clientSecret': 'VITRINE_OIDC_CLIENT_SECRET',
  'oidc.scopes': 'VITRINE_OIDC_SCOPES',
}

const listOf = (value: string | undefined): string[] | undefined =>
  value
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `at the provider=here`, one after the other with commas. */
const groupsOf = (value: string | undefined): Record<string, string> | undefined => {
  const parts = listOf(value)
  if (!parts) return undefined
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.lastIndexOf('=')
      const [said, group] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
      if (at < 1 || said === '' || group === '')
        throw new UsageError('VITRINE_OIDC_GROUPS lists groups as name-at-the-provider=name-here, with commas.')
      return [said, group]
    }),
  )
}
