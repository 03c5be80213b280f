import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resolveOidc } from './oidc.ts'
import { passkeysAt } from './passkeys.ts'
import { UsageError } from './usage-error.ts'

const baseUrl = 'https://photos.example.org'
const named = { VITRINE_OIDC_ISSUER: 'https://id.example.org', VITRINE_OIDC_CLIENT_ID: 'vitrine' }

it('a provider is read from the environment, its secret from a file too', () => {
  expect(resolveOidc({}, baseUrl)).toBeUndefined()
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-oidc-'))
  const file = join(folder, 'secret')
  writeFileSync(file, 'of the client\n')
  expect(
    resolveOidc(
      {
        ...named,
        VITRINE_OIDC_CLIENT_SECRET_FILE: file,
        VITRINE_OIDC_SCOPES: 'openid groups',
        VITRINE_OIDC_GROUPS: 'cn=family,Club = Photo club',
        VITRINE_OIDC_ADMINISTRATORS: 'admins, owners',
        VITRINE_OIDC_CREATE_ACCOUNTS: 'on',
      },
      baseUrl,
    ),
  ).toMatchObject({
    issuer: 'https://id.example.org',
    clientSecret: 'of the client',
    scopes: ['openid', 'groups'],
    groups: { cn: 'family', Club: 'Photo club' },
    administrators: ['admins', 'owners'],
    createAccounts: true,
  })
  rmSync(folder, { recursive: true })
  expect(() => resolveOidc({ ...named, VITRINE_OIDC_CLIENT_SECRET_FILE: file }, baseUrl)).toThrow(UsageError)
})

it.each([
  [{ ...named }, undefined, /VITRINE_BASE_URL/],
  [{ ...named, VITRINE_OIDC_ISSUER: 'http://id.example.org' }, baseUrl, /VITRINE_OIDC_ISSUER/],
  [{ VITRINE_OIDC_ISSUER: 'https://id.example.org' }, baseUrl, /VITRINE_OIDC_CLIENT_ID/],
  [{ ...named, VITRINE_OIDC_SCOPES: 'profile' }, baseUrl, /VITRINE_OIDC_SCOPES/],
  [{ ...named, VITRINE_OIDC_GROUPS: 'family' }, baseUrl, /VITRINE_OIDC_GROUPS/],
])('what cannot work is said: %o', (environment, base, message) => {
  expect(() => resolveOidc(environment, base)).toThrow(message)
})

it('passkeys belong to a public address with a name', () => {
  expect(passkeysAt(baseUrl)).toEqual({ origin: baseUrl })
  expect(passkeysAt('http://localhost:8443')).toEqual({ origin: 'http://localhost:8443' })
  for (const none of [undefined, 'http://photos.example.org', 'https://192.0.2.1', 'https://[::1]:8443'])
    expect(passkeysAt(none)).toBeUndefined()
})
