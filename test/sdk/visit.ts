// Runs in a page and in a worker of the browser: see browser.test.ts. What it does with the SDK, a visitor of a page might do.
import { createClient, VitrineApiError, VitrineConnectionError } from '@vitrine/sdk'

interface Input {
  readonly baseUrl: string
  readonly account: { readonly username: string; readonly password: string }
  readonly album: number
  /** A JPEG in base64. */
  readonly picture: string
  /** Makes the file another one in each place. */
  readonly mark: string
}

const visit = async ({ baseUrl, account, album, picture, mark }: Input): Promise<Record<string, unknown>> => {
  const client = createClient({ baseUrl })
  const codeOf = (error: unknown): string => (error instanceof VitrineApiError ? error.code : String(error))
  const before = await client.albums.create({ name: 'x' }).then(() => 'taken', codeOf)
  const wrongPassword = await client.session
    .create({ ...account, password: 'not the password' })
    .catch((error: VitrineApiError) => ({ code: error.code, status: error.status }))
  const { user } = await client.session.create(account)
  const created = await client.albums.create({ name: `By ${mark}` })

  const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0))
  // Longer than the first piece, so that there is something left to resume.
  const file = new File([bytes, new Uint8Array(6 * 1024 * 1024), mark], `${mark}.jpg`, { type: 'image/jpeg' })
  const controller = new AbortController()
  let resume = ''
  const aborted = await client.uploads
    .resumable({
      file,
      album,
      signal: controller.signal,
      onCreated: (id) => {
        resume = id
      },
      onProgress: ({ sentBytes }) => {
        if (sentBytes > 0) controller.abort(new Error('enough'))
      },
    })
    .then(
      () => false,
      (error: Error) => error.message === 'enough',
    )
  const seen: number[] = []
  const { photo } = await client.uploads.resumable({
    file,
    album,
    resume,
    onProgress: ({ sentBytes }) => seen.push(sentBytes),
  })
  const again = new File([bytes.subarray(0, bytes.length), `${mark} again`], 'simple.jpg', { type: 'image/jpeg' })
  const simple = await client.photos.upload({ file: again, album })

  let walked = 0
  for await (const each of client.photos.list.all({ album, limit: 1 })) walked += each.id > 0 ? 1 : 0
  const lost = await createClient({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0 })
    .albums.list()
    .catch((error: unknown) => (error instanceof VitrineConnectionError ? error.kind : String(error)))
  return {
    username: user?.username,
    before,
    created: created.name,
    wrongPassword,
    aborted,
    resumedFrom: seen[0],
    progressEnds: seen.at(-1) === file.size,
    isWhole: photo.bytes === file.size,
    simple: simple.photo.fileName,
    walked,
    lost,
  }
}

const place = globalThis as unknown as {
  visit?: typeof visit
  document?: unknown
  onmessage?: (event: { data: Input }) => void
  postMessage(message: unknown): void
}
if (place.document) place.visit = visit
else
  place.onmessage = ({ data }) =>
    void visit(data).then(
      (value) => place.postMessage({ ok: true, value }),
      (error: unknown) => place.postMessage({ ok: false, message: String(error) }),
    )
