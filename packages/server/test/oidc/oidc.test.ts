import { createTestGallery, type TestGallery } from '@vitrine/core/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type OidcOptions } from 'vitrine'
import { createTestClock } from '../../../core/src/testing/test-gallery.ts'
import { createVisitor } from '../../src/testing/visitor.ts'
import { openProvider } from './provider.ts'

const password = 'correct horse battery'
const baseUrl = 'http://gallery.test'
const client = {
  id: 'vitrine',
  secret: 'a secret of the client, long enough',
  redirectUri: `${baseUrl}/sign-in/oidc/callback`,
}

describe('signing in by a provider of OpenID Connect', () => {
  let test: TestGallery
  // The provider goes by the time of this machine.
  const clock = createTestClock(new Date().toISOString())
  let provider: Awaited<ReturnType<typeof openProvider>>
  const logged: unknown[] = []
  beforeAll(async () => {
    test = await createTestGallery({
      secret: 'a secret of the tests that is long enough',
      clock,
      // The provider of the tests is on this machine.
      outbound: { allowedRanges: ['127.0.0.0/8', '::1/128'] },
    })
    provider = await openProvider(client)
  }, 60_000)
  afterAll(async () => {
    await provider?.close()
    await test?.[Symbol.asyncDispose]()
  })

  const serve = (more: Partial<OidcOptions> = {}) => {
    const server = createServer(test.gallery, {
      baseUrl,
      log: (...line) => logged.push(line),
      oidc: {
        issuer: provider.issuer,
        clientId: client.id,
        clientSecret: client.secret,
        name: 'Family ID',
        scopes: ['openid', 'profile', 'email', 'groups'],
        ...more,
      },
    })
    const open = (username = '') =>
      createVisitor({
        baseUrl,
        account: { username, password },
        fetch: (request: Request) => server.fetch(request),
      } as never)
    return { open }
  }
  type Visitor = ReturnType<ReturnType<typeof serve>['open']>
  const system = () => test.gallery.asSystem('test')
  const addUser = (username: string) => system().users.create({ username, password })
  const locationOf = (answer: Response) => answer.headers.get('location') ?? ''
  const begin = async (visitor: Visitor, returnTo = '/tags') => {
    const answer = await visitor.ask(`/sign-in/oidc?return=${encodeURIComponent(returnTo)}`)
    expect(answer.status).toBe(302)
    return locationOf(answer)
  }
  /** As a browser comes back: from another site. */
  const comeBack = (visitor: Visitor, url: URL) =>
    visitor.ask(`${url.pathname}${url.search}`, { headers: { 'sec-fetch-site': 'cross-site' } })
  const whoIs = async (visitor: Visitor) => {
    const { user } = (await (await visitor.ask('/api/v1/session')).json()) as { user: { username: string } | null }
    return user?.username ?? null
  }
  const signIn = async (visitor: Visitor, who: string) =>
    comeBack(visitor, await provider.visit(await begin(visitor), who))
  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
  const link = async (visitor: Visitor, who: string) => {
    await visitor.signIn()
    const page = await visitor.ask(
      '/account/security/identities',
      form({ csrfToken: visitor.csrfToken, currentPassword: password }),
    )
    const [, href = ''] = /href="(http:\/\/localhost[^"]+)">Continue to Family ID/.exec(await page.text()) ?? []
    return comeBack(visitor, await provider.visit(href.replaceAll('&amp;', '&'), who))
  }

  it('links an account of somebody who is signed in, and signs in by it from then on', async () => {
    await addUser('ann')
    provider.people.set('p-ann', { preferred_username: 'ann@family', email: 'ann@example.org', email_verified: true })
    const { open } = serve()
    const stranger = open()
    const page = await (await stranger.ask('/sign-in?return=/tags')).text()
    expect(page).toContain('Sign in with Family ID')
    // Nobody is linked with it yet, and an account is not made either.
    const refused = await signIn(stranger, 'p-ann')
    expect(locationOf(refused)).toBe('/sign-in?return=%2Ftags&fault=IDENTITY_NOT_LINKED')
    expect(await (await stranger.ask(locationOf(refused))).text()).toContain('No account here is linked')
    expect(await whoIs(stranger)).toBeNull()

    const ann = open('ann')
    expect(locationOf(await link(ann, 'p-ann'))).toBe('/account/security?done=linked')
    const security = await (await ann.ask('/account/security?done=linked')).text()
    expect(security).toContain('Family ID: ann@family')
    expect(security).not.toContain('Link Family ID')

    const answer = await signIn(stranger, 'p-ann')
    expect([answer.status, locationOf(answer)]).toEqual([303, '/tags'])
    expect(await whoIs(stranger)).toBe('ann')
    expect(JSON.stringify(logged)).not.toMatch(/eyJ|code=|v[a-z]_/)
  })

  it('AU-27 opens nothing where state, nonce, PKCE, issuer or code do not fit', async () => {
    const { open } = serve()
    const change = (url: URL | string, name: string, value: string) => {
      const changed = new URL(url)
      changed.searchParams.set(name, value)
      return changed
    }
    const refused = async (visitor: Visitor, url: URL) => {
      const answer = await comeBack(visitor, url)
      expect(locationOf(answer)).toMatch(/^\/sign-in\?.*fault=SIGN_IN_FAILED$/)
      expect(await whoIs(visitor)).toBeNull()
    }
    for (const tamper of [
      (url: URL) => change(url, 'state', 'another'),
      (url: URL) => change(url, 'code', 'another'),
      (url: URL) => change(url, 'iss', 'https://evil.test'),
      (url: URL) => new URL(url.pathname, url),
    ]) {
      const visitor = open()
      await refused(visitor, tamper(await provider.visit(await begin(visitor), 'p-ann')))
    }
    for (const [name, value] of [
      ['nonce', 'another'],
      ['code_challenge', 'A'.repeat(43)],
    ] as const) {
      const visitor = open()
      await refused(visitor, await provider.visit(change(await begin(visitor), name, value).href, 'p-ann'))
    }
    // Without the browser that began; and by one that began something else.
    const [one, other] = [open(), open()]
    const ofOne = await provider.visit(await begin(one), 'p-ann')
    await refused(open(), ofOne)
    await begin(other)
    await refused(other, ofOne)
    // Sent a second time: the way back is used up, and the code as well.
    expect((await comeBack(one, ofOne)).status).toBe(303)
    const late = open()
    await refused(late, ofOne)
    const fresh = new URL(await begin(late))
    await refused(late, change(ofOne, 'state', fresh.searchParams.get('state') ?? ''))
    // Somebody who said no there.
    const unwilling = open()
    await refused(unwilling, await provider.visit(await begin(unwilling), ''))
  })

  it('AU-27 changes nothing for whoever is signed in, and links nothing that was not begun', async () => {
    await addUser('bob')
    const { open } = serve()
    const bob = open('bob')
    await bob.signIn()
    expect(locationOf(await bob.ask('/sign-in/oidc?return=/tags'))).toBe('/tags')
    const other = open()
    const url = await provider.visit(await begin(other), 'p-ann')
    expect(locationOf(await comeBack(bob, url))).toBe('/account/security?fault=SIGN_IN_FAILED')
    expect(await whoIs(bob)).toBe('bob')
    // Began as a guest, signed in meanwhile.
    const hasty = open('bob')
    const way = await provider.visit(await begin(hasty), 'p-ann')
    await hasty.signIn()
    await comeBack(hasty, way)
    expect(await whoIs(hasty)).toBe('bob')
    // What is somebody else's stays so.
    expect(locationOf(await link(bob, 'p-ann'))).toBe('/account/security?fault=IDENTITY_TAKEN')
    const wrong = await bob.ask(
      '/account/security/identities',
      form({ csrfToken: bob.csrfToken, currentPassword: 'wrong' }),
    )
    expect(wrong.status).toBe(403)
    const foreign = await bob.ask('/account/security/identities', form({ csrfToken: 'x', currentPassword: password }))
    expect(foreign.status).toBe(403)
    expect(await (await bob.ask('/api/v1/identities')).json()).toEqual({ items: [] })
  })

  it('leads back to pages of the gallery only, and is begun by its own pages', async () => {
    const { open } = serve()
    for (const bad of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)']) {
      const visitor = open()
      const answer = await comeBack(visitor, await provider.visit(await begin(visitor, bad), 'p-ann'))
      expect(locationOf(answer)).toBe('/')
    }
    const visitor = open()
    const answer = await visitor.ask('/sign-in/oidc?return=/tags', { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(locationOf(answer)).toBe('/sign-in?return=%2Ftags')
  })

  it('makes accounts where that is wanted, with the mapped groups, never by an address that is taken or not proven', async () => {
    const family = await system().groups.create({ name: 'Family' })
    const own = await system().groups.create({ name: 'Own' })
    const { open } = serve({ createAccounts: true, groups: { 'the-family': 'Family' } })
    provider.people.set('p-zoe', {
      preferred_username: 'zoe',
      email: 'zoe@example.org',
      email_verified: true,
      groups: ['the-family', 'Own'],
    })
    const zoe = open()
    expect((await signIn(zoe, 'p-zoe')).status).toBe(303)
    expect(await whoIs(zoe)).toBe('zoe')
    const membersOf = async (id: number) => (await system().groups.members(id)).items.map(({ username }) => username)
    expect([await membersOf(family.id), await membersOf(own.id)]).toEqual([['zoe'], []])
    provider.people.set('p-zoe', { preferred_username: 'zoe', groups: ['other'] })
    await signIn(open(), 'p-zoe')
    expect(await membersOf(family.id)).toEqual([])

    // Somebody else's address: proven, it makes no second account; not proven, it is not kept.
    provider.people.set('p-evil', { preferred_username: 'zoe', email: 'ZOE@example.org', email_verified: true })
    expect(locationOf(await signIn(open(), 'p-evil'))).toMatch(/IDENTITY_NOT_LINKED/)
    provider.people.set('p-evil', { preferred_username: 'zoe', email: 'ZOE@example.org', email_verified: false })
    const evil = open()
    await signIn(evil, 'p-evil')
    expect(await whoIs(evil)).toBe('zoe 2')
    const [made] = (await system().users.list({ q: 'zoe 2' })).items
    expect(made?.email).toBeNull()
    // Disabled, nobody comes in, and no other account is made.
    await system().users.update(made?.id ?? 0, { disabled: true })
    expect(locationOf(await signIn(open(), 'p-evil'))).toMatch(/IDENTITY_NOT_LINKED/)
  })

  it('asks for the second factor of the gallery, unless the provider says that it did', async () => {
    const { open } = serve()
    await system().secondFactor.setPolicy({ required: 'everybody' })
    const ann = open()
    const step = await signIn(ann, 'p-ann')
    expect([step.status, await step.text()]).toEqual([200, expect.stringContaining('One more step')])
    expect(await whoIs(ann)).toBeNull()
    provider.people.set('p-ann', { preferred_username: 'ann@family', amr: ['pwd', 'mfa'] })
    expect((await signIn(ann, 'p-ann')).status).toBe(303)
    expect(await whoIs(ann)).toBe('ann')
    await system().secondFactor.setPolicy({ required: 'nobody' })
  })

  it('says so where the provider does not answer, and asks it again later', async () => {
    const { open } = serve({ issuer: 'http://localhost:1' })
    const answer = await open().ask('/sign-in/oidc?return=/tags')
    expect(locationOf(answer)).toBe('/sign-in?return=%2Ftags&fault=SIGN_IN_FAILED')
    const page = await (await open().ask(locationOf(answer))).text()
    expect(page).toContain('Signing in with Family ID did not work')
    expect(await (await open().ask('/sign-in?fault=%3Cscript%3E')).text()).not.toContain('role="alert"')
  })

  describe('an account without a password', () => {
    const csrfOf = async (visitor: Visitor) =>
      ((await (await visitor.ask('/api/v1/session')).json()) as { csrfToken: string }).csrfToken
    const come = async (who: string) => {
      provider.people.set(who, { preferred_username: who })
      const visitor = serve({ createAccounts: true }).open()
      expect((await signIn(visitor, who)).status).toBe(303)
      return visitor
    }
    /** Where the page sends somebody to confirm. */
    const goConfirm = async (visitor: Visitor, purpose: string) => {
      const answer = await visitor.ask('/account/confirm', form({ csrfToken: await csrfOf(visitor), purpose }))
      const [, href = ''] = /href="(http:\/\/localhost[^"]+)">Continue to Family ID/.exec(await answer.text()) ?? []
      return href.replaceAll('&amp;', '&')
    }
    const setPassword = async (visitor: Visitor, next = password) =>
      visitor.ask('/account/password', form({ csrfToken: await csrfOf(visitor), currentPassword: '', password: next }))

    it('gets one after its owner signed in at the provider anew', async () => {
      const mia = await come('mia')
      const before = await (await mia.ask('/account')).text()
      expect(before).toContain('You have none yet')
      expect(before).toContain('Confirm who you are first')
      expect(before).not.toContain('name="currentPassword"')
      expect((await setPassword(mia)).status).toBe(403)
      const door = await (await mia.ask('/account/confirm?for=password')).text()
      expect(door).toContain('Sign in with Family ID anew')
      const way = new URL(await goConfirm(mia, 'password'))
      expect([way.searchParams.get('prompt'), way.searchParams.get('max_age')]).toEqual(['login', '0'])
      const back = await comeBack(mia, await provider.visit(way.href, 'mia'))
      expect(locationOf(back)).toBe('/account?done=confirmed#password')
      const page = await (await mia.ask('/account?done=confirmed')).text()
      expect(page).toContain('You have confirmed who you are')
      expect(page).toContain('Set the password')
      expect(locationOf(await setPassword(mia))).toBe('/account?done=password')
      const again = serve().open('mia')
      await again.signIn()
      expect(await whoIs(again)).toBe('mia')
      // Who has one is asked for it.
      expect(locationOf(await again.ask('/account/confirm?for=delete'))).toBe('/account#delete')
      expect(await (await again.ask('/account')).text()).toContain('name="currentPassword"')
    })

    it('is deleted and gets an app so, each time by a confirmation of its own', async () => {
      const max = await come('max')
      await comeBack(max, await provider.visit(await goConfirm(max, 'add-app'), 'max'))
      const security = await (await max.ask('/account/security')).text()
      expect(security).toContain('Set a password before you unlink it')
      // For the app, and not to delete the account; that uses it up.
      const fields = { csrfToken: await csrfOf(max), currentPassword: '' }
      const refused = await max.ask('/account/delete', form(fields))
      expect([refused.status, await refused.text()]).toEqual([
        403,
        expect.stringContaining('Confirm first who you are'),
      ])
      expect((await max.ask('/account/security/begin', form(fields))).status).toBe(403)
      await comeBack(max, await provider.visit(await goConfirm(max, 'add-app'), 'max'))
      expect(await (await max.ask('/account/security/begin', form(fields))).text()).toContain('class="qr"')
      const back = await comeBack(max, await provider.visit(await goConfirm(max, 'delete'), 'max'))
      expect(locationOf(back)).toBe('/account?done=confirmed#delete')
      expect(locationOf(await max.ask('/account/delete', form(fields)))).toBe('/sign-in?done=deleted')
    })

    it('AU-27 is confirmed by nobody else, nowhere else, by no old way and no old sign-in', async () => {
      const [lea, other] = [await come('lea'), await come('lea')]
      const failed = '/account/confirm?for=delete&fault=1'
      // Another account there.
      expect(locationOf(await comeBack(lea, await provider.visit(await goConfirm(lea, 'delete'), 'p-ann')))).toBe(
        failed,
      )
      expect(await (await lea.ask(failed)).text()).toContain('That did not show that it is you')
      expect(locationOf(await comeBack(lea, await provider.visit(await goConfirm(lea, 'delete'), '')))).toBe(failed)
      // In another browser, a second time, with a state that does not fit.
      const way = await provider.visit(await goConfirm(lea, 'delete'), 'lea')
      expect(locationOf(await comeBack(other, way))).toBe('/account/security?fault=SIGN_IN_FAILED')
      expect(locationOf(await comeBack(lea, way))).toBe('/account?done=confirmed#delete')
      expect(locationOf(await comeBack(lea, way))).toBe('/account/security?fault=SIGN_IN_FAILED')
      const bent = await provider.visit(await goConfirm(lea, 'delete'), 'lea')
      bent.searchParams.set('state', 'another')
      expect(locationOf(await comeBack(lea, bent))).toBe(failed)
      // What was begun to sign in confirms nothing, and what was begun to confirm signs nobody in.
      const guest = serve().open()
      const toSignIn = await provider.visit(await begin(guest), 'lea')
      await comeBack(lea, toSignIn)
      expect(
        (await lea.ask('/account/delete', form({ csrfToken: await csrfOf(lea), currentPassword: '' }))).status,
      ).toBe(303)
      // A sign-in of before: the gallery began a minute after it.
      const ida = await come('ida')
      const begun = new URL(await goConfirm(ida, 'delete'))
      begun.searchParams.delete('prompt')
      begun.searchParams.delete('max_age')
      expect(locationOf(await comeBack(ida, await provider.visit(begun.href, 'ida')))).toBe(failed)
      clock.advance(60_000)
      expect(locationOf(await comeBack(ida, await provider.visit(await goConfirm(ida, 'delete'), 'ida')))).toBe(failed)
      // From a page of another site, without the token of the session, for something that is not asked for.
      const purpose = 'delete'
      expect((await ida.ask('/account/confirm', form({ csrfToken: 'x', purpose }))).status).toBe(403)
      expect((await ida.ask('/account/confirm?for=everything')).status).toBe(404)
      expect((await serve().open().ask('/account/confirm?for=delete')).status).toBe(401)
    })
  })

  it('SS-10: is not looked for in a private network that the owner did not name', async () => {
    await using other = await createTestGallery()
    const before = provider.requests()
    const oidc = { issuer: provider.issuer, clientId: client.id, clientSecret: client.secret }
    const lines: unknown[] = []
    const server = createServer(other.gallery, { baseUrl, oidc, log: (...line) => lines.push(line) })
    const answer = await server.fetch(new Request(`${baseUrl}/sign-in/oidc?return=/tags`))
    expect(locationOf(answer)).toBe('/sign-in?return=%2Ftags&fault=SIGN_IN_FAILED')
    expect(provider.requests()).toBe(before)
    expect(JSON.stringify(lines)).toContain('ADDRESS_NOT_ALLOWED')
    await server.close()
  })

  it('is set up with what can work', () => {
    const fails = (more: Partial<OidcOptions>, options = { baseUrl }) => {
      const oidc = { issuer: 'https://id.example.org', clientId: 'x', ...more }
      return () => createServer(test.gallery, { ...options, oidc })
    }
    expect(fails({})).not.toThrow()
    expect(fails({}, {} as never)).toThrow(/options/)
    for (const bad of [
      { issuer: 'http://id.example.org' },
      { issuer: 'nonsense' },
      { issuer: 'https://id.example.org/?a=b' },
      { clientId: '' },
      { clientSecret: '' },
      { scopes: ['profile'] },
    ])
      expect(fails(bad), JSON.stringify(bad)).toThrow(/options/)
  })
})
