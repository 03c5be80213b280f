import { afterAll, beforeAll, expect, it } from 'vitest'
import { mailLinks, smtpMailer } from 'vitrine'
import { openSmtpBox, type ReceivedMail, type SmtpBox } from '../mail/smtp-box.ts'
import { describeServer, password, type World } from './world.ts'

const next = 'another long one'
const publicAddress = 'https://photos.example.org'

let box: SmtpBox
beforeAll(async () => {
  box = await openSmtpBox()
})
afterAll(() => box[Symbol.asyncDispose]())

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'fine',
    (error: { status: number; code: string }) => `${error.status} ${error.code}`,
  )

const tokenIn = (mail: ReceivedMail | undefined): string => /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

/** Works the queue off; what arrived since the last time. */
const deliver = async ({ gallery }: World, to?: string): Promise<ReceivedMail[]> => {
  while (await gallery.jobs.runNext());
  return box.mails.splice(0).filter((mail) => to === undefined || mail.to.includes(to))
}

const signInBy = async ({ request }: World, credentials: object, headers: Record<string, string> = {}) => {
  const answer = await request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(credentials),
  })
  const [setCookie = ''] = answer.headers.getSetCookie()
  const { csrfToken = '' } = answer.ok ? ((await answer.json()) as { csrfToken: string }) : {}
  const cookie = setCookie.split(';')[0] ?? ''
  return { status: answer.status, setCookie, headers: { cookie, 'x-csrf-token': csrfToken } }
}

const kindOf = async ({ request }: World, headers: Record<string, string>): Promise<string> =>
  ((await (await request('/api/v1/session', { headers })).json()) as { kind: string }).kind

