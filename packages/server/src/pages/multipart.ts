import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { readBytes } from '../http/request-bytes.ts'

/** A form with files, as it was sent. */
export interface MultipartForm {
  /** Trimmed, 200 characters at most; empty where it was not sent. */
  text(name: string): string
  /** `null` where none was chosen. */
  file(name: string): Promise<Uint8Array | null>
}

/**
 * A form with small files, all in memory.
 *
 * @throws {VitrineError} `BODY_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE`
 */
export const readMultipart = async (event: H3Event, maxBytes: number): Promise<MultipartForm> => {
  const expected = 'multipart/form-data'
  const unsupported = () => new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected } })
  const type = event.req.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith(`${expected};`)) throw unsupported()
  const bytes = await readBytes(event, maxBytes)
  if (bytes === null) throw new VitrineError('BODY_TOO_LARGE', { details: { maxBytes } })
  const form = await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData().catch(() => {
    throw unsupported()
  })
  return {
    text(name) {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim().slice(0, 200) : ''
    },
    async file(name) {
      const value = form.get(name)
      return value !== null && typeof value !== 'string' && value.size > 0
        ? new Uint8Array(await value.arrayBuffer())
        : null
    },
  }
}
