import { Readable } from 'node:stream'
import type { S3Client } from './s3-client.ts'
import { isRefusal, toS3Error } from './s3-errors.ts'

/** An object, or a range of it, as it is being read. */
interface Download {
  readonly client: S3Client
  readonly key: string
  readonly first: Response
  /** What `first` holds, both ends inclusive. */
  readonly start: number
  readonly end: number
  readonly timeoutMs: number
  readonly attempts: number
}

/**
 * The bytes of an answer. Where the connection is lost, the rest is asked for anew, of the same object or not at all; a reader that gives
 * up ends the connection.
 */
export const streamDownload = (download: Download): Readable => {
  const stopped = new AbortController()
  const stream = Readable.from(readOn(download, stopped.signal), { objectMode: false })
  stream.once('close', () => stopped.abort())
  return stream
}

async function* readOn({ client, key, first, start, end, timeoutMs, attempts }: Download, stopped: AbortSignal) {
  const etag = first.headers.get('etag')
  let response = first
  let at = start
  for (let failures = 0; ; ) {
    const reader = response.body?.getReader()
    const give = () => void reader?.cancel().catch(() => undefined)
    stopped.addEventListener('abort', give)
    try {
      while (reader) {
        const { done, value } = await within(timeoutMs, reader.read())
        if (done) break
        at += value.byteLength
        // Bytes came: the service is back.
        failures = 0
        yield value
      }
      if (at > end || stopped.aborted) return
      throw new Error('The answer ended early')
    } catch (error) {
      failures += 1
      if (stopped.aborted) return
      if (failures >= attempts || etag === null) throw toS3Error(error, { isWrite: false })
    } finally {
      stopped.removeEventListener('abort', give)
      give()
    }
    try {
      const headers = { range: `bytes=${at}-${end}`, 'if-match': etag }
      response = await client.send({ method: 'GET', key, headers, signal: stopped })
      if (response.status !== 206) throw new Error('The rest was asked for, and the whole came')
    } catch (error) {
      if (stopped.aborted) return
      throw toS3Error(
        isRefusal(error, 412) ? new Error('The object changed while it was read', { cause: error }) : error,
        {
          isWrite: false,
        },
      )
    }
  }
}

const within = async <T>(timeoutMs: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came within ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
