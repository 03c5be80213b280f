import { routes } from '../contract/routes.ts'
import type { Photo } from '../contract/schemas/photo.ts'
import { toApiError, VitrineApiError } from '../errors.ts'
import { sleep } from '../sleep.ts'
import type { Transport } from '../transport.ts'
import { createPace, type Pace } from './pace.ts'
import { sendPiece, sendTus } from './tus.ts'
import type { ResumableUploads, ResumeOptions, UploadedPhoto } from './types.ts'
import { toMetadata } from './upload-metadata.ts'

/** Where an upload stands, as the server says. */
interface Standing {
  readonly id: string
  readonly offsetBytes: number
}

const defaultMaxRetries = 10
const longestWaitMs = 30_000

/** Faults that pass: a lost connection, a busy server, somebody who was at it a moment ago, bytes changed on their way. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof VitrineApiError) ||
  error.status >= 500 ||
  // Of status 409 as well, and for good.
  (error.code !== 'PHOTO_EXISTS' && [408, 409, 423, 425, 429, 460].includes(error.status))

const isGone = (error: unknown): boolean => error instanceof VitrineApiError && error.code === 'UPLOAD_NOT_FOUND'

const toId = (location: string | null): string => {
  const id = location?.split(/[?#]/)[0]?.split('/').at(-1)
  if (!id) throw toApiError(201, '', null)
  return id
}

const create = async (transport: Transport, options: ResumeOptions): Promise<Standing> => {
  const response = await sendTus(transport, {
    method: 'POST',
    path: '/uploads',
    headers: { 'upload-length': String(options.file.size), 'upload-metadata': toMetadata(options) },
    signal: options.signal,
  })
  const id = toId(response.headers.get('location'))
  options.onCreated?.(id)
  return { id, offsetBytes: 0 }
}

/** What became of the file, once it is a photo. */
const toUploaded = async (
  transport: Transport,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<UploadedPhoto | null> => {
  const id = response.headers.get('vitrine-photo-id')
  if (id === null) return null
  const duplicate = response.headers.get('vitrine-duplicate') === 'true'
  const waits = response.headers.get('vitrine-waits') === 'true'
  const text = await response.text()
  const photo =
    text === ''
      ? await transport.call('photos.get', routes.photos.get, { id: Number(id) }, signal ? { signal } : {})
      : JSON.parse(text)
  return { photo: photo as Photo, duplicate, waits }
}

const upload = async (transport: Transport, pace: Pace, options: ResumeOptions): Promise<UploadedPhoto> => {
  const { file, signal, onProgress, maxRetries = defaultMaxRetries, retryDelayMs = 500 } = options
  let standing: Standing | null = null
  let id = options.resume
  let failures = 0

  const step = async (): Promise<UploadedPhoto | null> => {
    if (standing === null && id !== undefined) {
      const response = await sendTus(transport, { method: 'HEAD', path: `/uploads/${encodeURIComponent(id)}`, signal })
      const isSameFile = Number(response.headers.get('upload-length')) === file.size
      if (isSameFile) {
        standing = { id, offsetBytes: Number(response.headers.get('upload-offset')) }
        const done = await toUploaded(transport, response, signal)
        if (done) return done
      }
    }
    standing ??= await create(transport, options)
    id = standing.id
    onProgress?.({ sentBytes: standing.offsetBytes, totalBytes: file.size })
    const { offsetBytes } = standing
    const piece = file.slice(offsetBytes, offsetBytes + pace.bytes())
    const response = await pace.measure(piece.size, () =>
      sendPiece(transport, { id: id as string, offsetBytes, piece, signal }),
    )
    standing = { id, offsetBytes: Number(response.headers.get('upload-offset')) }
    onProgress?.({ sentBytes: standing.offsetBytes, totalBytes: file.size })
    failures = 0
    return toUploaded(transport, response, signal)
  }

  for (;;) {
    signal?.throwIfAborted()
    try {
      const done = await step()
      if (done) return done
    } catch (error) {
      signal?.throwIfAborted()
      const isLost = isGone(error) && id !== undefined
      if ((!mayPass(error) && !isLost) || ++failures > maxRetries) throw error
      // Only the server knows how much arrived.
      standing = null
      if (isLost) {
        id = undefined
        continue
      }
      const askedMs = error instanceof VitrineApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
      const waitMs = Math.min(longestWaitMs, Math.max(askedMs, retryDelayMs * 2 ** (failures - 1)))
      options.onRetry?.({ attempt: failures, waitMs, error })
      await sleep(waitMs * (0.75 + Math.random() / 2), signal)
    }
  }
}

export const createResumableUploads = (transport: Transport): ResumableUploads => {
  const pace = createPace()
  return {
    resumable: (options) => upload(transport, pace, options),
    async cancel(id, { signal } = {}) {
      await sendTus(transport, { method: 'DELETE', path: `/uploads/${encodeURIComponent(id)}`, signal })
    },
  }
}
