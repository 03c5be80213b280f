import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { ConformanceHost, HostConformanceCase } from './conformance.types.ts'
import { createVisitor, type Visitor } from './visitor.ts'

export interface UploadedByCase {
  readonly id: number
  readonly sha256: string
  readonly bytes: number
}

/** A picture of noise: another one each time, and as large as it looks. */
export const drawPicture = async (edgePx = 700): Promise<Buffer> =>
  sharp(randomBytes(edgePx * edgePx * 3), { raw: { width: edgePx, height: edgePx, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An administrator with an album of its own. */
export const openAlbum = async (host: ConformanceHost): Promise<{ visitor: Visitor; album: number }> => {
  const visitor = createVisitor(host)
  await visitor.signIn()
  const album = await visitor.write('POST', '/api/v1/albums', { name: 'Conformance' }, 201)
  return { visitor, album: album.id as number }
}

export const toForm = (album: number, bytes: Uint8Array, fileName: string): FormData => {
  const form = new FormData()
  form.append('album', String(album))
  form.append('file', new File([new Uint8Array(bytes)], fileName, { type: 'image/jpeg' }))
  return form
}

/** Adds a picture in one request. */
export const addPicture = async (
  { ask }: Visitor,
  album: number,
  bytes: Uint8Array,
  fileName = 'noise.jpg',
): Promise<UploadedByCase & { fileName: string }> => {
  const response = await ask('/api/v1/photos', { method: 'POST', body: toForm(album, bytes, fileName) })
  const text = await response.text()
  assert.equal(response.status, 201, `an upload answers: ${text}`)
  return JSON.parse(text) as UploadedByCase & { fileName: string }
}

const pieceType = 'application/offset+octet-stream'

/** Files on their way in: whole and in pieces. */
export const uploadCases: readonly HostConformanceCase[] = [
  {
    name: 'takes a file in one request, byte for byte, with its name',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const bytes = await drawPicture()
      assert.ok(bytes.length > 300_000, 'the file is larger than what hosts keep in memory by default')
      const photo = await addPicture(visitor, album, bytes, 'Höfn “at night”.jpg')
      assert.deepEqual(
        [photo.sha256, photo.bytes, photo.fileName],
        [sha256(bytes), bytes.length, 'Höfn “at night”.jpg'],
      )
    },
  },
  {
    name: 'takes a file in pieces, and tells how far it came',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const bytes = await drawPicture()
      const send = (method: string, path: string, headers: Record<string, string>, body?: Uint8Array) =>
        visitor.ask(path, {
          method,
          headers: { 'tus-resumable': '1.0.0', ...headers },
          ...(body ? { body: new Uint8Array(body) } : {}),
        })
      const words = { filename: 'pieces.jpg', album: String(album) }
      const metadata = Object.entries(words).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      const created = await send('POST', '/api/v1/uploads', {
        'upload-length': String(bytes.length),
        'upload-metadata': metadata.join(','),
      })
      assert.equal(created.status, 201)
      const location = created.headers.get('location') ?? ''
      const { pathname, origin } = new URL(host.baseUrl)
      const address = new URL(location, origin).pathname
      assert.ok(
        address.startsWith(`${pathname.replace(/\/$/, '')}/api/v1/uploads/`),
        `${location} lies below the base path`,
      )
      const path = `/api/v1/uploads/${address.split('/').at(-1)}`
      const patch = (offset: number, body: Uint8Array) =>
        send('PATCH', path, { 'upload-offset': String(offset), 'content-type': pieceType }, body)

      const half = Math.floor(bytes.length / 2)
      const first = await patch(0, bytes.subarray(0, half))
      assert.deepEqual([first.status, first.headers.get('upload-offset')], [204, String(half)])
      const standing = await send('HEAD', path, {})
      assert.equal(standing.headers.get('upload-offset'), String(half))
      assert.equal((await patch(0, bytes.subarray(0, 10))).status, 409)
      const last = await patch(half, bytes.subarray(half))
      const id = Number(last.headers.get('vitrine-photo-id'))
      const photo = (await (await visitor.ask(`/api/v1/photos/${id}`)).json()) as UploadedByCase
      assert.deepEqual([photo.bytes, photo.sha256], [bytes.length, sha256(bytes)])
    },
  },
  {
    name: 'says why a file is refused, after all of it was sent',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const body = toForm(album, randomBytes(400_000), 'letter.jpg')
      const response = await visitor.ask('/api/v1/photos', { method: 'POST', body })
      assert.equal(response.status, 415)
      assert.match(await response.text(), /MEDIA_UNSUPPORTED/)
    },
  },
]
