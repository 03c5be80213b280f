import { createClient, type GalleryEvent, VitrineApiError } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { describeServer, password } from './world.ts'

/** The events that come while something is done, up to a number of them. */
const collect = async (
  stream: AsyncIterable<GalleryEvent>,
  count: number,
  controller: AbortController,
): Promise<GalleryEvent[]> => {
  const items: GalleryEvent[] = []
  for await (const event of stream) {
    items.push(event)
    if (items.length === count) controller.abort()
  }
  return items
}

describeServer('events', (world) => {
  it('AZ-32: come as they happen, and only those that the asker may know of', async () => {
    const { gallery, albums } = world()
    const system = gallery.asSystem('test')
    const admin = await world().as('admin')
    const member = await world().as('member')
    const { cursor: after } = await admin.events.list({ after: await system.events.latest() })
    const [forAdmin, forMember] = [new AbortController(), new AbortController()]
    const told = collect(admin.events.subscribe({ after, types: ['album.*'], signal: forAdmin.signal }), 3, forAdmin)
    const toldMember = collect(member.events.subscribe({ after, signal: forMember.signal }), 2, forMember)
    await system.albums.update(albums.open.id, { description: 'one' })
    await system.albums.update(albums.hidden.id, { description: 'two' })
    await system.albums.update(albums.granted.id, { description: 'three' })
    const ids = (events: GalleryEvent[]) => events.map(({ subject }) => subject.id)
    expect(ids(await told)).toEqual([albums.open.id, albums.hidden.id, albums.granted.id])
    expect(ids(await toldMember)).toEqual([albums.open.id, albums.granted.id])
  })

  it('go on where a connection was lost', async () => {
    const { gallery, albums, fetch, baseUrl } = world()
    const system = gallery.asSystem('test')
    let connections = 0
    const cut: AbortController[] = []
    const client = createClient({
      baseUrl,
      fetch: async (request) => {
        connections += 1
        const connection = new AbortController()
        cut.push(connection)
        const { body, status, headers } = await fetch(request)
        const piped = body?.pipeThrough(new TransformStream(), { signal: connection.signal })
        return new Response(piped ?? null, { status, headers })
      },
    })
    const after = await system.events.latest()
    const controller = new AbortController()
    const seen: string[] = []
    const reading = (async () => {
      for await (const event of client.events.subscribe({ after, signal: controller.signal })) {
        seen.push(event.id)
        if (seen.length === 1) {
          await system.albums.update(albums.open.id, { description: 'while it is away' })
          cut.at(-1)?.abort()
        }
        if (seen.length === 2) controller.abort()
      }
    })()
    await system.albums.update(albums.open.id, { description: 'first' })
    await reading
    expect(new Set(seen).size).toBe(2)
    expect(connections).toBeGreaterThan(1)
  })

  it('AZ-32: end when their session does', async () => {
    const { request } = world()
    const cookies: string[] = []
    const signedIn = await request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'member', password }),
    })
    cookies.push(...signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? ''))
    const { csrfToken } = (await signedIn.json()) as { csrfToken: string }
    const headers = { cookie: cookies.join('; ') }
    const stream = await request('/api/v1/events', { headers })
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers.get('cache-control')).toBe('no-store')
    await request('/api/v1/session', { method: 'DELETE', headers: { ...headers, 'x-csrf-token': csrfToken } })
    const startedAt = performance.now()
    expect(await stream.text()).toMatch(/^retry: 3000\nid: \d+-\d+\n\n$/)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  it('AZ-32: end for whom they are taken away from', async () => {
    const { gallery, albums } = world()
    const system = gallery.asSystem('test')
    const member = await world().as('member')
    const after = await system.events.latest()
    const controller = new AbortController()
    const told = collect(member.events.subscribe({ after, signal: controller.signal }), 1, controller)
    await system.albums.update(albums.granted.id, { visibility: 'private', description: 'gone' })
    await system.albums.setGrants(albums.granted.id, { inherit: true, grants: [] })
    await system.albums.update(albums.granted.id, { description: 'not to be told' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    await system.albums.update(albums.open.id, { description: 'the end' })
    const last = (await told).at(-1)
    expect([albums.open.id, albums.granted.id]).toContain(last?.subject.id)
    if (last?.subject.id === albums.granted.id) expect(last.type).toBe('album.updated')
  })

  it('are eight streams to a visitor at most', async () => {
    const { request } = world()
    const open: Response[] = []
    for (let count = 0; count < 8; count++) open.push(await request('/api/v1/events'))
    const refused = await request('/api/v1/events')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    for (const stream of open) await stream.body?.cancel()
    await expect
      .poll(async () => {
        const again = await request('/api/v1/events')
        await again.body?.cancel()
        return again.status
      })
      .toBe(200)
  })

  it('refuse what is no place', async () => {
    const response = await world().request('/api/v1/events', { headers: { 'last-event-id': '999999999999999999-1' } })
    expect(response.status).toBe(400)
    const client = world().client()
    await expect(client.events.subscribe({ types: ['nothing'] }).next()).rejects.toBeInstanceOf(VitrineApiError)
  })
})

describeServer('webhooks over the API', (world) => {
  it('are made, changed, looked at and ended by administrators', async () => {
    const admin = await world().as('admin')
    const { webhook, secret } = await admin.webhooks.create({ url: 'https://example.org/hook', types: ['photo.*'] })
    expect(secret).toMatch(/^whsec_[\w+/]+=*$/)
    const { id } = webhook
    expect(await admin.webhooks.update({ id, state: 'paused', description: 'A test' })).toMatchObject({
      state: 'paused',
      description: 'A test',
      types: ['photo.*'],
    })
    expect((await admin.webhooks.list()).items).toHaveLength(1)
    expect((await admin.webhooks.deliveries({ id })).items).toEqual([])
    expect(await admin.webhooks.replay({ id, after: '0-0' })).toMatchObject({ cursor: '0-0' })
    expect((await admin.webhooks.renewSecret({ id })).secret).not.toBe(secret)
    await expect(admin.webhooks.resend({ id, deliveryId: 1 })).rejects.toMatchObject({ code: 'DELIVERY_NOT_FOUND' })
    await expect(admin.webhooks.create({ url: 'http://127.0.0.1/' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      issues: [{ path: 'url' }],
    })
    const member = await world().as('member')
    await expect(member.webhooks.list()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(member.webhooks.get({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await admin.webhooks.delete({ id })
    await expect(admin.webhooks.get({ id })).rejects.toMatchObject({ code: 'WEBHOOK_NOT_FOUND' })
  })
})
