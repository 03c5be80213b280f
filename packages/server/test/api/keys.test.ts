import { type Client, createClient } from '@vitrine/sdk'
import { contract, listOperations, type Scope, scopesOf } from '@vitrine/sdk/contract'
import { describe, expect, it } from 'vitest'
import { describeServer } from './world.ts'

const operations = listOperations(contract)
const draft = { name: 'Script', scopes: ['read'], expiresInDays: 30 } satisfies Parameters<Client['keys']['create']>[0]

describe('scopes of the contract', () => {
  it('are the fewest that say what each is for', () => {
    const named = new Map(operations.map((operation) => [operation.id, scopesOf(operation)]))
    for (const id of [
      'keys.create',
      'keys.revoke',
      'keys.revokeAll',
      'session.create',
      'users.setPassword',
      'viewAs.start',
    ])
      expect(named.get(id), id).toEqual([])
    expect(named.get('albums.update')).toEqual(['edit', 'organise', 'manage'])
  })
})

describeServer('API keys', (world) => {
  const keyOf = async (who: 'admin' | 'member', ...scopes: Scope[]) => {
    const owner = await world().as(who)
    const { apiKey, key } = await owner.keys.create({ ...draft, scopes })
    return { owner, apiKey, key, client: createClient({ baseUrl: world().baseUrl, fetch: world().fetch, apiKey: key }) }
  }
  const codeOf = async (response: Response): Promise<string> =>
    ((await response.json()) as { error: { code: string } }).error.code

  it('open the API as their user, without a cookie and without a token for writes', async () => {
    const { users, albums } = world()
    const { client, apiKey } = await keyOf('member', 'upload')
    expect(await client.session.get()).toMatchObject({
      kind: 'apiKey',
      user: { id: users.member.id },
      scopes: ['read', 'upload'],
      csrfToken: null,
    })
    expect((await client.albums.list({ parent: null })).items.map(({ id }) => id)).toContain(albums.granted.id)
    await expect(client.albums.get({ id: albums.hidden.id })).rejects.toMatchObject({ code: 'ALBUM_NOT_FOUND' })
    expect((await client.keys.list()).items.map(({ id }) => id)).toContain(apiKey.id)
  })

  it('AU-26 answer 403 to every write, every scope and every door that they were not made for', async () => {
    const { request } = world()
    for (const scope of ['read', 'upload', 'administer'] as const) {
      const { key } = await keyOf('admin', scope)
      const held = scope === 'read' ? ['read'] : ['read', scope]
      for (const operation of operations) {
        if (scopesOf(operation).some((each) => held.includes(each))) continue
        const path = operation.path.replace(/:\w+/g, '1')
        const { method } = operation
        const response = await request(`/api/v1${path}`, {
          method,
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: '{}' }),
        })
        expect([operation.id, response.status, await codeOf(response)]).toEqual([operation.id, 403, 'SCOPE_MISSING'])
      }
    }
    // Whatever is sent, and to whichever door: the routes that are no operations too.
    const { key } = await keyOf('admin', 'read')
    const headers = { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0', 'upload-length': '3' }
    const name = Buffer.from('a.jpg').toString('base64')
    for (const [method, path] of [
      ['POST', '/api/v1/uploads'],
      ['DELETE', '/api/v1/uploads/00000000-0000-0000-0000-000000000000'],
    ] as const)
      expect(
        (
          await request(path, {
            method,
            headers: { ...headers, 'upload-metadata': `filename ${name},album ${Buffer.from('1').toString('base64')}` },
          })
        ).status,
        path,
      ).toBe(403)
  })

  it('AU-26 are not for pages', async () => {
    const { baseUrl, server } = world()
    const { key } = await keyOf('admin', 'administer')
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/admin'],
      ['POST', '/sign-out'],
      ['POST', '/admin/tags/new'],
    ] as const) {
      const body = method === 'POST' ? { body: new URLSearchParams({ name: 'x' }) } : {}
      const headers = { authorization: `Bearer ${key}` }
      const response = await server.fetch(new Request(`${baseUrl}${path}`, { method, headers, ...body }))
      expect(response.status, path).toBe(403)
    }
  })

  it('count alone, whatever cookie comes along', async () => {
    const { request, as } = world()
    const admin = await as('admin')
    const { csrfToken } = await admin.session.get()
    const signIn = await request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'correct horse battery' }),
    })
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const { key } = await keyOf('member', 'read')
    const headers = { cookie, authorization: `Bearer ${key}`, 'x-csrf-token': csrfToken ?? '' }
    expect((await request('/api/v1/users', { headers })).status).toBe(403)
    for (const wrong of [`vk_${'A'.repeat(43)}`, 'x', key.slice(0, -1), 'v'.repeat(5_000)]) {
      const response = await request('/api/v1/albums', { headers: { cookie, authorization: `Bearer ${wrong}` } })
      expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  it('AU-30 are not taken from an address', async () => {
    const { request, users } = world()
    const { key } = await keyOf('member', 'read')
    for (const name of ['key', 'apiKey', 'token', 'access_token', 'authorization']) {
      const response = await request(`/api/v1/session?${name}=${key}`)
      expect(((await response.json()) as { user: unknown }).user).toBeNull()
      expect(users.member).toBeDefined()
    }
  })

  it('AU-09 end at once: revoked, or of somebody who was shut out', async () => {
    const { gallery, users } = world()
    const { client, apiKey } = await keyOf('member', 'read')
    const refused = () => expect(client.albums.list({})).rejects.toMatchObject({ status: 401 })
    const system = gallery.asSystem('test')
    await client.albums.list({})
    await system.users.update(users.member.id, { disabled: true })
    await refused()
    await system.users.update(users.member.id, { disabled: false })
    await client.albums.list({})
    await (await world().as('member')).keys.revoke({ id: apiKey.id })
    await refused()
  })

  it('are seen and ended by administrators, and by nobody else', async () => {
    const { as, users } = world()
    const { apiKey, client } = await keyOf('admin', 'administer')
    const [admin, member] = [await as('admin'), await as('member')]
    const all = await client.keys.list({ user: 'all', limit: 200 })
    expect(all.items.map(({ id }) => id)).toContain(apiKey.id)
    const ofMember = await keyOf('member', 'read')
    expect((await admin.keys.list({ user: users.member.id })).items[0]?.id).toBe(ofMember.apiKey.id)
    await expect(member.keys.list({ user: 'all' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(member.keys.revoke({ id: apiKey.id })).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
    expect(await admin.keys.revoke({ id: ofMember.apiKey.id })).toMatchObject({ state: 'revoked' })
    expect((await admin.keys.revokeAll()).revoked).toBeGreaterThan(0)
    await expect(world().client().keys.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('AU-24 need no token for writes, which others do', async () => {
    const { albums, request } = world()
    const { client } = await keyOf('admin', 'organise')
    const album = await client.albums.create({ name: 'By key', parentId: albums.open.id })
    expect(album.name).toBe('By key')
    // A page of another site cannot send a key, and is refused all the same.
    const { key } = await keyOf('admin', 'organise')
    const response = await request('/api/v1/albums', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'sec-fetch-site': 'cross-site',
      },
      body: JSON.stringify({ name: 'x' }),
    })
    expect([response.status, await codeOf(response)]).toEqual([403, 'CSRF_REJECTED'])
  })
})
