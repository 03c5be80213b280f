import { type Actor, hostActor } from '@vitrine/core'
import { createClient } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { cookiesOf, describeServer, outcomeOf, type World } from './world.ts'

const shareWith = async (world: World) => {
  const admin = await world.as('admin')
  return admin.shares.create({ name: 'For Zoe', albumIds: [world.albums.hidden.id] })
}

/** Past the checks of the API's answers: pages have errors of their own. */
const openPage = (world: World, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  world.server.fetch(new Request(`http://gallery.test${path}`, { headers }))

describeServer('roles, groups and users', (world) => {
  it('are managed through the API', async () => {
    const admin = await world().as('admin')
    const role = await admin.roles.create({ name: 'Helper', visible: ['view'] })
    expect(await admin.roles.update({ id: role.id, everywhere: ['view'] })).toMatchObject({ everywhere: ['view'] })
    const user = await admin.users.create({ username: 'ann', password: 'long enough', roleId: role.id })
    expect((await admin.users.list({ roleId: role.id })).items).toEqual([user])
    expect(await outcomeOf(admin.roles.delete({ id: role.id }))).toBe('409 ROLE_IN_USE')
    const other = (await admin.roles.list()).items.find(({ key }) => key === 'user')?.id
    await admin.roles.delete({ id: role.id, ...(other === undefined ? {} : { replacement: other }) })
    expect(await admin.users.update({ id: user.id, level: 4, disabled: true })).toMatchObject({
      level: 4,
      disabled: true,
      roleId: other,
    })
    const one = await admin.groups.create({ name: 'One', isDefault: true })
    const two = await admin.groups.duplicate({ id: one.id, name: 'Two' })
    await admin.groups.addMembers({ id: two.id, userIds: [user.id] })
    expect((await admin.groups.members({ id: two.id })).items.map(({ id }) => id)).toEqual([user.id])
    expect(await admin.groups.merge({ id: one.id, from: [two.id] })).toMatchObject({ memberCount: 1 })
    await admin.groups.removeMember({ id: one.id, userId: user.id })
    expect(await admin.groups.update({ id: one.id, name: 'Uno' })).toMatchObject({ name: 'Uno', memberCount: 0 })
    await admin.groups.delete({ id: one.id })
    await admin.users.setPassword({ id: user.id, password: 'even longer' })
    await admin.users.delete({ id: user.id })
    expect(await outcomeOf(admin.users.get({ id: user.id }))).toBe('404 USER_NOT_FOUND')
    expect(await outcomeOf(admin.users.delete({ id: world().users.admin.id }))).toBe('403 FORBIDDEN')
    const member = await world().as('member')
    expect(await outcomeOf(member.roles.list())).toBe('403 FORBIDDEN')
    expect(await outcomeOf(member.users.update({ id: world().users.member.id, role: 'admin' }))).toBe('403 FORBIDDEN')
  })

  it('are explained', async () => {
    const admin = await world().as('admin')
    const { photos, users, albums } = world()
    const explained = await admin.rights.explain({ viewer: 'user', viewerId: users.member.id, photo: photos.hidden.id })
    expect(explained).toMatchObject({ sees: false, reasons: [{ kind: 'no-visible-album' }] })
    expect(explained.albums[0]?.reasons).toEqual([{ kind: 'private', albumId: albums.hidden.id }])
    expect(await outcomeOf(admin.rights.explain({ viewer: 'user', album: 1 }))).toBe('400 INPUT_INVALID')
    expect((await admin.rights.effectiveGrants({ id: albums.granted.id })).grants).toHaveLength(1)
  })
})

describeServer('a share link', (world) => {
  it('opens by header, as its key says, and not after it was revoked', async () => {
    const { key, link } = await shareWith(world())
    for (const headers of [{ authorization: `Link ${key}` }, { 'x-vitrine-link': key }]) {
      const ask = (path: string) => world().request(path, { headers })
      const { items } = (await (await ask('/api/v1/albums')).json()) as { items: { id: number }[] }
      expect(items.map(({ id }) => id)).toEqual([world().albums.hidden.id])
      expect((await ask(`/api/v1/photos/${world().photos.hidden.id}`)).status).toBe(200)
      expect((await ask(`/api/v1/photos/${world().photos.open.id}`)).status).toBe(404)
      expect((await ask(`/api/v1/photos/${world().photos.hidden.id}/original`)).status).toBe(403)
      expect(await (await ask('/api/v1/session')).json()).toMatchObject({ kind: 'link', name: 'For Zoe', user: null })
    }
    await (await world().as('admin')).shares.revoke({ id: link.id })
    for (const wrong of [key, `${key}x`, 'x'.repeat(5_000)])
      expect((await world().request('/api/v1/albums', { headers: { 'x-vitrine-link': wrong } })).status).toBe(401)
  })

  it('leads a browser to its album, pictures too, without telling its key on', async () => {
    const { key, url, link } = await shareWith(world())
    const opened = await world().request(new URL(url, world().baseUrl).pathname, { redirect: 'manual' })
    expect(opened.status).toBe(302)
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer')
    expect(opened.headers.get('cache-control')).toBe('no-store')
    const cookie = cookiesOf(opened)
    expect(opened.headers.getSetCookie()[0]).toMatch(/HttpOnly/)
    const location = opened.headers.get('location') ?? ''
    expect(location).toContain(`/albums/${world().albums.hidden.id}`)
    const page = await world().request(location, { headers: { cookie } })
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(text).toContain('viewing-bar')
    expect(text).not.toContain(key)
    const picture = /src="([^"]*\/media\/[^"]+)"/.exec(text)?.[1] ?? ''
    expect((await world().request(picture, { headers: { cookie } })).status).toBe(200)
    expect((await world().request(picture)).status).toBe(404)

    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const leave = (token: string) =>
      world().request('/leave-link', {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrfToken: token }).toString(),
      })
    expect((await leave(csrfToken)).status).toBe(303)
    await (await world().as('admin')).shares.revoke({ id: link.id })
    // Who had it is told that it has ended.
    expect((await openPage(world(), location, { cookie })).status).toBe(410)
    expect((await openPage(world(), `/s/${key}`)).status).toBe(410)
    for (const wrong of ['vl_nothing', '%00', 'x'.repeat(3_000)])
      expect((await openPage(world(), `/s/${wrong}`)).status).toBe(404)
  })
})

