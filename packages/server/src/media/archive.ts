import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { ActorGallery, ArchiveOptions } from '@vitrine/core'
import { create as toContentDisposition } from 'content-disposition'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'
import { noStore } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'
import { mediaHeaders } from './headers.ts'

/** Sends many photos as one file. @throws {VitrineError} what is wrong, before the answer begins */
export const sendArchive = async (
  gallery: ActorGallery,
  wanted: ArchiveOptions,
  event: H3Event,
  options: Pick<ServerOptions, 'baseUrl'>,
): Promise<Response> => {
  const { stream, fileName, photos } = await gallery.archives.open(wanted)
  const headers = {
    ...mediaHeaders(options),
    ...noStore,
    vary: 'Cookie, Authorization',
    'content-type': 'application/zip',
    'content-disposition': toContentDisposition(fileName),
    'x-photo-count': String(photos),
    // A proxy that waits for the end of it would have to keep all of it.
    'x-accel-buffering': 'no',
  }
  const body = event.runtime?.node?.res ? stream : (Readable.toWeb(stream) as ReadableStream<Uint8Array>)
  return new FastResponse(body, { status: 200, headers })
}
