import { createTestGallery, type TestGallery } from '@vitrine/core/testing'
import express, { type Express, type RequestHandler } from 'express'
import fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { account } from './conformance.ts'
import { listen } from './listen.ts'

const closers: (() => PromiseLike<unknown>)[] = []
let test: TestGallery
let vitrine: VitrineServer
const logged: string[] = []

beforeEach(async () => {
  test = await createTestGallery()
  await test.gallery.asSystem('test').users.create({ ...account, role: 'webmaster', level: 8 })
  logged.length = 0
  vitrine = createServer(test.gallery, { basePath: '/photos', log: (_level, message) => void logged.push(message) })
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  await vitrine.close()
  await test[Symbol.asyncDispose]()
})

/** An app whose own parsers come first, as they do in many. */
const start = async (...before: RequestHandler[]): Promise<string> => {
  const app: Express = express()
  for (const each of before) app.use(each)
  app.use('/photos', vitrine.nodeHandler)
  const { origin, close } = await listen(app)
  closers.push(close)
  return `${origin}/photos`
}

const signIn = async (url: string): Promise<Record<string, string>> => {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  expect(response.status).toBe(200)
  const { csrfToken } = (await response.json()) as { csrfToken: string }
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-csrf-token': csrfToken }
}

describe('a host that read the body first', () => {
  it('Express: what json() and urlencoded() read is taken from them', async () => {
    const url = await start(express.json(), express.urlencoded({ extended: true }))
    const identity = await signIn(url)
    const album = await fetch(`${url}/api/v1/albums`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...identity },
      body: JSON.stringify({ name: 'Ísland', description: null }),
    })
    expect(await album.json()).toMatchObject({ name: 'Ísland' })
    const form = await fetch(`${url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...account, return: '/photos/tags' }),
    })
    expect([form.status, form.headers.get('location')]).toEqual([303, '/photos/tags'])
    // Its checks are ours all the same.
    const wrong = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":1,"__proto__":{"a":1}}',
    })
    expect([wrong.status, ((await wrong.json()) as { error: { code: string } }).error.code]).toEqual([
      400,
      'INPUT_INVALID',
    ])
  })

  it('Express: uploads read by raw() are taken, those given to somebody else are a fault that says so', async () => {
    const body = new FormData()
    body.append('album', '1')
    body.append('file', new File(['x'], 'x.jpg'))
    const url = await start(express.raw({ type: 'multipart/form-data' }))
    const kept = await fetch(`${url}/api/v1/photos`, { method: 'POST', headers: await signIn(url), body })
    expect(((await kept.json()) as { error: { code: string } }).error.code).toBe('ALBUM_NOT_FOUND')

    const drained = await start((request, _response, next) => {
      const isUpload = request.headers['content-type']?.startsWith('multipart/')
      if (isUpload) request.resume().once('end', () => next())
      else next()
    })
    const headers = await signIn(drained)
    const lost = await fetch(`${drained}/api/v1/photos`, { method: 'POST', headers, body })
    expect([lost.status, await lost.json()]).toEqual([
      500,
      { error: { code: 'BODY_ALREADY_READ', message: expect.stringContaining('mount the gallery before') } },
    ])
    expect(logged).toContain('A request failed.')
  })

  it('Fastify: its parsers leave nothing, and the answer says what to change', async () => {
    const app = fastify()
    app.all('/photos/*', (request, reply) => {
      reply.hijack()
      vitrine.nodeHandler(request.raw, reply.raw)
    })
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    closers.push(async () => await app.close())
    const response = await fetch(`${origin}/photos/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    })
    expect([response.status, await response.json()]).toMatchObject([500, { error: { code: 'BODY_ALREADY_READ' } }])
    expect((await fetch(`${origin}/photos/api/v1/albums`)).status).toBe(200)
  })

  it('fetch: a request that was read is refused', async () => {
    const request = new Request('http://localhost/photos/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    })
    await request.text()
    expect((await vitrine.fetch(request)).status).toBe(500)
  })
})

it('headers of the host stay, those of the gallery win, and no cookie is lost', async () => {
  const url = await start((_request, response, next) => {
    response.setHeader('x-host', 'mine')
    response.setHeader('content-security-policy', 'default-src *')
    response.cookie('host', 'its own')
    next()
  })
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: 'vitrine_link=x' },
    body: JSON.stringify(account),
  })
  expect(response.headers.get('x-host')).toBe('mine')
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
  const names = response.headers.getSetCookie().map((line) => line.split('=')[0])
  expect(names).toEqual(['host', 'vitrine_session', 'vitrine_link'])
})

it('limits on guessing passwords count by the address that the host names', async () => {
  const guess = (address: string) =>
    vitrine.fetch(
      new Request('http://localhost/photos/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'nobody', password: 'x' }),
      }),
      { address },
    )
  const statuses: number[] = []
  for (let round = 0; round < 60 && !statuses.includes(429); round++) statuses.push((await guess('192.0.2.1')).status)
  expect(statuses).toContain(429)
  expect((await guess('192.0.2.2')).status).toBe(401)
})

it('two galleries in one app see nothing of each other', async () => {
  const other = await createTestGallery()
  closers.push(() => other[Symbol.asyncDispose]())
  await other.gallery.asSystem('test').albums.create({ name: 'Of the other' })
  await test.gallery.asSystem('test').albums.create({ name: 'Of this' })
  const second = createServer(other.gallery, { basePath: '/other' })
  closers.push(() => second.close())
  const app = express()
  app.use('/photos', vitrine.nodeHandler)
  app.use('/other', second.nodeHandler)
  const { origin, close } = await listen(app)
  closers.unshift(close)
  const names = async (path: string) =>
    ((await (await fetch(`${origin}${path}/api/v1/albums`)).json()) as { items: { name: string }[] }).items.map(
      ({ name }) => name,
    )
  expect(await names('/photos')).toEqual(['Of this'])
  expect(await names('/other')).toEqual(['Of the other'])
  const cookie = (await signIn(`${origin}/photos`)).cookie ?? ''
  const there = await fetch(`${origin}/other/api/v1/session`, { headers: { cookie } })
  expect(await there.json()).toMatchObject({ user: null })
})
