import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer as createHttpServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActorGallery, Gallery } from '../../packages/core/src/gallery.types.ts'
import { buildIfStale } from '../../scripts/build.mjs'
import { type KeptSeeds, openKeptSeeds } from '../seed/kept-seeds.ts'
import { seededPassword } from '../seed/seed-people.ts'
import { askedScale, type Scale, scales } from './scale.ts'

/** A seeded gallery, warm, with a server in front of it. */
export interface ScaledGallery {
  readonly scale: Scale
  readonly gallery: Gallery
  readonly guest: ActorGallery
  readonly member: ActorGallery
  /** Albums with a page of photos at least, by who may see them. */
  readonly albums: { readonly guest: readonly FullAlbum[]; readonly member: readonly FullAlbum[] }
  /** Counts requests, so that each is for another thing. */
  turn: number
  /** Gets a page over HTTP. */
  fetch(path: string, cookie?: string): Promise<string>
  /** Of the member's session. */
  readonly cookie: string
}

export interface FullAlbum {
  readonly id: number
  /** Of its page. */
  readonly path: string
}

export interface ScaledPair {
  readonly small: ScaledGallery
  readonly large: ScaledGallery
}

let opened: Promise<ScaledPair> | undefined
const ends: (() => Promise<unknown>)[] = []

/** The galleries that all benches of this process share: opening one of a million photos takes as long as measuring it. */
export const scaledPair = (): Promise<ScaledPair> => {
  opened ??= openPair()
  return opened
}

/** Closes what {@link scaledPair} opened. */
export const closeScaledPair = async (): Promise<void> => {
  for (const end of ends.splice(0).reverse()) await end()
  opened = undefined
}

/** What is measured is what is published: sources that are compiled while they run carry a fifth more, for the names of functions. */
const loadBuilt = async () => {
  await buildIfStale()
  const [core, server] = await Promise.all([import('@vitrine/core'), import('vitrine')])
  return { ...core, createServer: server.createServer }
}
type Built = Awaited<ReturnType<typeof loadBuilt>>

const openPair = async (): Promise<ScaledPair> => {
  const built = await loadBuilt()
  const { scale, database } = askedScale()
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-scale-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  const seeds = await openKeptSeeds(database)
  ends.push(() => seeds.close())
  return {
    small: await openSide(built, seeds, scales['1k'], folder),
    large: await openSide(built, seeds, scale, folder),
  }
}

const memberId = 2

const openSide = async (built: Built, seeds: KeptSeeds, scale: Scale, folder: string): Promise<ScaledGallery> => {
  const { url } = await seeds.open(scale, folder)
  const { createGallery, fsStorage, guest, mysql, sqlite, userActor } = built
  const gallery = await createGallery({
    database: url.startsWith('sqlite:') ? sqlite({ file: url.slice('sqlite:'.length) }) : mysql({ uri: url }),
    storage: fsStorage({ root: join(folder, `${scale.name}-originals`) }),
    cacheFolder: join(folder, `${scale.name}-cache`),
  })
  ends.push(() => gallery.close())
  const [asGuest, asMember] = [gallery.as(guest), gallery.as(userActor(memberId))]
  // Waits for the photos to be in memory, as a server that runs for a while has them.
  for (const as of [asGuest, asMember]) await as.browse.calendar()
  const http = await listen(built, gallery)
  const cookie = await signIn(http.base)
  return {
    scale,
    gallery,
    guest: asGuest,
    member: asMember,
    albums: { guest: await fullAlbums(asGuest, scale), member: await fullAlbums(asMember, scale) },
    turn: 0,
    cookie,
    fetch: (path, sent) => fetchText(http.agent, `${http.base}${path}`, sent),
  }
}

const pageSize = 50

/** Up to 100 of them, spread over the gallery. */
const fullAlbums = async (as: ActorGallery, scale: Scale): Promise<FullAlbum[]> => {
  const found: FullAlbum[] = []
  const step = Math.max(1, Math.floor(scale.albums / 2_000))
  for (let first = 1; first <= scale.albums && found.length < 100; first += 500 * step) {
    const ids = Array.from({ length: 500 }, (_, n) => first + n * step).filter((id) => id <= scale.albums)
    for (const { id, slug, counts } of await as.albums.getMany(ids))
      if (counts.photos >= pageSize) found.push({ id, path: `/albums/${id}-${encodeURIComponent(slug)}` })
  }
  if (found.length === 0) throw new Error('No album fills a page.')
  return found.slice(0, 100)
}

const listen = async ({ createServer }: Built, gallery: Gallery): Promise<{ base: string; agent: Agent }> => {
  const server = createServer(gallery, { costlyPerMinute: null })
  const http: Server = createHttpServer((request, response) => server.nodeHandler(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  ends.push(async () => {
    agent.destroy()
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
    await server.close()
  })
  return { base: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, agent }
}

const signIn = async (base: string): Promise<string> => {
  const response = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: `user${memberId}`, password: seededPassword }),
  })
  if (!response.ok) throw new Error(`Signing in: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const fetchText = (agent: Agent, url: string, cookie?: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: cookie === undefined ? {} : { cookie } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('error', reject)
      response.once('end', () => {
        const text = Buffer.concat(parts).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${url} answered ${response.statusCode}`))
      })
    }).once('error', reject)
  })
