import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Somebody whom the provider knows. */
export interface Person {
  preferred_username?: string
  email?: string
  email_verified?: boolean
  groups?: string[]
  amr?: string[]
}

/** A provider of OpenID Connect, with people who sign in there as soon as they are asked to. */
export const openProvider = async (client: { id: string; secret: string; redirectUri: string }) => {
  const people = new Map<string, Person>()
  let present = ''
  let requests = 0
  const http = createServer((request, response) => {
    requests += 1
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response)
    const result = present === '' ? { error: 'access_denied' } : { login: { accountId: present } }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(http.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub', 'amr'],
      profile: ['preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    scopes: ['openid', 'profile', 'email', 'groups'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) =>
      people.has(id) ? { accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) } : undefined,
    // Nobody is asked whether the gallery may know.
    loadExistingGrant: async (context) => {
      const { oidc } = context
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
  })
  const handle = provider.callback()

  /** Goes to the provider as somebody, by a browser that was never there. @returns Where it sends them back to. */
  const visit = async (url: string, who: string): Promise<URL> => {
    present = who
    const cookies = new Map<string, string>()
    for (let at = new URL(url), count = 0; count < 10; count++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const location = answer.headers.get('location')
      if (location === null)
        throw new Error(`The provider stays at ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
      at = new URL(location, at)
      if (at.href.startsWith(client.redirectUri)) return at
    }
    throw new Error('The provider sends in circles.')
  }

  return {
    issuer,
    people,
    visit,
    requests: () => requests,
    close: () =>
      new Promise<void>((resolve) => {
        http.closeAllConnections()
        http.close(() => resolve())
      }),
  }
}
