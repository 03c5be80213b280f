import type { ChildProcess } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { guest } from '../packages/core/src/access/actor.ts'
import type { Gallery } from '../packages/core/src/gallery.types.ts'
import { createServer, type VitrineServer } from '../packages/server/src/index.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { closeServers, listen, rate, startClient } from './kernel/http-load.ts'
import { openGallery } from './kernel/open-gallery.ts'

/** A rendered size from the cache through the whole server, with the guest's rights looked up for it, against `node:http` sending that file. */
interface State {
  readonly gallery: Gallery
  readonly vitrine: VitrineServer
  readonly servers: readonly Server[]
  readonly client: ChildProcess
  readonly galleryUrls: readonly string[]
  readonly fileUrls: readonly string[]
}

const photos = 100

/** The least that sends a file: read, its length and type, sent. */
const createFileServer = (root: string): Server =>
  createHttpServer((request, response) => {
    readFile(join(root, decodeURIComponent(request.url ?? ''))).then(
      (bytes) => {
        response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length })
        response.end(bytes)
      },
      () => response.writeHead(404).end(),
    )
  })

const setup = async ({ folder, random }: BenchWorld): Promise<State> => {
  await mkdir(join(folder, 'gallery'))
  const gallery = await openGallery(join(folder, 'gallery'))
  const system = gallery.asSystem('bench')
  const { id: album } = await system.albums.create({ name: 'Bench' })
  const as = gallery.as(guest)
  const paths: string[] = []
  for (let n = 0; n < photos; n++) {
    const data = Buffer.alloc(600 * 400 * 3)
    for (let at = 0; at < data.length; at++) data[at] = 100 + random() * 60
    const picture = await sharp(data, { raw: { width: 600, height: 400, channels: 3 } })
      .jpeg()
      .toBuffer()
    const { photo } = await system.photos.add({ content: Readable.from([picture]), fileName: `${n}.jpg`, album })
    const { key } = await as.derivatives.open(photo.id, { size: '2small' })
    paths.push(`/media/${photo.id}/2small-${key}`)
  }
  const vitrine = createServer(gallery, {})
  const cache = join(folder, 'gallery', 'cache')
  const files = (await readdir(cache, { recursive: true })).filter((name) => name.includes('.2small.'))
  const [server, fileServer] = [createHttpServer(vitrine.nodeHandler), createFileServer(cache)]
  const [origin, fileOrigin] = [await listen(server), await listen(fileServer)]
  return {
    gallery,
    vitrine,
    servers: [server, fileServer],
    client: startClient(),
    galleryUrls: paths.map((path) => `${origin}${path}`),
    fileUrls: files.map((name) => `${fileOrigin}/${name}`),
  }
}

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'cached-derivative.server-to-file-server',
    unit: 'per-second',
    measure: 'returned',
    better: 'higher',
    limits: { ratio: 0.7 },
    times: 2_000,
    setup,
    teardown: async ({ gallery, vitrine, servers, client }) => {
      client.kill()
      closeServers(servers)
      await vitrine.close()
      await gallery.close()
    },
    baseline: ({ client, fileUrls }, times) => rate(client, fileUrls, times),
    subject: ({ client, galleryUrls }, times) => rate(client, galleryUrls, times),
  }),
]