describeServer('looking through other eyes', (world) => {
  it('shows their gallery and refuses to write, until it is stopped', async () => {
    const admin = await world().as('admin')
    const { albums, users } = world()
    expect(await admin.viewAs.start({ viewer: 'user', viewerId: users.member.id })).toEqual({
      type: 'user',
      id: users.member.id,
      name: 'member',
    })
    expect(await admin.session.get()).toMatchObject({ user: { username: 'admin' }, viewAs: { name: 'member' } })
    const seen = (await admin.albums.list()).items.map(({ id }) => id)
    expect(seen).toEqual([albums.open.id, albums.granted.id])
    expect(await outcomeOf(admin.albums.get({ id: albums.hidden.id }))).toBe('404 ALBUM_NOT_FOUND')
    expect(await outcomeOf(admin.albums.update({ id: albums.open.id, name: 'x' }))).toBe('403 PREVIEW_READ_ONLY')
    await admin.viewAs.start({ viewer: 'guest' })
    expect((await admin.albums.list()).total).toBe(1)
    await admin.viewAs.stop()
    expect((await admin.albums.list()).total).toBe(3)
    const member = await world().as('member')
    expect(await outcomeOf(member.viewAs.start({ viewer: 'guest' }))).toBe('403 FORBIDDEN')
    expect(await outcomeOf(world().client().viewAs.start({ viewer: 'guest' }))).toBe('401 UNAUTHENTICATED')
    expect(await outcomeOf(admin.viewAs.start({ viewer: 'group', viewerId: 999 }))).toBe('404 GROUP_NOT_FOUND')
  })

  it('is bound to the session it was begun in, and shown on every page', async () => {
    const signIn = async (username: string) => {
      const answer = await world().request('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'correct horse battery' }),
      })
      const { csrfToken } = (await answer.json()) as { csrfToken: string }
      return { cookie: cookiesOf(answer), csrfToken }
    }
    const [admin, member] = [await signIn('admin'), await signIn('member')]
    const started = await world().request('/view-as', {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: admin.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken: admin.csrfToken, viewer: 'guest', viewerId: '' }).toString(),
    })
    expect(started.status).toBe(303)
    const mark = cookiesOf(started)
    const page = await (await world().request('/', { headers: { cookie: `${admin.cookie}; ${mark}` } })).text()
    expect(page).toContain('You see the gallery as a guest does.')
    expect(page).not.toContain('Hidden canary')
    const forged = mark.replace('guest..', `user.${world().users.admin.id}.`)
    for (const cookie of [`${member.cookie}; ${mark}`, `${member.cookie}; ${forged}`, mark]) {
      const html = await (await world().request('/', { headers: { cookie } })).text()
      expect(html).not.toContain('viewing-bar')
      expect(html).not.toContain('Hidden canary')
    }
  })
})

