import { Readable } from 'node:stream'
import { inputInvalid, type Upload, VitrineError } from '@vitrine/core'
import type { H3, H3Event } from 'h3'
import { assertNotPacked, contentTypeOf } from '../../api/body.ts'
import { toPhoto } from '../../api/dto/photo.ts'
import type { RequestIdentity } from '../../auth/request-identity.ts'
import type { ServerContext } from '../../context.ts'
import { drainRequest } from '../../http/drain.ts'
import { type HeaderMap, noStore } from '../../http/headers.ts'
import { requestStream } from '../../http/request-bytes.ts'
import type { Respond } from '../../http/respond.ts'
import { apiPrefix } from '../../links.ts'
import { requireOpen } from '../../operation/maintenance.ts'
import { toNewUpload } from './described.ts'
import { readChecksum, readCount, readMetadata, toHeaders, tusExtensions, tusVersion } from './headers.ts'

const pieceType = 'application/offset+octet-stream'

/** The version of the protocol goes into every answer, faults too. */
const withVersion = (response: Response): Response => {
  response.headers.set('tus-resumable', tusVersion)
  return response
}

/**
 * Resumable uploads, `/api/v1/uploads`, by the protocol tus 1.0: announce a file, send it in pieces, ask how far it came, go on. With the
 * last piece it becomes a photo; `Vitrine-Photo-Id` says which, then and whenever it is asked again.
 */
export const registerUploads = (app: H3, { context, respond }: { context: ServerContext; respond: Respond }): void => {
  const { links, options } = context
  const collection = `${apiPrefix}/uploads`
  const one = `${collection}/:id`

  const handle =
    (work: (event: H3Event, identity: RequestIdentity) => Promise<Response>, { writes }: { writes: boolean }) =>
    async (event: H3Event): Promise<Response> => {
      try {
        const identity = await context.authenticate(event)
        await requireOpen(context, identity)
        if (writes) await context.checkWrite(event)
        if (identity.actor.kind === 'guest') throw new VitrineError('UNAUTHENTICATED')
        const version = event.req.headers.get('tus-resumable')
        if (version !== tusVersion) return withVersion(wrongVersion())
        return withVersion(await work(event, identity))
      } catch (error) {
        // What still comes is read on for a while, so that the answer is heard.
        drainRequest(event)
        return withVersion(respond.error(error, event))
      }
    }

  const wrongVersion = (): Response => {
    const issues = [{ path: 'tus-resumable', message: `Expected ${tusVersion}.` }]
    const { code, message } = inputInvalid(issues)
    return respond.json(412, { error: { code, message, issues } }, { ...noStore, 'tus-version': tusVersion })
  }

  const receive = async (event: H3Event, { gallery }: RequestIdentity, id: string, offsetBytes: number) => {
    if (contentTypeOf(event) !== pieceType)
      throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: pieceType } })
    assertNotPacked(event)
    const checksum = readChecksum(event)
    const content = requestStream(event) ?? Readable.from([])
    return gallery.uploads.append(id, { offsetBytes, content, ...(checksum ? { checksum } : {}) })
  }

  /** The photo itself, to whoever takes JSON: saves asking for it. */
  const answer = async (event: H3Event, { gallery }: RequestIdentity, upload: Upload): Promise<Response> => {
    const headers = toHeaders(upload)
    const takesJson = event.req.headers.get('accept')?.includes('application/json') ?? false
    if (upload.outcome === null || !takesJson) return respond.empty(204, headers)
    const photo =
      upload.photo ??
      (await gallery.photos.get(upload.outcome.photoId).catch((error: unknown) => {
        if (VitrineError.has(error, 'PHOTO_NOT_FOUND')) return null
        throw error
      }))
    return photo ? respond.json(200, toPhoto(photo, links), headers) : respond.empty(204, headers)
  }

  const create = handle(
    async (event, identity) => {
      const bytes = readCount(event, 'upload-length')
      const { maxUploadBytes: maxBytes } = options
      if (bytes > maxBytes) throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes } })
      const created = await identity.gallery.uploads.create(toNewUpload(readMetadata(event), bytes))
      const hasPiece = contentTypeOf(event) === pieceType
      const upload = hasPiece
        ? await receive(event, identity, created.id, 0).catch(async (error: unknown) => {
            // Whoever sent it never learns the id: nobody could go on with it.
            await identity.gallery.uploads.remove(created.id).catch(() => {})
            throw error
          })
        : created
      return respond.empty(201, { ...toHeaders(upload), location: links.apiUrl(`/uploads/${created.id}`) })
    },
    { writes: true },
  )
  const patch = handle(
    async (event, identity) => {
      const offsetBytes = readCount(event, 'upload-offset')
      return answer(event, identity, await receive(event, identity, event.context.params?.id ?? '', offsetBytes))
    },
    { writes: true },
  )
  const remove = handle(
    async (event, { gallery }) => {
      await gallery.uploads.remove(event.context.params?.id ?? '')
      return respond.empty(204)
    },
    { writes: true },
  )
  const head = handle(
    async (event, { gallery }) =>
      respond.empty(200, toHeaders(await gallery.uploads.get(event.context.params?.id ?? ''))),
    { writes: false },
  )
  const about = (): Response => {
    const headers: HeaderMap = {
      'tus-version': tusVersion,
      'tus-extension': tusExtensions.join(','),
      'tus-max-size': String(options.maxUploadBytes),
      'tus-checksum-algorithm': 'sha1,sha256,md5',
    }
    return withVersion(respond.empty(204, headers))
  }

  app.on('OPTIONS', collection, about)
  app.on('OPTIONS', one, about)
  app.on('POST', collection, create)
  app.on('HEAD', one, head)
  app.on('PATCH', one, patch)
  app.on('DELETE', one, remove)
  // For networks that let nothing but POST through.
  app.on('POST', one, async (event) => {
    const method = event.req.headers.get('x-http-method-override')
    if (method === 'PATCH') return patch(event)
    if (method === 'DELETE') return remove(event)
    return withVersion(respond.methodNotAllowed(event, ['HEAD', 'PATCH', 'DELETE', 'OPTIONS']))
  })
  app.all(collection, (event) => withVersion(respond.methodNotAllowed(event, ['POST', 'OPTIONS'])))
  app.all(one, (event) => withVersion(respond.methodNotAllowed(event, ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'])))
}
