import type { Readable } from 'node:stream'
import type { PutOptions, PutResult } from '../types.ts'
import { watchSource } from '../watch-source.ts'
import type { S3Client } from './s3-client.ts'
import { isRefusal, toS3Error } from './s3-errors.ts'

/** Most parts of one object. Source: Amazon S3 User Guide, “Amazon S3 multipart upload limits”. */
const maxParts = 10_000

interface Upload extends PutOptions {
  readonly client: S3Client
  readonly key: string
  readonly source: Readable | Uint8Array
  readonly partBytes: number
}

/**
 * Stores a source of any length: in one request where it fits into a part, else part by part, one on its way while the next is read.
 * Nothing is seen under the key before all of it is there. What is broken off is taken back.
 */
export const upload = async ({
  client,
  key,
  source,
  partBytes,
  ifAbsent = false,
  sha256,
}: Upload): Promise<PutResult> => {
  const watched = watchSource()
  const conditions: Readonly<Record<string, string>> = ifAbsent ? { 'if-none-match': '*' } : {}
  try {
    if (ifAbsent && (await exists(client, key))) return { ...(await drain(watched, source, sha256)), stored: false }
    const parts = inParts(watched.read(source), partBytes)
    const first = (await parts.next()).value ?? new Uint8Array()
    const second = await parts.next()
    if (second.done) {
      const result = watched.finish(sha256)
      const isStored = await unlessTaken(() =>
        client.send({ method: 'PUT', key, headers: conditions, body: first, bodySha256: result.sha256 }).then(discard),
      )
      return { ...result, stored: isStored }
    }
    const large = await begin(client, key)
    try {
      const etags = [await large.sendPart(1, first)]
      let sending = large.sendPart(2, second.value)
      for (let number = 3; ; number++) {
        // Looked at below; without this, one that fails while the next part is read would end the process.
        sending.catch(() => undefined)
        const next = await parts.next()
        etags.push(await sending)
        if (next.done) break
        if (number > maxParts)
          throw new Error(`An object has ${maxParts} parts at most: set larger ones with partBytes`)
        sending = large.sendPart(number, next.value)
      }
      const result = watched.finish(sha256)
      const isStored = await unlessTaken(() => large.complete(etags, conditions, result.bytes))
      if (!isStored) await large.abort()
      return { ...result, stored: isStored }
    } catch (error) {
      await large.abort()
      throw error
    }
  } catch (error) {
    if ('destroy' in source && !source.destroyed) source.destroy()
    throw watched.hasCaused(error) ? error : toS3Error(error, { isWrite: true })
  }
}

/** A large object on its way. */
const begin = async (client: S3Client, key: string) => {
  const { values } = await client.ask({ method: 'POST', key, query: { uploads: '' } })
  const uploadId = values.UploadId
  if (!uploadId) throw new Error('The service gave no number to a new upload')
  const pending = new Set<Promise<unknown>>()
  return {
    sendPart: (partNumber: number, body: Uint8Array): Promise<string> => {
      const sending = client
        .send({ method: 'PUT', key, query: { partNumber: String(partNumber), uploadId }, body })
        .then(async (response) => {
          await discard(response)
          const etag = response.headers.get('etag')
          if (etag === null) throw new Error('The service gave no mark to a part')
          return etag
        })
      pending.add(sending)
      const forget = () => void pending.delete(sending)
      sending.then(forget, forget)
      return sending
    },

    async complete(etags: readonly string[], headers: Readonly<Record<string, string>>, bytes: number): Promise<void> {
      const list = etags.map(
        (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
      )
      const body = Buffer.from(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`)
      try {
        await client.ask({ method: 'POST', key, query: { uploadId }, headers, body })
      } catch (error) {
        // The first answer was lost, and the second try met an upload that is complete.
        if (!isRefusal(error, 404) || (await sizeOf(client, key)) !== bytes) throw error
      }
    },

    /** Never throws: what stays is found by the next sweep. */
    async abort(): Promise<void> {
      await Promise.allSettled(pending)
      await abortUpload(client, key, uploadId).catch(() => undefined)
    },
  }
}

export const abortUpload = async (client: S3Client, key: string, uploadId: string): Promise<void> => {
  await client.send({ method: 'DELETE', key, query: { uploadId } }).then(discard)
}

/** The object's size; `undefined` where there is none. */
const sizeOf = async (client: S3Client, key: string): Promise<number | undefined> => {
  try {
    const response = await client.send({ method: 'HEAD', key })
    return Number(response.headers.get('content-length'))
  } catch (error) {
    if (isRefusal(error, 404)) return undefined
    throw error
  }
}

const exists = async (client: S3Client, key: string): Promise<boolean> => (await sizeOf(client, key)) !== undefined

const drain = async (watched: ReturnType<typeof watchSource>, source: Readable | Uint8Array, sha256?: string) => {
  for await (const _ of watched.read(source));
  return watched.finish(sha256)
}

/** @returns `false` where the condition of the request was not met. */
const unlessTaken = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (isRefusal(error, 412)) return false
    throw error
  }
}

/**
 * A source in pieces of one size, the last one shorter; none where it is empty. Two buffers take turns: whoever asks for a piece has
 * let go of the one before the last.
 */
async function* inParts(source: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<Uint8Array> {
  const buffers: Buffer[] = []
  let part: Buffer | null = null
  let filled = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.byteLength; ) {
      if (part === null) {
        part = (buffers.length < 2 ? undefined : buffers.shift()) ?? Buffer.allocUnsafeSlow(partBytes)
        buffers.push(part)
      }
      const piece = chunk.subarray(at, at + partBytes - filled)
      part.set(piece, filled)
      filled += piece.byteLength
      at += piece.byteLength
      if (filled < partBytes) continue
      yield part
      part = null
      filled = 0
    }
  }
  if (part !== null) yield part.subarray(0, filled)
}

const discard = async (response: Response): Promise<void> => {
  await response.arrayBuffer()
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
