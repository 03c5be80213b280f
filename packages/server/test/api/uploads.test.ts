import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { describeServer, jpeg, password, type World } from './world.ts'

const boundary = 'b0undary'

/** A multipart body, part by part, as wrong as a test wants it. */
const multipart = (
  parts: readonly [disposition: string, content: string | Buffer][],
  end = `--${boundary}--\r\n`,
): Buffer =>
  Buffer.concat([
    ...parts.flatMap(([disposition, content]) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(end),
  ])

const signIn = async ({ request }: World, username: string): Promise<Record<string, string>> => {
  const response = await request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const { csrfToken } = (await response.json()) as { csrfToken: string }
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-csrf-token': csrfToken }
}

const stagedFolders = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('vitrine-upload-'))

describeServer('uploads', (world) => {
  const post = async (body: Buffer, more: Record<string, string> = {}): Promise<Response> => {
    const headers = await signIn(world(), 'admin')
    return world().request('/api/v1/photos', {
      method: 'POST',
      headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}`, ...more },
      body: new Uint8Array(body),
    })
  }
  const countPhotos = async (): Promise<number> =>
    (await world().gallery.asSystem('test').photos.list({ limit: 1 })).total
  const fail = async (body: Buffer, more?: Record<string, string>) => {
    const before = await countPhotos()
    const response = await post(body, more)
    expect(await countPhotos()).toBe(before)
    const { error } = (await response.json()) as {
      error: { code: string; issues?: { path: string; message: string }[] }
    }
    return { status: response.status, code: error.code, issues: error.issues }
  }

  it('does with what is here already as it is asked, and says which photo that is', async () => {
    const { as, albums, photos } = world()
    const admin = await as('admin')
    const file = new Blob([new Uint8Array(await jpeg('#c33'))])
    const about = { file, fileName: 'red again.jpg', album: albums.granted.id }
    const refusal = { status: 409, code: 'PHOTO_EXISTS', details: { photoId: photos.open.id } }
    await expect(admin.photos.upload({ ...about, onDuplicate: 'reject' })).rejects.toMatchObject(refusal)
    const inPieces = admin.uploads.resumable({ ...about, onDuplicate: 'reject', retryDelayMs: 1 })
    await expect(inPieces).rejects.toMatchObject(refusal)
    const kept = await admin.photos.upload({ ...about, onDuplicate: 'keep' })
    expect(kept).toMatchObject({ duplicate: false, photo: { fileName: 'red again.jpg' } })
    const named = { ...about, duplicateBy: 'name', onDuplicate: 'reject' } as const
    const second = { status: 409, code: 'PHOTO_EXISTS', details: { photoId: kept.photo.id } }
    await expect(admin.photos.upload(named)).rejects.toMatchObject(second)
    await expect(admin.uploads.resumable({ ...named, retryDelayMs: 1 })).rejects.toMatchObject(second)
    const other = new Blob([new Uint8Array(await jpeg('#3c3', { width: 31, height: 30 }))])
    const replaced = await admin.photos.upload({ ...named, file: other, onDuplicate: 'replace' })
    expect(replaced).toMatchObject({ duplicate: true, photo: { id: kept.photo.id, width: 31, height: 30 } })
    // What somebody may not see is not there.
    const member = await as('member')
    const hidden = new Blob([new Uint8Array(await jpeg('#33c'))])
    const mine = { file: hidden, fileName: 'mine.jpg', album: albums.granted.id, onDuplicate: 'reject' } as const
    expect(await member.photos.upload(mine)).toMatchObject({ duplicate: false })

    await expect(member.settings.duplicates()).rejects.toMatchObject({ status: 403 })
    expect(await admin.settings.duplicates()).toEqual({ by: 'checksum', action: 'link', locked: [] })
    expect(await admin.settings.setDuplicates({ action: 'reject' })).toMatchObject({ by: 'checksum', action: 'reject' })
    await expect(admin.photos.upload(about)).rejects.toMatchObject({ code: 'PHOTO_EXISTS' })
    await admin.settings.setDuplicates({ action: 'link' })
    await admin.photos.delete({ id: kept.photo.id })
  })

  it('adds a photo with its fields, tells progress, and knows it the second time', async () => {
    const { as, albums } = world()
    const admin = await as('admin')
    const bytes = new Uint8Array(await jpeg('#0f0', { width: 900, height: 600 }))
    const sent: number[] = []
    const options = { file: new File([bytes], 'Græn.jpg'), album: albums.open.id }
    const { photo, duplicate } = await admin.photos.upload({
      ...options,
      title: 'Green',
      description: 'two\nlines',
      author: 'Ada',
      level: 1,
      tags: ['a', 'b'],
      onProgress: ({ sentBytes }) => sent.push(sentBytes),
    })
    expect(duplicate).toBe(false)
    expect(photo).toMatchObject({
      title: 'Green',
      description: 'two\nlines',
      author: 'Ada',
      level: 1,
      fileName: 'Græn.jpg',
      mimeType: 'image/jpeg',
      width: 900,
      height: 600,
      bytes: bytes.length,
      albumIds: [albums.open.id],
    })
    expect(photo.tags.map(({ name }) => name).sort()).toEqual(['a', 'b'])
    expect(sent.at(-1)).toBe(bytes.length)
    const again = await admin.photos.upload(options)
    expect(again).toMatchObject({ duplicate: true, photo: { id: photo.id } })
  })

  it('takes a file before its fields, and leaves nothing behind', async () => {
    const { albums } = world()
    const before = await stagedFolders()
    const file: [string, Buffer] = ['name="file"; filename="first.jpg"', await jpeg('#123')]
    const response = await post(multipart([file, ['name="title"', 'Late'], ['name="album"', String(albums.open.id)]]))
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ title: 'Late', fileName: 'first.jpg' })
    expect(await fail(multipart([file, ['name="title"', 'Late']]))).toMatchObject({
      status: 400,
      code: 'INPUT_INVALID',
      issues: [{ path: 'album', message: 'This field is required' }],
    })
    expect(await stagedFolders()).toEqual(before)
  })

  it('names the part that is wrong, and stores nothing', async () => {
    const { albums } = world()
    const album: [string, string] = ['name="album"', String(albums.open.id)]
    const picture = await jpeg('#321')
    const file: [string, Buffer] = ['name="file"; filename="x.jpg"', picture]
    const invalid = (path: string) => ({ status: 400, issues: [{ path }] })

    expect(await fail(multipart([album]))).toMatchObject({ ...invalid('file'), code: 'UPLOAD_INVALID' })
    expect(await fail(multipart([['name="album"', 'x'], file]))).toMatchObject(invalid('album'))
    expect(await fail(multipart([['name="owner"', '1'], album, file]))).toMatchObject(invalid('owner'))
    expect(await fail(multipart([['name="__proto__"', '1'], album, file]))).toMatchObject(invalid('__proto__'))
    expect(await fail(multipart([album, album, file]))).toMatchObject(invalid('album'))
    expect(await fail(multipart([album, ['name="title"', 'x'.repeat(17_000)], file]))).toMatchObject(invalid('title'))
    expect(await fail(multipart([album, ['name="picture"; filename="x.jpg"', picture]]))).toMatchObject(
      invalid('picture'),
    )
    expect(await fail(multipart([album, file, file]))).toMatchObject(invalid('file'))
    expect(await fail(multipart([album, file, ['name="title"', 'late']]))).toMatchObject({
      ...invalid('title'),
      code: 'UPLOAD_INVALID',
    })
    const many = Array.from({ length: 60 }, (): [string, string] => ['name="tags"', 'x'])
    expect(await fail(multipart([album, ...many, file]))).toMatchObject({ status: 400, code: 'UPLOAD_INVALID' })
  })

  it('refuses what is cut off or malformed, and goes on living', async () => {
    const { albums, request } = world()
    const album: [string, string] = ['name="album"', String(albums.open.id)]
    const file: [string, Buffer] = ['name="file"; filename="x.jpg"', await jpeg('#132')]
    const bad = [
      multipart([album, file], ''),
      multipart([album, file]).subarray(0, 400),
      multipart([file, album], ''),
      Buffer.from(''),
      Buffer.from('hello'),
      Buffer.from(`--${boundary}\r\n`),
      Buffer.from(`--${boundary}\r\nX-Long: ${'x'.repeat(64 * 1024)}\r\n\r\n`),
    ]
    for (const [index, body] of bad.entries()) {
      expect(await fail(body), String(index)).toMatchObject({ status: 400, code: 'UPLOAD_INVALID' })
    }
    expect(await fail(multipart([album, file]), { 'content-type': 'multipart/form-data' })).toMatchObject({
      status: 400,
    })
    for (const type of ['application/json', 'image/jpeg', 'application/x-www-form-urlencoded']) {
      expect(await fail(multipart([album, file]), { 'content-type': type })).toMatchObject({ status: 415 })
    }
    expect((await request('/healthz')).status).toBe(200)
  })

  it('refuses what is no picture, whatever it is called', async () => {
    const { as, albums } = world()
    const admin = await as('admin')
    const put = (content: string | Uint8Array<ArrayBuffer>) =>
      admin.photos.upload({ file: new File([content], 'x.jpg'), album: albums.open.id })
    await expect(put('')).rejects.toMatchObject({ status: 422, code: 'MEDIA_EMPTY' })
    await expect(put('hello, I am text')).rejects.toMatchObject({ status: 415, code: 'MEDIA_UNSUPPORTED' })
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    await expect(put(svg)).rejects.toMatchObject({ status: 415 })
    const cut = new Uint8Array((await jpeg('#f0f', { width: 400, height: 400 })).subarray(0, 300))
    await expect(put(cut)).rejects.toMatchObject({ status: 422 })
  })

  it('AZ-24: lets only those upload who may, where they may', async () => {
    const { as, client, albums } = world()
    const file = new File([new Uint8Array(await jpeg('#135'))], 'mine.jpg')
    const member = await as('member')
    expect(await member.photos.upload({ file, album: albums.granted.id })).toMatchObject({ duplicate: false })
    await expect(member.photos.upload({ file, album: albums.open.id })).rejects.toMatchObject({ status: 403 })
    await expect(member.photos.upload({ file, album: albums.hidden.id })).rejects.toMatchObject({
      code: 'ALBUM_NOT_FOUND',
    })
    await expect(member.photos.upload({ file, album: 999_999 })).rejects.toMatchObject({ code: 'ALBUM_NOT_FOUND' })
    await expect(client().photos.upload({ file, album: albums.open.id })).rejects.toMatchObject({ status: 401 })
  })

  it('holds nobody up while a slow file arrives', async () => {
    const { as, albums, client } = world()
    const admin = await as('admin')
    const bytes = new Uint8Array(await jpeg('#579', { width: 300, height: 300 }))
    let release = (): void => {}
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(bytes.subarray(0, 200))
        await slow
        controller.enqueue(bytes.subarray(200))
        controller.close()
      },
    })
    const upload = admin.photos.upload({
      file: { stream, name: 'slow.jpg', size: bytes.length },
      album: albums.open.id,
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await client().photos.list()).items.length).toBeGreaterThan(0)
    expect(await admin.albums.update({ id: albums.open.id, description: 'meanwhile' })).toMatchObject({
      description: 'meanwhile',
    })
    release()
    expect(await upload).toMatchObject({ duplicate: false })
  })

  it('tells why also when the client is still sending', async () => {
    const { as, albums } = world()
    const member = await as('member')
    const size = 30_000_000
    let left = size
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 100_000
        controller.enqueue(new Uint8Array(100_000))
        if (left <= 0) controller.close()
      },
    })
    const upload = member.photos.upload({ file: { stream, name: 'big.jpg', size }, album: albums.open.id })
    await expect(upload).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' })
  })
})

describeServer(
  'uploads of a bounded size',
  (world) => {
    it('stops at the limit, declared or not', async () => {
      const { as, albums, gallery } = world()
      const admin = await as('admin')
      const put = (size: number) =>
        admin.photos.upload({ file: new File([new Uint8Array(size)], 'x.jpg'), album: albums.open.id })
      const before = (await gallery.asSystem('test').photos.list()).total
      await expect(put(50_001)).rejects.toMatchObject({ status: 413, code: 'MEDIA_TOO_LARGE' })
      await expect(put(3_000_000)).rejects.toMatchObject({ status: 413, code: 'MEDIA_TOO_LARGE' })
      // In this process nothing is declared: it is the network that asks for a length.
      const declaredBytes = { 'content-length': '3000000' }
      const headers = { ...(await signIn(world(), 'admin')), ...declaredBytes }
      const declared = await world().request('/api/v1/photos', {
        method: 'POST',
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        body: new Uint8Array(3_000_000),
      })
      expect(declared.status).toBe(413)
      expect((await gallery.asSystem('test').photos.list()).total).toBe(before)
    })

    it('stores nothing when the connection is lost', async () => {
      const { albums, gallery, baseUrl } = world()
      if (!baseUrl.includes('127.0.0.1')) return
      const { hostname, port } = new URL(baseUrl)
      const before = (await gallery.asSystem('test').photos.list()).total
      const { cookie, 'x-csrf-token': token } = await signIn(world(), 'admin')
      const body = multipart([
        ['name="album"', String(albums.open.id)],
        ['name="file"; filename="x.jpg"', await jpeg('#975')],
      ])
      const socket = connect(Number(port), hostname)
      socket.write(
        `POST /api/v1/photos HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\nX-CSRF-Token: ${token}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\n\r\n`,
      )
      socket.write(body.subarray(0, body.length - 20))
      await new Promise((resolve) => setTimeout(resolve, 150))
      socket.destroy()
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect((await gallery.asSystem('test').photos.list()).total).toBe(before)
      expect((await world().request('/healthz')).status).toBe(200)
    })
  },
  { maxUploadBytes: 50_000 },
)