describeServer('a gallery that is closed to guests', (world) => {
  it('asks for a name on every page, and answers 401 to programs', async () => {
    const admin = await world().as('admin')
    await admin.rights.setGuests({ enabled: false })
    try {
      const guest = world().client()
      expect(await outcomeOf(guest.albums.list())).toBe('401 UNAUTHENTICATED')
      expect(await outcomeOf(guest.photos.get({ id: world().photos.open.id }))).toBe('401 UNAUTHENTICATED')
      expect(await outcomeOf(guest.photos.get({ id: 999 }))).toBe('401 UNAUTHENTICATED')
      expect(await guest.session.get()).toMatchObject({ user: null, kind: 'guest' })
      for (const path of ['/', `/photos/${world().photos.open.id}`, '/photos/999', '/tags']) {
        const page = await world().request(path, { redirect: 'manual' })
        expect([page.status, page.headers.get('location')]).toEqual([302, expect.stringContaining('/sign-in?return=')])
      }
      expect((await world().request('/sign-in')).status).toBe(200)
      expect((await (await world().as('member')).albums.list()).total).toBe(2)
    } finally {
      await admin.rights.setGuests({ enabled: true })
    }
    expect((await world().client().albums.list()).total).toBe(1)
  })
})

const people: Record<string, Actor | null | 'throw' | 'nonsense' | { kind: 'system'; reason: string }> = {
  zoe: hostActor({ subject: 'zoe', name: 'Zoe', role: 'user', level: 0, groupIds: [] }),
  chief: hostActor({ subject: 'chief', role: 'admin', level: 8, groupIds: [] }),
  nobody: null,
  throw: 'throw',
  nonsense: 'nonsense',
  system: { kind: 'system', reason: 'forged' },
}

describeServer(
  'people of the host application',
  (world) => {
    const as = (person: string) =>
      createClient({
        baseUrl: world().baseUrl,
        maxRetries: 0,
        fetch: (request) => {
          request.headers.set('x-person', person)
          return world().fetch(request)
        },
      })

    it('come with the rights that the host gives them', async () => {
      expect(await as('zoe').session.get()).toMatchObject({ kind: 'host', name: 'Zoe', user: null })
      expect((await as('zoe').albums.list()).total).toBe(1)
      expect((await as('chief').albums.list()).total).toBe(3)
      expect((await as('nobody').albums.list()).total).toBe(1)
      const page = await world().request('/', { headers: { 'x-person': 'zoe' } })
      expect(await page.text()).not.toContain('/sign-out')
      expect(await outcomeOf(as('chief').viewAs.start({ viewer: 'guest' }))).toBe('403 FORBIDDEN')
    })

    it('are kept out where the host does not know', async () => {
      for (const person of ['throw', 'nonsense', 'system']) {
        expect(await outcomeOf(as(person).albums.list())).toBe('503 ACTOR_UNRESOLVED')
        for (const path of ['/', `/photos/${world().photos.open.id}`]) {
          const page = await openPage(world(), path, { 'x-person': person })
          expect(page.status).toBe(503)
          expect(await page.text()).not.toContain('red')
        }
      }
    })
  },
  {
    resolveActor: async (request) => {
      const person = people[request.headers.get('x-person') ?? 'nobody']
      if (person === 'throw') throw new Error('The host is down.')
      return (person ?? null) as Actor | null
    },
  },
)
