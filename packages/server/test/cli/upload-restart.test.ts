import { createHash, randomFillSync } from 'node:crypto'
import { createServer } from 'node:net'
import sharp from 'sharp'
import { expect, it } from 'vitest'
// The built program: `inject('vitrineCli')` in cli.ts.
import { clientOf, useFolder } from './cli.ts'

const { path, serve } = useFolder()

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

it('an upload of 30 MB goes on where it was when the server was killed and started again', {
  timeout: 120_000,
}, async () => {
  const size = { width: 3_200, height: 3_200, channels: 3 } as const
  const pixels = randomFillSync(Buffer.alloc(size.width * size.height * size.channels))
  const file = await sharp(pixels, { raw: size }).png({ compressionLevel: 0 }).toBuffer()
  const args = ['--data', path('data'), '--port', String(await freePort())]
  const env = { VITRINE_ADMIN_PASSWORD: 'correct horse battery' }
  let served = await serve(args, { env })
  const client = clientOf(served)
  await client.session.create({ username: 'admin', password: env.VITRINE_ADMIN_PASSWORD })
  const album = await client.albums.create({ name: 'Album' })

  let restarted: Promise<void> | null = null
  let sentAgain = 0
  let sentBefore = 0
  const restart = async () => {
    await served.stop('SIGKILL')
    served = await serve(args, { env })
  }
  const { photo, duplicate } = await client.uploads.resumable({
    file: new Blob([new Uint8Array(file)]),
    fileName: 'noise.png',
    album: album.id,
    onProgress: ({ sentBytes }) => {
      if (restarted) sentAgain ||= sentBytes
      else if (sentBytes > file.length / 3) {
        sentBefore = sentBytes
        restarted = restart()
      }
    },
  })
  await restarted
  expect(duplicate).toBe(false)
  expect(photo).toMatchObject({ bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') })
  // Not from the beginning: what had arrived was kept.
  expect(sentBefore).toBeGreaterThan(10_000_000)
  expect(sentAgain).toBeGreaterThan(sentBefore / 2)
  expect((await client.photos.list({ album: album.id })).total).toBe(1)
})