describeServer(
  'accounts',
  (world) => {
    it('are registered, confirmed and signed in to', async () => {
      const { client, as } = world()
      const admin = await as('admin')
      const guest = client()
      expect(await guest.registration.get()).toEqual({ isOpen: false, needsApproval: false, email: 'none' })
      const draft = { username: 'Newcomer', password, email: 'new@example.org' }
      expect(await codeOf(guest.registration.create(draft))).toBe('403 REGISTRATION_CLOSED')
      expect((await admin.settings.accounts()).registration).toBe('off')
      await admin.settings.setAccounts({ registration: 'approval' })
      expect(await guest.registration.get()).toEqual({ isOpen: true, needsApproval: true, email: 'required' })
      expect(await guest.registration.create(draft)).toEqual({ state: 'confirm' })
      const token = tokenIn((await deliver(world(), 'new@example.org'))[0])
      expect(await guest.registration.confirm({ token })).toEqual({ state: 'waiting' })
      expect(await codeOf(guest.registration.confirm({ token }))).toBe('403 ACCOUNT_LINK_INVALID')
      const { items } = await admin.registration.waiting()
      expect(items).toMatchObject([{ username: 'Newcomer', email: 'new@example.org' }])
      expect(await codeOf((await as('member')).registration.waiting())).toBe('403 FORBIDDEN')
      const user = await admin.registration.approve({ id: items[0]?.id ?? 0 })
      expect(user).toMatchObject({ username: 'Newcomer', role: 'user' })
      expect(await codeOf(admin.registration.refuse({ id: items[0]?.id ?? 0 }))).toBe('404 REGISTRATION_NOT_FOUND')
      const [welcome] = await deliver(world(), 'new@example.org')
      expect(welcome?.text).toContain(`${publicAddress}/sign-in`)
      const own = client()
      await own.session.create({ username: 'newcomer', password })
      expect((await own.account.get()).user.id).toBe(user.id)
      await admin.settings.setAccounts({ registration: 'off' })
      await admin.users.delete({ id: user.id })
    })

    it('AU-17: links in mails lead to the configured address, whatever host was asked', async () => {
      const { gallery, users, fetch, baseUrl } = world()
      await gallery.asSystem('test').users.update(users.member.id, { email: 'member@example.org' })
      const path = new URL(`${baseUrl}/api/v1/recovery/request`).pathname
      // What a proxy or a browser would never send, and an attacker does.
      const url = baseUrl.startsWith('http://gallery.test')
        ? `http://evil.example${path}`
        : `${baseUrl}/api/v1/recovery/request`
      const response = await fetch(
        new Request(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-forwarded-host': 'evil.example',
            forwarded: 'host=evil.example',
          },
          body: JSON.stringify({ who: 'member@example.org' }),
        }),
      )
      expect(response.status).toBe(204)
      const [mail] = await deliver(world(), 'member@example.org')
      expect(mail?.text).toContain(`${publicAddress}/reset?token=va_`)
      expect(mail?.raw).not.toContain('evil')
      const guest = world().client()
      const token = tokenIn(mail)
      expect(await codeOf(guest.recovery.resetPassword({ token, password: 'short' }))).toBe('400 INPUT_INVALID')
      expect(await codeOf(guest.recovery.resetPassword({ token, password }))).toBe('fine')
      expect(await codeOf(guest.recovery.resetPassword({ token, password }))).toBe('403 ACCOUNT_LINK_INVALID')
      await deliver(world())
    })

    it('AU-02: a reset is asked for alike for everybody, and takes as long', async () => {
      const { request, gallery, as } = world()
      const admin = await as('admin')
      const rounds = 6
      for (let round = 0; round < rounds; round++) await admin.users.create({ username: `known ${round}`, password })
      const ask = async (who: string) => {
        const start = performance.now()
        const answer = await request('/api/v1/recovery/request', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ who }),
        })
        return { ms: performance.now() - start, told: [answer.status, await answer.text(), answer.headers.get('etag')] }
      }
      const best = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
      const told = new Set<string>()
      for (let round = 0; round < rounds; round++)
        for (const [kind, who] of [
          ['known', `known ${round}`],
          ['unknown', `nobody ${round}`],
        ] as const) {
          const answer = await ask(who)
          told.add(JSON.stringify(answer.told))
          best[kind] = Math.min(best[kind], answer.ms)
          while (await gallery.jobs.runNext());
        }
      expect([...told]).toEqual([JSON.stringify([204, '', null])])
      expect(best.unknown / best.known).toBeGreaterThan(1 / 3)
      expect(best.unknown / best.known).toBeLessThan(3)
      await deliver(world())
    })

    it('AU-15: are guessed at from one place, whatever the headers say', async () => {
      const statuses: number[] = []
      for (let attempt = 0; attempt < 11; attempt++)
        statuses.push(
          (await signInBy(world(), { username: 'forged', password }, { 'x-forwarded-for': `1.2.3.${attempt}` })).status,
        )
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    })

    it('AU-06, AU-07: a cookie from before the sign-in, or after the sign-out, is worth nothing', async () => {
      const before = await signInBy(world(), { username: 'member', password })
      const after = await signInBy(world(), { username: 'member', password }, { cookie: before.headers.cookie })
      expect(after.headers.cookie).not.toBe(before.headers.cookie)
      expect(await kindOf(world(), before.headers)).toBe('guest')
      expect(await kindOf(world(), after.headers)).toBe('user')
      await world().request('/api/v1/session', { method: 'DELETE', headers: after.headers })
      expect(await kindOf(world(), after.headers)).toBe('guest')
    })

    it('are remembered where that is asked for, and otherwise until the browser closes', async () => {
      const plain = await signInBy(world(), { username: 'member', password })
      expect(plain.setCookie).not.toMatch(/Expires|Max-Age/i)
      const kept = await signInBy(world(), { username: 'member', password, remember: true })
      const [, expires = ''] = /Expires=([^;]+)/.exec(kept.setCookie) ?? []
      const days = (Date.parse(expires) - Date.now()) / 86_400_000
      expect(days).toBeGreaterThan(59)
      expect(days).toBeLessThan(61)
      expect(kept.setCookie).toMatch(/HttpOnly/)
      expect(kept.setCookie).toMatch(/SameSite=Lax/)
    })

    it('AU-08: a changed password ends all sessions, and gives this one another cookie', async () => {
      const { request } = world()
      const [here, there] = [
        await signInBy(world(), { username: 'member', password }),
        await signInBy(world(), { username: 'member', password }),
      ]
      const change = (from: string, to: string, headers: Record<string, string>) =>
        request('/api/v1/account/password', {
          method: 'PUT',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ currentPassword: from, password: to }),
        })
      expect((await change('wrong', next, here.headers)).status).toBe(403)
      expect((await change(password, next, { cookie: here.headers.cookie })).status).toBe(403)
      const answer = await change(password, next, here.headers)
      expect(answer.status).toBe(200)
      const { csrfToken } = (await answer.json()) as { csrfToken: string }
      const renewed = { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-csrf-token': csrfToken }
      for (const { headers } of [here, there]) expect(await kindOf(world(), headers)).toBe('guest')
      expect(await kindOf(world(), renewed)).toBe('user')
      expect((await change(next, password, renewed)).status).toBe(200)
      const [mail] = await deliver(world(), 'member@example.org')
      expect(mail?.text).toContain('was changed')
    })

    it('list their sessions and end them', async () => {
      const { as } = world()
      const [member, other, admin] = [await as('member'), await as('member'), await as('admin')]
      const { items } = await member.account.sessions()
      expect(items.filter(({ current }) => current)).toHaveLength(1)
      await member.account.endSessions()
      expect(await codeOf(other.account.get())).toBe('401 UNAUTHENTICATED')
      expect((await member.account.sessions()).items).toHaveLength(1)
      const { id } = world().users.member
      expect((await admin.users.sessions({ id })).items).toMatchObject([{ current: false, remembered: false }])
      expect(await codeOf(member.users.sessions({ id }))).toBe('403 FORBIDDEN')
      await admin.users.endSessions({ id })
      expect(await codeOf(member.account.get())).toBe('401 UNAUTHENTICATED')
      const again = await as('member')
      const [own] = (await again.account.sessions()).items
      expect(await codeOf(again.account.endSession({ sessionId: 'f'.repeat(32) }))).toBe('404 SESSION_NOT_FOUND')
      await again.account.endSession({ sessionId: own?.id ?? '' })
      expect(await codeOf(again.account.get())).toBe('401 UNAUTHENTICATED')
    })

    it('change their address by a link, and their preferences', async () => {
      const { as } = world()
      const member = await as('member')
      expect(await codeOf(member.account.changeEmail({ email: 'a@b.example', currentPassword: 'wrong' }))).toBe(
        '403 PASSWORD_WRONG',
      )
      const account = await member.account.changeEmail({ email: 'moved@example.org', currentPassword: password })
      expect(account).toMatchObject({ pendingEmail: 'moved@example.org', user: { email: 'member@example.org' } })
      const token = tokenIn((await deliver(world(), 'moved@example.org'))[0])
      await member.recovery.confirmEmail({ token })
      expect((await member.account.get()).user.email).toBe('moved@example.org')
      expect((await deliver(world(), 'member@example.org'))[0]?.text).toContain('moved@example.org')
      const { preferences } = await member.account.setPreferences({ photosPerPage: 30 })
      expect(preferences).toEqual({ photosPerPage: 30, recentDays: null, language: null, theme: null })
      expect(await codeOf(member.users.update({ id: world().users.member.id, email: 'x@example.org' }))).toBe(
        '403 FORBIDDEN',
      )
      await world().gallery.asSystem('test').users.update(world().users.member.id, { email: 'member@example.org' })
    })

    it('PR-18: are exported as a file and deleted', async () => {
      const { as, client, request } = world()
      const admin = await as('admin')
      const { id } = await admin.users.create({ username: 'leaver', password, email: 'leaver@example.org' })
      const leaver = await signInBy(world(), { username: 'leaver', password })
      const file = await request('/api/v1/account/export', { headers: leaver.headers })
      expect(file.headers.get('content-disposition')).toBe(`attachment; filename="account-${id}.json"`)
      expect(file.headers.get('cache-control')).toBe('no-store')
      expect(await file.json()).toMatchObject({ profile: { username: 'leaver' }, photos: [] })
      expect((await request('/api/v1/account/export')).status).toBe(401)
      const own = client()
      await own.session.create({ username: 'leaver', password })
      expect(await codeOf(own.account.delete({ currentPassword: 'wrong' }))).toBe('403 PASSWORD_WRONG')
      await own.account.delete({ currentPassword: password })
      expect(await codeOf(own.account.get())).toBe('401 UNAUTHENTICATED')
      expect(await kindOf(world(), leaver.headers)).toBe('guest')
      expect(await codeOf(admin.users.get({ id }))).toBe('404 USER_NOT_FOUND')
      expect(await codeOf(admin.account.delete({ currentPassword: password }))).toBe('409 LAST_ADMINISTRATOR')
    })

    it('AU-10: have no more rights than a moment ago', async () => {
      const { as, client } = world()
      const admin = await as('admin')
      const { id } = await admin.users.create({ username: 'helper', password, role: 'admin', level: 8 })
      const helper = client()
      await helper.session.create({ username: 'helper', password })
      expect((await helper.mail.state()).isSet).toBe(true)
      await admin.users.update({ id, role: 'user' })
      expect(await codeOf(helper.mail.state())).toBe('401 UNAUTHENTICATED')
      await admin.users.delete({ id })
    })

    it('AU-25, AU-21: take nothing from a page of another site', async () => {
      const { request, as } = world()
      const member = await signInBy(world(), { username: 'member', password })
      const paths = [
        ['POST', '/session', { username: 'member', password }],
        ['POST', '/registration', { username: 'x', password }],
        ['POST', '/registration/confirm', { token: 'x' }],
        ['POST', '/recovery/request', { who: 'member' }],
        ['POST', '/recovery/password', { token: 'x', password }],
        ['POST', '/recovery/email', { token: 'x' }],
        ['PUT', '/account/password', { currentPassword: password, password: next }],
        ['PUT', '/account/email', { currentPassword: password, email: 'a@example.org' }],
        ['PATCH', '/account/preferences', { recentDays: 3 }],
        ['POST', '/account/delete', { currentPassword: password }],
        ['DELETE', '/account/sessions', undefined],
      ] as const
      for (const foreign of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
        for (const [method, path, body] of paths) {
          const answer = await request(`/api/v1${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...member.headers, ...foreign },
            ...(body ? { body: JSON.stringify(body) } : {}),
          })
          expect(answer.status, `${method} ${path}`).toBe(403)
          expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('CSRF_REJECTED')
        }
      expect(await (await as('member')).account.get()).toMatchObject({ preferences: { recentDays: null } })
    })

    it('have their mail tried out, and links made to hand over', async () => {
      const { as, client } = world()
      const admin = await as('admin')
      expect(await admin.mail.state()).toEqual({
        isSet: true,
        hasLinks: true,
        description: expect.stringContaining('from Photos <photos@example.org>'),
      })
      expect(await codeOf(admin.mail.test({}))).toBe('400 INPUT_INVALID')
      const { jobId, state } = await admin.mail.test({ to: 'admin@example.org' })
      expect(state).toBe('waiting')
      expect(await deliver(world(), 'admin@example.org')).toHaveLength(1)
      expect((await admin.mail.testResult({ id: jobId })).state).toBe('sent')
      const refused = await admin.mail.test({ to: 'refused@example.org' })
      await deliver(world())
      expect(await admin.mail.testResult({ id: refused.jobId })).toMatchObject({
        state: 'failed',
        reason: expect.stringContaining('No such user here'),
      })
      const { url } = await admin.users.createResetLink({ id: world().users.member.id })
      const token = new URL(url).searchParams.get('token') ?? ''
      await client().recovery.resetPassword({ token, password })
      expect(await codeOf((await as('member')).users.createResetLink({ id: world().users.admin.id }))).toBe(
        '403 FORBIDDEN',
      )
    })
  },
  {},
  () => ({
    mail: {
      mailer: smtpMailer({ url: box.url, from: 'Photos <photos@example.org>' }),
      linkTo: mailLinks({ baseUrl: publicAddress }),
    },
  }),
)

describeServer(
  'an account over https',
  (world) => {
    it('HD-03: has a cookie that no other host can plant', async () => {
      const { setCookie } = await signInBy(world(), { username: 'member', password, remember: true })
      expect(setCookie).toMatch(/^__Host-vitrine_session=vs_[\w-]{43}; /)
      for (const attribute of [/Secure/, /HttpOnly/, /SameSite=Lax/, /Path=\/(;|$)/])
        expect(setCookie).toMatch(attribute)
      expect(setCookie).not.toMatch(/Domain/)
    })

    it('AU-04: takes no password that is no text', async () => {
      for (const bad of ['', null, 7, ['x'], { a: 1 }, undefined])
        for (const credentials of [
          { username: 'member', password: bad },
          { username: bad, password },
        ])
          expect((await signInBy(world(), credentials)).status).toBe(400)
    })

    it('AU-17: without a configured address there is no mail with links', async () => {
      expect(await codeOf(world().client().recovery.requestReset({ who: 'member' }))).toBe('409 MAIL_UNAVAILABLE')
    })
  },
  { baseUrl: 'https://photos.example.org' },
)

describeServer(
  'accounts behind a proxy',
  (world) => {
    it('AU-15: are at the last address that no trusted proxy has', async () => {
      const headers = { 'x-forwarded-for': '203.0.113.1, 198.51.100.7' }
      const { headers: session } = await signInBy(world(), { username: 'member', password }, headers)
      const answer = await world().request('/api/v1/account/sessions', { headers: session })
      const { items } = (await answer.json()) as { items: { address: string | null; current: boolean }[] }
      // Without a socket nobody is known to be the proxy.
      const expected = world().baseUrl.startsWith('http://127.0.0.1') ? '198.51.100.7' : null
      expect(items.find(({ current }) => current)?.address).toBe(expected)
    })
  },
  { trustProxy: 'loopback' },
)
