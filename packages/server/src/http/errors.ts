import { errorMessages, type Issue, VitrineError } from '@vitrine/core'
import { HTTPError } from 'h3'
import type { HeaderMap } from './headers.ts'
import { statusOf } from './status.ts'

/** An error as a visitor may see it. */
export interface Failure {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly issues: readonly Issue[]
  /** What a program needs to go on. */
  readonly details?: Readonly<Record<string, string | number>>
  readonly headers: HeaderMap
}

/** Seconds to wait where the error does not say. */
const defaultRetryAfterSeconds = 5

const retryAfter = (status: number, details: unknown): HeaderMap => {
  if (status !== 429 && status !== 503) return {}
  const asked = (details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds
  const seconds = typeof asked === 'number' && Number.isFinite(asked) ? Math.max(1, Math.ceil(asked)) : undefined
  return { 'retry-after': String(seconds ?? defaultRetryAfterSeconds) }
}

/** Only what stands here leaves the server: details of other errors are for the log. */
const detailsOf = (error: VitrineError): Pick<Failure, 'details'> => {
  if (VitrineError.has(error, 'PHOTO_EXISTS') && error.details) return { details: { photoId: error.details.photoId } }
  if (VitrineError.has(error, 'SCOPE_MISSING') && error.details?.scope)
    return { details: { scope: error.details.scope } }
  if (VitrineError.has(error, 'SECOND_FACTOR_REQUIRED') && error.details) {
    const { step, needs, expiresAt } = error.details
    return { details: { step, needs, expiresAt } }
  }
  return {}
}

const internal: Failure = {
  status: 500,
  code: 'INTERNAL',
  message: errorMessages.INTERNAL(),
  issues: [],
  headers: {},
}

const fromVitrine = (error: VitrineError): Failure => {
  const status: number = statusOf[error.code] ?? 500
  // What went wrong inside is for the log: its message may name paths or steps.
  // Not so where the program around the gallery is at fault: whoever writes it is the one who sees this answer.
  if (status === 500 && error.code !== 'BODY_ALREADY_READ') return internal
  const { code, message, issues } = error
  const challenge: HeaderMap = status === 401 ? { 'www-authenticate': 'Bearer realm="vitrine"' } : {}
  const headers = { ...retryAfter(status, error.details), ...challenge }
  return { status, code, message, issues, ...detailsOf(error), headers }
}

/** h3 throws errors of its own (a malformed address, a body too large); their texts repeat the address, so ours are used. */
const fromHttp = (error: HTTPError): Failure => {
  switch (error.status) {
    case 400:
      return fromVitrine(new VitrineError('INPUT_INVALID', { issues: [{ path: '', message: 'Malformed request' }] }))
    case 404:
      return fromVitrine(new VitrineError('ROUTE_NOT_FOUND'))
    case 405:
      return fromVitrine(new VitrineError('METHOD_NOT_ALLOWED'))
    case 413:
      return fromVitrine(new VitrineError('BODY_TOO_LARGE', { details: { maxBytes: maxJsonBytes } }))
    default:
      return internal
  }
}

/** Largest JSON body taken. */
export const maxJsonBytes = 1024 * 1024

/** Any thrown value as an answer. Only errors that Vitrine throws on purpose show their text. */
export const toFailure = (error: unknown): Failure => {
  if (VitrineError.is(error)) return fromVitrine(error)
  if (HTTPError.isError(error) && !error.unhandled) return fromHttp(error)
  if (HTTPError.isError(error) && VitrineError.is(error.cause)) return fromVitrine(error.cause)
  return internal
}
