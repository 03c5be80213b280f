import { type ActorGallery, type DerivativeFormat, type OpenedDerivative, VitrineError } from '@vitrine/core'
import { create as toContentDisposition } from 'content-disposition'
import type { H3, H3Event } from 'h3'
import { FastResponse } from 'srvx'
import type { ServerContext } from '../context.ts'
import { matchesAny } from '../http/conditional.ts'
import type { Respond } from '../http/respond.ts'
import { requireOpen } from '../operation/maintenance.ts'
import { recordDownload } from '../visits/record-visit.ts'
import { brokenPicture } from './broken-picture.ts'
import { mediaHeaders } from './headers.ts'

interface Wanted {
  readonly photoId: number
  readonly size: string
  readonly key: string
  /** `null`: negotiated by `Accept`. */
  readonly format: DerivativeFormat | null
  /** To be kept as a file, not to be looked at. */
  readonly isDownload: boolean
}

const formats: Readonly<Record<string, DerivativeFormat>> = { jpg: 'jpeg', webp: 'webp', avif: 'avif' }

/** A size's name may hold `-`, and so may a key; the key's length is fixed. */
const sizeAndKey = /^([a-z0-9][a-z0-9_-]{0,31})-([A-Za-z0-9_-]{22})(?:\.(jpg|webp|avif))?$/

const toWanted = ({ context: { params }, url }: H3Event): Wanted => {
  const [, size, key, extension] = sizeAndKey.exec(params?.sizeKey ?? '') ?? []
  const photoId = /^[1-9]\d{0,15}$/.test(params?.photoId ?? '') ? Number(params?.photoId) : 0
  if (size === undefined || key === undefined || !Number.isSafeInteger(photoId) || photoId === 0) {
    throw new VitrineError('DERIVATIVE_NOT_FOUND')
  }
  return { photoId, size, key, format: formats[extension ?? ''] ?? null, isDownload: url.searchParams.has('download') }
}

/** Not the photo's own name, which is none of somebody's business who may not have the original. */
const nameOf = ({ photoId, size }: Wanted, { mimeType }: Pick<OpenedDerivative, 'mimeType'>): string =>
  `photo-${photoId}-${size}.${mimeType === 'image/jpeg' ? 'jpg' : mimeType.slice('image/'.length)}`

const etagOf = (key: string, format: string): string => `"${key}-${format}"`

/** The formats that the asker can have meant when it kept a copy. */
const possibleFormats = (wanted: Wanted, accept: string): readonly DerivativeFormat[] => {
  if (wanted.format) return [wanted.format]
  return ['jpeg', ...(['webp', 'avif'] as const).filter((format) => accept.includes(`image/${format}`))]
}

/** The entity tag of a copy that the asker has and may go on using: rights and key are checked, no file is touched. */
const findKeptCopy = async (gallery: ActorGallery, wanted: Wanted, event: H3Event): Promise<string | null> => {
  const ifNoneMatch = event.req.headers.get('if-none-match')
  if (ifNoneMatch === null) return null
  const accept = event.req.headers.get('accept') ?? ''
  const kept = possibleFormats(wanted, accept)
    .map((format) => etagOf(wanted.key, format))
    .find((etag) => matchesAny(ifNoneMatch, etag))
  if (kept === undefined) return null
  const { key } = await gallery.derivatives.describe(wanted.photoId, { size: wanted.size })
  return key === wanted.key ? kept : null
}

/**
 * Serves rendered sizes at `/media/<photo>/<size>-<key>`. The key is made of the picture and the recipe, so that what an
 * address shows never changes, and may be kept for good: by the asker's own browser. Rights are checked for every byte, and
 * a shared cache would not ask, so it is never `public`, not even for pictures that everybody may see today.
 */
export const registerMedia = (app: H3, server: { context: ServerContext; respond: Respond }): void => {
  const { context, respond } = server
  const base = {
    ...mediaHeaders(context.options),
    'cache-control': 'private, max-age=31536000, immutable',
    vary: 'Accept',
  }

  const serve = async (event: H3Event): Promise<Response> => {
    try {
      const wanted = toWanted(event)
      const identity = await context.authenticate(event)
      await requireOpen(context, identity)
      const { gallery } = identity
      const kept = await findKeptCopy(gallery, wanted, event)
      if (kept !== null) return new FastResponse(null, { status: 304, headers: { ...base, etag: kept } })

      const opened = await gallery.derivatives.open(wanted.photoId, {
        size: wanted.size,
        key: wanted.key,
        ...(wanted.format
          ? { format: wanted.format }
          : { accept: wanted.isDownload ? undefined : (event.req.headers.get('accept') ?? undefined) }),
      })
      const headers = {
        ...base,
        etag: etagOf(wanted.key, opened.mimeType.slice('image/'.length)),
        'content-type': opened.mimeType,
        'content-length': String(opened.bytes.byteLength),
        ...(wanted.isDownload ? { 'content-disposition': toContentDisposition(nameOf(wanted, opened)) } : {}),
      }
      const response = new FastResponse(event.req.method === 'HEAD' ? null : toBody(opened.bytes), { headers })
      return wanted.isDownload
        ? recordDownload(context, event, response, { photoId: wanted.photoId, type: 'high' })
        : response
    } catch (error) {
      return brokenPicture(error, event, mediaHeaders(context.options)) ?? respond.error(error, event)
    }
  }

  const path = '/media/:photoId/:sizeKey'
  app.on('GET', path, serve)
  app.on('HEAD', path, serve)
  app.all(path, (event) => respond.methodNotAllowed(event, ['GET', 'HEAD']))
  app.all('/media/**', (event) => respond.error(new VitrineError('ROUTE_NOT_FOUND'), event))
}

/** The same bytes with the type that a response takes: never backed by shared memory here. */
const toBody = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
