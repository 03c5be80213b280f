import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { describeServer } from '../api/world.ts'

/** The text of a page, with the token of its forms. */
const readPage = async (response: Response) => {
  const html = await response.text()
  return { html, status: response.status, csrfToken: /name="csrfToken" value="([^"]+)"/.exec(html)?.[1] ?? '' }
}

describeServer('the pages of webhooks', (world) => {
  const signIn = async (username: 'admin' | 'member') => {
    const { request, cookieOf } = world()
    const cookie = await cookieOf(username)
    const get = async (path: string) => readPage(await request(path, { headers: { cookie } }))
    const post = async (path: string, fields: Record<string, string>) =>
      request(path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      })
    return { get, post }
  }

  it('add one and show its secret once, pause it, and send it everything again', async () => {
    const admin = await signIn('admin')
    const { csrfToken, html } = await admin.get('/admin/webhooks')
    expect(html).toContain('Nobody is told yet')
    const made = await readPage(
      await admin.post('/admin/webhooks', {
        csrfToken,
        url: 'https://example.org/hook',
        types: 'photo.* album.created',
      }),
    )
    const [secret] = /whsec_[\w+/]+=*/.exec(made.html.replaceAll('&#43;', '+')) ?? []
    expect(secret).toBeDefined()
    const [webhook] = await world().gallery.asSystem('test').webhooks.list()
    const path = `/admin/webhooks/${webhook?.id}`
    const shown = await admin.get(path)
    expect(shown.html).not.toContain('whsec_')
    expect(shown.html).toContain('value="photo.* album.created"')
    expect((await admin.post(`${path}/pause`, { csrfToken })).status).toBe(303)
    expect((await admin.post(`${path}/replay`, { csrfToken, since: '2000-01-01' })).status).toBe(303)
    expect(
      await world()
        .gallery.asSystem('test')
        .webhooks.get(webhook?.id as number),
    ).toMatchObject({ state: 'paused' })
    expect((await admin.post(`${path}/replay`, { csrfToken, since: 'yesterday' })).status).toBe(400)
    expect((await admin.post(path, { csrfToken, url: 'http://10.0.0.1/' })).status).toBe(400)
    expect((await admin.post(`${path}/delete`, { csrfToken })).status).toBe(303)
    expect((await admin.get(path)).status).toBe(404)
  })

  it('SS-10: send no test into a private network that nobody allowed', async () => {
    const listener = createHttpServer((_, response) => response.end())
    let connections = 0
    listener.on('connection', () => (connections += 1))
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const { port } = listener.address() as AddressInfo
    const admin = await signIn('admin')
    const { csrfToken } = await admin.get('/admin/webhooks')
    await admin.post('/admin/webhooks', { csrfToken, url: `http://localhost:${port}/` })
    const [webhook] = await world().gallery.asSystem('test').webhooks.list()
    const sent = await admin.post(`/admin/webhooks/${webhook?.id}/test`, { csrfToken })
    expect(sent.headers.get('location')).toContain('tested=none')
    expect(connections).toBe(0)
    await admin.post(`/admin/webhooks/${webhook?.id}/delete`, { csrfToken })
    await new Promise((resolve) => listener.close(resolve))
  })

  it('are for administrators, and take no form of another site', async () => {
    const member = await signIn('member')
    expect((await member.get('/admin/webhooks')).status).toBe(403)
    const admin = await signIn('admin')
    expect((await admin.post('/admin/webhooks', { csrfToken: 'wrong', url: 'https://example.org/' })).status).toBe(403)
    expect(await world().gallery.asSystem('test').webhooks.list()).toEqual([])
  })
})
