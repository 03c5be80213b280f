import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { drain } from './drain.ts'
import { parsedBody } from './host-body.ts'

/**
 * The request's bytes as they arrive; `null` where there are none.
 *
 * Node's own stream where there is one: a web stream around it is several times dearer, and one that is given up takes the
 * connection with it, so that the client would never read why.
 *
 * @throws {VitrineError} `BODY_ALREADY_READ` where the host read it and kept nothing that it could be made of again: waiting for
 * bytes that were given to somebody else would have no end
 */
export const requestStream = (event: H3Event): Readable | null => {
  const incoming = event.runtime?.node?.req
  if (incoming?.readableDidRead) {
    const bytes = parsedBody(incoming, event.req.headers.get('content-type'))
    if (bytes === null) throw new VitrineError('BODY_ALREADY_READ')
    return Readable.from([bytes])
  }
  if (incoming) return incoming
  if (event.req.bodyUsed) throw new VitrineError('BODY_ALREADY_READ')
  const { body } = event.req
  // Two declarations of the same class, of the global and of the module.
  return body ? Readable.fromWeb(body as NodeReadableStream<Uint8Array>) : null
}

/** All of the request's bytes; `null` where there are more than `maxBytes`, which are then read no further than politeness asks. */
export const readBytes = async (event: H3Event, maxBytes: number): Promise<Uint8Array | null> => {
  const source = requestStream(event)
  if (!source) return new Uint8Array()
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let bytes = 0
    const onData = (chunk: Uint8Array): void => {
      bytes += chunk.byteLength
      if (bytes <= maxBytes) {
        chunks.push(chunk)
        return
      }
      source.off('data', onData)
      drain(source)
      resolve(null)
    }
    source.on('data', onData)
    source.once('end', () => resolve(Buffer.concat(chunks)))
    source.once('error', reject)
    source.once('close', () => reject(new Error('The connection was lost.')))
  })
}
