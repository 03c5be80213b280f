import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { S3Refusal } from './s3-errors.ts'
import type { S3Settings } from './s3-options.ts'
import { maxAnswerChars, readAnswer, type S3Answer } from './s3-xml.ts'

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** With the prefix; empty for the bucket itself. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** SHA-256 of the body, where it is known already. */
  readonly bodySha256?: string
  readonly signal?: AbortSignal
}

export interface S3Client {
  /**
   * Sends it, again where the service is away or busy; resolves with an answer below 300, its body unread: it must be read or cancelled.
   *
   * @throws {S3Refusal} for any other answer; the error of the connection where there was none.
   */
  send(request: S3Request): Promise<Response>
  /** The same for an answer in XML, read. */
  ask(request: S3Request, itemName?: string): Promise<S3Answer>
  /** Ends what is under way; nothing can be sent any more. */
  close(): void
}

const emptySha256 = createHash('sha256').digest('hex')
/** The slowest line that a body is waited for on: 50 KB a second. */
const slowestBytesPerMs = 50
const firstWaitMs = 100
const longestWaitMs = 5_000
const maxErrorChars = 64 * 1024

/**
 * Speaks S3's HTTP: signs with version 4 and the hash of the body, so that the service refuses bytes that were changed on their way.
 * The signature is made by a library, the rest is `fetch`.
 */
export const createS3Client = (settings: S3Settings): S3Client => {
  const closing = new AbortController()
  // The signer keeps the key of the day in it.
  const cache = new Map<string, ArrayBuffer>()

  const sendOnce = async (request: S3Request): Promise<Response> => {
    const { method, key = '', query = {}, body } = request
    const url = new URL(key, settings.bucketUrl)
    url.search = new URLSearchParams(query).toString()
    const signer = new AwsV4Signer({
      ...settings.credentials,
      method,
      url: url.href,
      service: 's3',
      region: settings.region,
      cache,
      headers: {
        ...request.headers,
        'x-amz-content-sha256': request.bodySha256 ?? (body === undefined ? emptySha256 : sha256Of(body)),
      },
    })
    const signed = await signer.sign()
    // Bytes as they are: a packed answer would have another length.
    signed.headers.set('accept-encoding', 'identity')
    const timeout = new AbortController()
    const waitMs = settings.timeoutMs + (body?.byteLength ?? 0) / slowestBytesPerMs
    const timer = setTimeout(() => timeout.abort(new Error(`No answer within ${Math.round(waitMs)} ms`)), waitMs)
    try {
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        // An answer that sends elsewhere is refused: what is signed is for this service alone.
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, timeout.signal, ...(request.signal ? [request.signal] : [])]),
        ...(body === undefined ? {} : { body }),
      })
    } finally {
      clearTimeout(timer)
    }
  }

  const send = async (request: S3Request): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      let failure: unknown
      try {
        const response = await sendOnce(request)
        if (response.status < 300) return response
        failure = await toRefusal(request, response)
      } catch (error) {
        failure = error
      }
      const isGivenUp = closing.signal.aborted || request.signal?.aborted === true
      if (isGivenUp || attempt >= settings.attempts || !isWorthAnotherTry(failure)) throw failure
      const waitMs = Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs) * (0.5 + Math.random())
      await sleep(waitMs, undefined, {
        signal: AbortSignal.any([closing.signal, ...(request.signal ? [request.signal] : [])]),
      })
    }
  }

  return {
    send,
    async ask(request, itemName) {
      const response = await send(request)
      const answer = readAnswer(await readText(response, maxAnswerChars), itemName)
      // Completing an upload is answered with 200 before it is known how that ends.
      if (answer.root === 'Error')
        throw new S3Refusal(describe(request), { status: response.status, code: answer.values.Code ?? 'InternalError' })
      return answer
    },
    close: () => closing.abort(new Error('The storage was closed')),
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const describe = ({ method, query = {} }: S3Request): string =>
  [`S3 ${method}`, ...Object.keys(query).slice(0, 1)].join(' ')

const isWorthAnotherTry = (failure: unknown): boolean =>
  !(failure instanceof S3Refusal) ||
  failure.status >= 500 ||
  failure.status === 429 ||
  failure.code === 'RequestTimeout' ||
  failure.code === 'OperationAborted' ||
  failure.code === 'ConditionalRequestConflict'

const toRefusal = async (request: S3Request, response: Response): Promise<S3Refusal> => {
  const body = await readText(response, maxErrorChars).catch(() => '')
  let code = ''
  try {
    if (body !== '') code = readAnswer(body).values.Code ?? ''
  } catch {
    // An answer of something that stands before the service, in words for people.
  }
  const region = response.headers.get('x-amz-bucket-region')
  const isElsewhere = response.status >= 300 && response.status < 400
  return new S3Refusal(describe(request), {
    status: response.status,
    code: /^\w{1,80}$/.test(code) ? code : '',
    hint: isElsewhere && region !== null && /^[a-z0-9-]+$/.test(region) ? `the bucket is in the region ${region}` : '',
  })
}

/** @throws {Error} where it is longer. */
const readText = async (response: Response, maxChars: number): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxChars) throw new Error('The answer is too long')
  }
  return text + decoder.decode()
}
