import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { VitrineError } from '../../errors/vitrine-error.ts'
import { parseS3Options } from './s3-options.ts'
import { s3Storage } from './s3-storage.ts'
import { toS3Options } from './s3-url.ts'
import { readAnswer } from './s3-xml.ts'

/*
 * What a service does when it is not well, answer by answer; what it does when it is, is looked at on a real one (s3-storage.deep.test.ts).
 */
const secrets = { accessKeyId: 'AKIDNOBODYKNOWS', secretAccessKey: 'secret-nobody-knows' }
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void

/** A storage whose service gives these answers, one after the other, the last one again and again. */
const answering = async (answers: readonly Answer[], options: { attempts?: number; timeoutMs?: number } = {}) => {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    asked.push(`${request.method} ${request.url}`)
    answers[Math.min(asked.length, answers.length) - 1]?.(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const storage = s3Storage({ bucket: 'bucket', endpoint, ...secrets, attempts: 3, timeoutMs: 1_000, ...options })
  return { storage, asked }
}

const refuse =
  (status: number, code: string): Answer =>
  (_, response) => {
    response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`)
  }
const well: Answer = (_, response) => void response.writeHead(200, { etag: '"e"' }).end()
const hang: Answer = () => undefined
const cutOff: Answer = (_, response) => void response.destroy()

const failureOf = async (work: Promise<unknown>): Promise<VitrineError> => {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  )
  if (!VitrineError.is(error)) throw new Error(`Expected an error of ours, and got ${String(error)}`)
  const told = inspect(error, { depth: 10, showHidden: true })
  for (const secret of [...Object.values(secrets), 'Signature=']) expect(told).not.toContain(secret)
  return error
}

describe('a service that is not well', () => {
  it('is asked again where it is busy, away or silent', async () => {
    for (const fault of [refuse(503, 'SlowDown'), refuse(500, 'InternalError'), refuse(429, ''), cutOff, hang]) {
      const { storage, asked } = await answering([fault, fault, well], { timeoutMs: 200 })
      expect(await storage.put('a', Buffer.from('x'))).toMatchObject({ stored: true, bytes: 1 })
      expect(asked).toEqual(Array(3).fill('PUT /bucket/a'))
    }
  })

  it('is given up after some attempts, and at once where asking again would not help', async () => {
    const busy = await answering([refuse(503, 'SlowDown')])
    const error = await failureOf(busy.storage.put('a', Buffer.from('x')))
    expect(error.code).toBe('STORAGE_FAILED')
    expect((error.cause as Error).message).toBe('S3 PUT was answered with 503 SlowDown')
    expect(busy.asked.length).toBe(3)
    for (const [status, reason, code] of [
      [403, 'AccessDenied', 'STORAGE_READ_ONLY'],
      [403, 'SignatureDoesNotMatch', 'STORAGE_FAILED'],
      [403, 'QuotaExceeded', 'STORAGE_FULL'],
      [507, '', 'STORAGE_FULL'],
      [404, 'NoSuchBucket', 'STORAGE_FAILED'],
      [400, 'XAmzContentSHA256Mismatch', 'STORAGE_FAILED'],
    ] as const) {
      const { storage, asked } = await answering([refuse(status, reason)], { attempts: status === 507 ? 1 : 3 })
      expect((await failureOf(storage.put('a', Buffer.from('x')))).code, reason).toBe(code)
      expect(asked.length, reason).toBe(1)
    }
  })

  it('is not followed elsewhere with what was signed for it', async () => {
    const elsewhere: Answer = (_, response) =>
      void response.writeHead(301, { location: 'http://127.0.0.1:1/', 'x-amz-bucket-region': 'eu-west-9' }).end()
    const { storage } = await answering([elsewhere])
    const error = await failureOf(storage.get('a'))
    expect((error.cause as Error).message).toContain('the bucket is in the region eu-west-9')
  })

  it('is told the hash of what it is sent, and leaves no upload behind that breaks off', async () => {
    const hashes: unknown[] = []
    const begun: Answer = (_, response) =>
      void response.end('<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>')
    const part: Answer = (request, response) => {
      hashes.push(request.headers['x-amz-content-sha256'])
      response.writeHead(200, { etag: '"p"' }).end()
    }
    const { storage, asked } = await answering([begun, part, refuse(403, 'AccessDenied'), well])
    const source = Readable.from(Array.from({ length: 20 }, () => Buffer.alloc(1_000_000)))
    expect((await failureOf(storage.put('a', source))).code).toBe('STORAGE_READ_ONLY')
    expect(hashes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect(asked.at(-1)).toBe('DELETE /bucket/a?uploadId=u1')
    expect(source.destroyed).toBe(true)
  })

  it('that says 200 and then that it failed has failed', async () => {
    const begun: Answer = (_, response) => void response.end('<R><UploadId>u1</UploadId></R>')
    const part: Answer = (_, response) => void response.writeHead(200, { etag: '"p"' }).end()
    const late: Answer = (_, response) => void response.end('<Error><Code>InternalError</Code></Error>')
    const { storage } = await answering([begun, part, part, late])
    const error = await failureOf(storage.put('a', Readable.from([Buffer.alloc(9_000_000)])))
    expect(error.code).toBe('STORAGE_FAILED')
  })

  it('that breaks off while it is read is asked for the rest, of the same object', async () => {
    const bytes = Buffer.from('0123456789')
    const half: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': '10', etag: '"v1"' })
      response.write(bytes.subarray(0, 4))
      setTimeout(() => response.destroy(), 50)
    }
    const rest: Answer = (request, response) => {
      expect([request.headers.range, request.headers['if-match']]).toEqual(['bytes=4-9', '"v1"'])
      response.writeHead(206, { 'content-range': 'bytes 4-9/10', etag: '"v1"' }).end(bytes.subarray(4))
    }
    const { storage } = await answering([half, rest])
    expect(String(await buffer((await storage.get('a')).stream))).toBe('0123456789')

    const changed = await answering([half, refuse(412, 'PreconditionFailed')])
    const { stream } = await changed.storage.get('a')
    expect((await failureOf(buffer(stream))).code).toBe('STORAGE_FAILED')
  })

  it('that sends nothing more is not waited for for ever', async () => {
    const stall: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': '10', etag: '"v1"' })
      response.write('0123')
    }
    const { storage } = await answering([stall, hang], { attempts: 2, timeoutMs: 200 })
    expect((await failureOf(buffer((await storage.get('a')).stream))).code).toBe('STORAGE_FAILED')
  })

  it('whose place is taken by a page for people has no empty bucket', async () => {
    for (const page of ['', '<html><body>Sign in</body></html>', 'Sign in']) {
      const { storage } = await answering([(_, response) => void response.end(page)])
      const listing = async () => {
        for await (const { key } of storage.list()) expect.unreachable(key)
      }
      expect((await failureOf(listing())).code).toBe('STORAGE_FAILED')
    }
  })

  it('does not keep a closed storage busy', async () => {
    const { storage } = await answering([refuse(503, 'SlowDown')], { attempts: 20 })
    const putting = failureOf(storage.put('a', Buffer.from('x')))
    await storage.close?.()
    expect((await putting).code).toBe('STORAGE_FAILED')
  })
})

describe('options of a bucket', () => {
  it('come from an address, with credentials in it or beside it', () => {
    expect(toS3Options('s3://photos/gallery/1?endpoint=https://s3.example.org&region=eu', secrets)).toEqual({
      bucket: 'photos',
      prefix: 'gallery/1',
      endpoint: 'https://s3.example.org',
      region: 'eu',
      ...secrets,
    })
    expect(toS3Options('s3://KEY:s%2Fcret@photos?pathStyle=false', { ...secrets, sessionToken: 't' })).toEqual({
      bucket: 'photos',
      prefix: '',
      accessKeyId: 'KEY',
      secretAccessKey: 's/cret',
      pathStyle: false,
    })
  })

  it('name the bucket in the path or before the host', () => {
    const urlOf = (options: object) => parseS3Options({ bucket: 'photos', ...secrets, ...options }).bucketUrl
    expect(urlOf({})).toBe('https://photos.s3.us-east-1.amazonaws.com/')
    expect(urlOf({ region: 'eu-west-1', pathStyle: true })).toBe('https://s3.eu-west-1.amazonaws.com/photos/')
    expect(urlOf({ endpoint: 'http://127.0.0.1:9000' })).toBe('http://127.0.0.1:9000/photos/')
    expect(urlOf({ endpoint: 'https://s3.example.org', pathStyle: false })).toBe('https://photos.s3.example.org/')
  })

  it('are refused together, field by field, without repeating them', async () => {
    const wrong = () =>
      s3Storage({
        bucket: 'Photos!',
        accessKeyId: '',
        secretAccessKey: '',
        endpoint: 'https://user:hidden@s3.example.org/x',
        prefix: '../up',
        partBytes: 1,
      })
    const error = await failureOf(Promise.resolve().then(wrong))
    expect(error.code).toBe('OPTIONS_INVALID')
    expect(error.issues.map(({ path }) => path).sort()).toEqual(
      ['accessKeyId', 'bucket', 'endpoint', 'partBytes', 'prefix', 'secretAccessKey'].sort(),
    )
    expect(JSON.stringify(error.issues)).not.toContain('hidden')
    for (const url of ['s3:photos', 'http://x', 's3://photos?secret=x', 's3://photos?pathStyle=maybe'])
      await failureOf(Promise.resolve().then(() => toS3Options(url)))
  })
})

describe('answers in XML', () => {
  it('are read two levels deep', () => {
    const xml = `<?xml version="1.0"?><L xmlns="u"><IsTruncated>true</IsTruncated><Contents><Key>a&amp;b</Key><Owner><ID>x</ID></Owner>
      <Size>5</Size></Contents><Contents><Key>c</Key></Contents></L>`
    const { root, values, items } = readAnswer(xml, 'Contents')
    expect([root, values.IsTruncated]).toEqual(['L', 'true'])
    expect(items.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['a&b', '5'],
      ['c', undefined],
    ])
  })

  it('are refused where they are none', () => {
    for (const text of ['', '<a>', '<a></b>', 'hello', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
      expect(() => readAnswer(text), text).toThrow()
  })
})
