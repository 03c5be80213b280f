import type { Gallery } from '@vitrine/core'
import { contract, listOperations } from '@vitrine/sdk/contract'
import { H3 } from 'h3'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createServer } from 'vitrine'
import { describeSqlite } from '../../packages/core/test/dialects.ts'
import { listen } from '../hosts/listen.ts'
import { requestOf } from './ask.ts'
import { type MatrixGallery, openMatrixGallery } from './gallery.ts'
import type { Row } from './row.ts'
import { table } from './table.ts'

const secret = 'what went wrong inside, at /srv/photos/secret.db'

/** What programs throw, each in turn, also what is no error. */
const faults: readonly (() => unknown)[] = [
  () => new Error(secret),
  () => new TypeError(secret),
  () => secret,
  () => Object.assign(new Error(secret), { status: 200, code: 'EIO', body: { secret } }),
]

/** What answers at once, and so throws at once; all else is a promise. One that nobody waits for would end the process. */
const immediate = /^(?:browse\.randomSort|viewAs|accounts\.canReset|sessions\.takesPasskeys|tables\.export)$/

/** Whatever is done with it fails, but for what is asked to find out who comes. */
const broken = <T extends object>(whole: T, count: { faults: number }, path = ''): T =>
  new Proxy(whole, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof name === 'symbol' || soundDoors.has(path + name))
        return typeof member === 'function' ? member.bind(target) : member
      if (typeof member === 'object' && member !== null) return broken(member, count, `${path}${name}.`)
      if (typeof member !== 'function') return member
      // The same gallery, read in another language.
      if (name === 'inLanguage') return (language: string) => broken(member.call(target, language), count, path)
      return () => {
        const fault = faults[count.faults++ % faults.length]?.()
        if (immediate.test(path + name)) throw fault
        return Promise.reject(fault)
      }
    },
  })

/** Of the gallery, and of the gallery as an actor meets it. */
const soundDoors = new Set([
  'sessions.resolve',
  'webhooks.use',
  'hooks',
  'actor',
  'me',
  'site',
  'appearance',
  'maintenance',
  'library.progress',
])

const brokenGallery = (gallery: Gallery, count: { faults: number }): Gallery =>
  new Proxy(broken(gallery, count), {
    get(target, name) {
      if (name !== 'as' && name !== 'forRequest') return Reflect.get(target, name)
      return (actor: Parameters<Gallery['as']>[0]) => broken(gallery[name](actor), count)
    },
  })

/** Operations that ask the gallery for nothing but what every page does. */
const askNothing = [
  'openapi.get',
  'session.get',
  'viewAs.stop',
  'library.progress',
  'themes.list',
  'themes.get',
  'themes.delete',
  'themes.logo',
]

describeSqlite('a defect behind every address', (context) => {
  let matrix: MatrixGallery
  let server: Awaited<ReturnType<typeof listen>>
  const routes: { method: string; path: string }[] = []
  const count = { faults: 0 }
  const logged: string[] = []
  let headers: Readonly<Record<string, string>>

  beforeAll(async () => {
    matrix = await openMatrixGallery(context)
    const on = vi.spyOn(H3.prototype, 'on')
    const { nodeHandler } = createServer(brokenGallery(matrix.gallery, count), {
      costlyPerMinute: null,
      log: (level, message, fields) => level !== 'debug' && logged.push(JSON.stringify([message, fields])),
    })
    for (const [method, path] of on.mock.calls) if (method) routes.push({ method: String(method), path: String(path) })
    on.mockRestore()
    server = await listen(nodeHandler)
    const [any] = listOperations(contract)
    if (any) headers = await matrix.credentials.of('admin', any, undefined)
  }, 120_000)
  afterAll(async () => {
    await server?.close()
    await matrix?.close()
  })

  const expectNoInsides = async (answer: Response, what: string) => {
    const told = `${[...answer.headers].join('\n')}\n${await answer.text()}`
    expect(told, what).not.toContain('secret.db')
    expect(told, what).not.toMatch(/\.ts:\d|node_modules|\n\s+at /)
    if (answer.status < 500) return
    expect(answer.headers.get('cache-control'), what).toBe('no-store')
    const id = answer.headers.get('x-request-id')
    expect(id ?? `${answer.status} ${told}`, what).toMatch(/^[\w-]{36}$/)
    expect(
      logged.some((line) => line.includes(id ?? '')),
      `${what} stands in the log`,
    ).toBe(true)
  }

  it('DO-20: answers 500 with the name of the request, for every operation', async () => {
    for (const operation of listOperations(contract)) {
      const [group = '', name = ''] = operation.id.split('.')
      const row = (table as unknown as Record<string, Record<string, Row<typeof operation>>>)[group]?.[name]
      if (!row) throw new Error(`There is no row for ${operation.id}`)
      const before = count.faults
      const request = requestOf(
        server.origin,
        operation,
        { ...row.send(matrix.subject) },
        await row.file?.(matrix.subject),
      )
      for (const [header, value] of Object.entries(headers)) request.headers.set(header, value)
      const answer = await fetch(request, { redirect: 'manual' })
      await expectNoInsides(answer, operation.id)
      if (askNothing.includes(operation.id)) continue
      expect(count.faults, `${operation.id} asked the gallery`).toBeGreaterThan(before)
      expect(answer.status, operation.id).toBe(500)
    }
  }, 120_000)

  it('DO-20: answers every other address and lives on: pages, pictures, uploads', async () => {
    expect(routes.length).toBeGreaterThan(250)
    const failed: string[] = []
    for (const { method, path } of routes) {
      if (path.startsWith('/api/') || path === '/api') continue
      const at = path.replace(/\*\*(:\w+)?|:\w+/g, '1')
      const writes = method !== 'GET' && method !== 'HEAD'
      const answer = await fetch(`${server.origin}${at}`, {
        method,
        redirect: 'manual',
        headers: { ...headers, ...(writes ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
        ...(writes ? { body: new URLSearchParams({ csrfToken: headers['x-csrf-token'] ?? '' }) } : {}),
      })
      await expectNoInsides(answer, `${method} ${at}`)
      if (answer.status >= 500 && method === 'GET') failed.push(at)
    }
    // Most of them do ask the gallery for something.
    for (const page of ['/', '/albums/1', '/photos/1', '/tags', '/search', '/admin/albums', '/account'])
      expect(failed, page).toContain(page)
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
  }, 120_000)
})
