import { Readable } from 'node:stream'
import { VitrineError } from '../../errors/vitrine-error.ts'
import { assertStorageKey } from '../keys.ts'
import { resolveRange } from '../range.ts'
import type { GetOptions, GetResult, ListOptions, PutOptions, PutResult, Storage, StoredObject } from '../types.ts'
import { createS3Client } from './s3-client.ts'
import { streamDownload } from './s3-download.ts'
import { isRefusal, toS3Error } from './s3-errors.ts'
import { listObjects, listUploads } from './s3-list.ts'
import { parseS3Options, type S3StorageOptions } from './s3-options.ts'
import { abortUpload, upload } from './s3-upload.ts'

/**
 * Keeps objects in a bucket of a service that speaks S3: Amazon's, Ceph, MinIO, Garage, R2 and others. Bytes go through the gallery,
 * with its rights; no address of an object is ever given away.
 *
 * `ifAbsent` holds across processes where the service honours `If-None-Match: *`; where it does not, of writers in several processes the
 * last one wins, and those of this process still take turns. For the gallery's own objects that makes no difference: they are named by
 * their content.
 *
 * @throws {VitrineError} `OPTIONS_INVALID` with every fault.
 * @example
 * s3Storage({ endpoint: 'https://s3.example.org', bucket: 'photos', accessKeyId, secretAccessKey })
 */
export const s3Storage = (options: S3StorageOptions): Storage => {
  const settings = parseS3Options(options)
  const { prefix, partBytes, timeoutMs, attempts } = settings
  const client = createS3Client(settings)
  /** The last write of a key that must not be there yet; the next one waits for it. */
  const turns = new Map<string, Promise<unknown>>()

  const fullKeyOf = (key: string): string => {
    assertStorageKey(key)
    return prefix + key
  }

  const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const working = (turns.get(key) ?? Promise.resolve()).then(work)
    const settled = working.catch(() => undefined)
    turns.set(key, settled)
    try {
      return await working
    } finally {
      if (turns.get(key) === settled) turns.delete(key)
    }
  }

  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw toS3Error(error, { isWrite: false })
    }
  }

  const stat = async (key: string): Promise<StoredObject | undefined> => {
    const fullKey = fullKeyOf(key)
    return reading(async () => {
      try {
        const { headers } = await client.send({ method: 'HEAD', key: fullKey })
        return { key, bytes: Number(headers.get('content-length')), modifiedAt: timeOf(headers) }
      } catch (error) {
        if (isRefusal(error, 404)) return undefined
        throw error
      }
    })
  }

  const check = (): Promise<void> =>
    reading(async () => {
      await client.ask({
        method: 'GET',
        query: { 'list-type': '2', 'max-keys': '1', ...(prefix === '' ? {} : { prefix }) },
      })
    })

  return {
    stat,
    check,
    // A bucket that is not there, or credentials that do not fit, show when the gallery opens.
    init: check,

    async put(key: string, source: Readable | Uint8Array, given: PutOptions = {}): Promise<PutResult> {
      const fullKey = fullKeyOf(key)
      const work = () => upload({ ...given, client, key: fullKey, source, partBytes })
      return given.ifAbsent ? inTurn(fullKey, work) : work()
    },

    async get(key: string, range: GetOptions = {}): Promise<GetResult> {
      const fullKey = fullKeyOf(key)
      // Before anything is sent: what lies outside every object.
      resolveRange(range, Number.MAX_SAFE_INTEGER)
      const isPart = (range.start ?? 0) > 0 || range.end !== undefined
      return reading(async () => {
        let first: Response
        try {
          const headers: Record<string, string> = isPart
            ? { range: `bytes=${range.start ?? 0}-${range.end ?? ''}` }
            : {}
          first = await client.send({ method: 'GET', key: fullKey, headers })
        } catch (error) {
          if (!isRefusal(error, 416)) throw error
          return await readNothing(key, range)
        }
        const bytes = sizeOf(first)
        const { start, end } = resolveRange(range, bytes)
        if (isPart && first.status !== 206) {
          await first.body?.cancel()
          throw new Error('A range was asked for, and the whole came')
        }
        const stream = streamDownload({ client, key: fullKey, first, start, end, timeoutMs, attempts })
        return { stream, bytes, start, end, modifiedAt: timeOf(first.headers) }
      })
    },

    async *list(wanted = '', { after = '' }: ListOptions = {}) {
      const folder = wanted.slice(0, wanted.lastIndexOf('/') + 1)
      if (folder !== '') assertStorageKey(folder.slice(0, -1))
      const range = { prefix: prefix + wanted, after: after === '' ? '' : prefix + after }
      try {
        for await (const { key, ...about } of listObjects(client, range))
          yield { key: key.slice(prefix.length), ...about }
      } catch (error) {
        throw toS3Error(error, { isWrite: false })
      }
    },

    async delete(key: string): Promise<boolean> {
      const fullKey = fullKeyOf(key)
      if ((await stat(key)) === undefined) return false
      try {
        await client.send({ method: 'DELETE', key: fullKey })
        return true
      } catch (error) {
        if (isRefusal(error, 404)) return false
        throw toS3Error(error, { isWrite: true })
      }
    },

    async sweepTemporary({ olderThanMs, now = new Date() }) {
      let removed = 0
      try {
        for await (const { key, uploadId, startedAt } of listUploads(client, prefix)) {
          // A time that cannot be read is younger than anything.
          if (!(now.getTime() - startedAt.getTime() >= olderThanMs)) continue
          await abortUpload(client, key, uploadId)
          removed += 1
        }
      } catch (error) {
        throw toS3Error(error, { isWrite: true })
      }
      return removed
    },

    async close() {
      client.close()
    },
  }

  /** A range that begins at or after the end: of an empty object that is all there is, of any other it is a mistake. */
  async function readNothing(key: string, range: GetOptions): Promise<GetResult> {
    const about = await stat(key)
    if (!about) throw new VitrineError('STORAGE_NOT_FOUND')
    const { start, end } = resolveRange(range, about.bytes)
    if (end >= start) throw new Error('A range that is there was refused')
    return { stream: Readable.from([]), bytes: about.bytes, start, end, modifiedAt: about.modifiedAt }
  }
}

const timeOf = (headers: Headers): Date => new Date(headers.get('last-modified') ?? 0)

/** Of the whole object, whatever part of it was asked for. */
const sizeOf = ({ status, headers }: Response): number => {
  const size = status === 206 ? headers.get('content-range')?.split('/')[1] : headers.get('content-length')
  const bytes = Number(size ?? Number.NaN)
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new Error('The service did not say how large the object is')
  return bytes
}
