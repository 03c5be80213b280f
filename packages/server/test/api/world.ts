import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Album,
  type CreateGalleryOptions,
  createGallery,
  fsStorage,
  type Gallery,
  type Photo,
  sqlite,
  type User,
} from '@vitrine/core'
import { type Client, createClient, type Fetch, VitrineApiError } from '@vitrine/sdk'
import { contract, ErrorBody, listOperations } from '@vitrine/sdk/contract'
import sharp from 'sharp'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type CreateServerOptions, createServer, type VitrineServer } from 'vitrine'

export const password = 'correct horse battery'

/** The cookies that an answer sets, as a request sends them. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** What a call is refused with, such as `404 PHOTO_NOT_FOUND`; `ok` where it is not. */
export const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof VitrineApiError) return `${error.status} ${error.code}`
      throw error
    },
  )

/** A real JPEG of one colour; another colour is another file. */
export const jpeg = (colour: string, size = { width: 90, height: 60 }): Promise<Buffer> =>
  sharp({ create: { ...size, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

const countParams = (path: string): number => path.split(':').length - 1

// Fixed parts first, as the router has it: `/tags/managed` is no `/tags/:id`.
const routes = listOperations(contract)
  .toSorted((a, b) => countParams(a.path) - countParams(b.path))
  .map((operation) => ({
    operation,
    pattern: new RegExp(`/api/v1${operation.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
  }))

/** Holds every answer of the API against the contract, whatever a test looks at. */
const checked =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const { pathname } = new URL(request.url)
    const { method } = request
    const response = await fetch(request)
    const route = routes.find(({ operation, pattern }) => operation.method === method && pattern.test(pathname))
    const what = `${method} ${pathname} → ${response.status}`
    expect(response.headers.get('x-content-type-options'), what).toBe('nosniff')
    if (response.status >= 400) {
      const isPage =
        response.headers.get('content-type')?.startsWith('text/html') && !/^(?:\/[^/]+)*\/api\//.test(pathname)
      if (!isPage && method !== 'HEAD') v.parse(ErrorBody, await response.clone().json())
      expect(response.headers.get('cache-control'), what).toBe('no-store')
      expect(response.headers.get('set-cookie'), what).toBeNull()
    } else if (route?.operation.output) {
      const result = v.safeParse(route.operation.output, await response.clone().json())
      expect(result.issues, what).toBeUndefined()
      const { encoding, status } = route.operation
      const statuses = encoding === 'multipart' && status === 201 ? [200, 201, 202] : [status]
      expect(statuses, what).toContain(response.status)
    }
    return response
  }

/** A gallery with something to hide, behind a real server. */
export interface World {
  readonly gallery: Gallery
  readonly server: VitrineServer
  /** With the base path. */
  readonly baseUrl: string
  /** Sends any request, for what a client cannot do wrong. */
  readonly fetch: Fetch
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  readonly users: { readonly admin: User; readonly member: User }
  readonly albums: { readonly open: Album; readonly granted: Album; readonly hidden: Album }
  readonly photos: { readonly open: Photo; readonly hidden: Photo }
  /** Log lines of the server. */
  readonly logged: { level: string; message: string; fields: unknown }[]
  readonly client: () => Client
  /** A client that is signed in. */
  readonly as: (username: 'admin' | 'member') => Promise<Client>
  /** The cookies of a session, for requests that no client makes. */
  readonly cookieOf: (username: 'admin' | 'member') => Promise<string>
}

export const openWorld = async (
  transport: 'fetch' | 'socket',
  options: CreateServerOptions,
  galleryOptions: Partial<CreateGalleryOptions> = {},
): Promise<{ world: World; close: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-api-'))
  const gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'data') }),
    cacheFolder: join(folder, 'cache'),
    passwordCost: { N: 1024, r: 8, p: 1 },
    ...galleryOptions,
  })
  const system = gallery.asSystem('test')
  const users = {
    admin: await system.users.create({ username: 'admin', password, role: 'webmaster', level: 8 }),
    member: await system.users.create({ username: 'member', password }),
  }
  const albums = {
    open: await system.albums.create({ name: 'Open' }),
    granted: await system.albums.create({ name: 'Granted', visibility: 'private' }),
    hidden: await system.albums.create({ name: 'Hidden canary', visibility: 'private' }),
  }
  await system.albums.setGrants(albums.granted.id, {
    inherit: true,
    grants: [{ principal: { type: 'user', id: users.member.id }, capabilities: ['view', 'download', 'upload'] }],
  })

  const logged: World['logged'] = []
  const server = createServer(gallery, {
    log: (level, message, fields) => logged.push({ level, message, fields }),
    ...options,
  })
  const basePath = options.basePath ?? ''
  let baseUrl = `http://gallery.test${basePath}`
  let fetch: Fetch = checked(server.fetch)
  let stop = async (): Promise<void> => {}
  if (transport === 'socket') {
    const http = createHttpServer(server.nodeHandler)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}${basePath}`
    fetch = checked((request) => globalThis.fetch(request))
    stop = () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      })
  }

  const client = (): Client => createClient({ baseUrl, fetch })
  const as = async (username: 'admin' | 'member'): Promise<Client> => {
    const each = client()
    await each.session.create({ username, password })
    return each
  }
  const request: World['request'] = (path, init) => fetch(new Request(`${baseUrl}${path}`, init))
  const cookieOf: World['cookieOf'] = async (username) =>
    cookiesOf(
      await request('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      }),
    )
  const admin = await as('admin')
  const put = async (album: Album, colour: string, title: string): Promise<Photo> => {
    const file = new File([new Uint8Array(await jpeg(colour))], `${title}.jpg`)
    const { photo } = await admin.photos.upload({ file, album: album.id, title, tags: [`tag ${title}`] })
    return system.photos.get(photo.id)
  }
  const photos = {
    open: await put(albums.open, '#c33', 'red'),
    hidden: await put(albums.hidden, '#33c', 'blue canary'),
  }
  const world: World = {
    gallery,
    server,
    baseUrl,
    fetch,
    request,
    users,
    albums,
    photos,
    logged,
    client,
    as,
    cookieOf,
  }
  const close = async (): Promise<void> => {
    await stop()
    await server.close()
    await gallery.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { world, close }
}

/** Runs the same tests through `fetch` in this process and through a real socket. */
export const describeServer = (
  name: string,
  tests: (world: () => World) => void,
  options: CreateServerOptions = {},
  galleryOptions: () => Partial<CreateGalleryOptions> = () => ({}),
): void => {
  describe.each(['fetch', 'socket'] as const)(`${name}, by %s`, (transport) => {
    let made: Awaited<ReturnType<typeof openWorld>> | undefined
    beforeAll(async () => {
      made = await openWorld(transport, options, galleryOptions())
    })
    afterAll(() => made?.close())
    tests(() => {
      if (!made) throw new Error('The world is not there yet.')
      return made.world
    })
  })
}
