import type { ApiErrorCode } from './contract/error-codes.ts'
import type { Issue } from './contract/schemas/error.ts'

/** A code of the contract, or one that a newer server sent. `BAD_RESPONSE`: the answer did not come from a Vitrine. */
export type AnyErrorCode = ApiErrorCode | 'BAD_RESPONSE' | (string & {})

/** An answer with a status of 400 and above. `message` is for people; branch on `code`. */
export class VitrineApiError extends Error {
  override readonly name = 'VitrineApiError'
  readonly status: number
  readonly code: AnyErrorCode
  /** Faults of the input, one per field. Empty where the error is not about input. */
  readonly issues: readonly Issue[]
  /** What a program needs to go on, such as `photoId` of `PHOTO_EXISTS`. */
  readonly details: Readonly<Record<string, string | number>>
  /** When to try again, in seconds; `null` where the server did not say. */
  readonly retryAfterSeconds: number | null

  constructor(answer: {
    status: number
    code: AnyErrorCode
    message: string
    issues?: readonly Issue[]
    details?: Readonly<Record<string, string | number>>
    retryAfterSeconds?: number | null
  }) {
    super(answer.message)
    this.status = answer.status
    this.code = answer.code
    this.issues = answer.issues ?? []
    this.details = answer.details ?? {}
    this.retryAfterSeconds = answer.retryAfterSeconds ?? null
  }

  /**
   * Is it an answer of the API with one of these codes? Without codes: is it one at all?
   *
   * @example if (VitrineApiError.has(error, 'PHOTO_NOT_FOUND')) …
   */
  static has(error: unknown, ...codes: readonly ApiErrorCode[]): error is VitrineApiError {
    return error instanceof VitrineApiError && (codes.length === 0 || codes.some((code) => code === error.code))
  }
}

/** No answer came: the connection was lost or never made (`lost`, `cause` has the reason), or the time was up (`timeout`). */
export class VitrineConnectionError extends Error {
  override readonly name = 'VitrineConnectionError'
  readonly kind: 'lost' | 'timeout'

  constructor(kind: 'lost' | 'timeout', cause?: unknown) {
    super(kind === 'timeout' ? 'The server did not answer in time.' : 'The server could not be reached.', { cause })
    this.kind = kind
  }
}

/** The seconds of a `Retry-After` header, which is a number or a date. */
export const toRetryAfterSeconds = (header: string | null): number | null => {
  if (header === null || header === '') return null
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const toIssues = (value: unknown): Issue[] =>
  Array.isArray(value)
    ? value.flatMap((issue: unknown) =>
        isRecord(issue) && typeof issue.path === 'string' && typeof issue.message === 'string'
          ? [{ path: issue.path, message: issue.message }]
          : [],
      )
    : []

const toDetails = (value: unknown): Record<string, string | number> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, detail]) =>
          typeof detail === 'string' || typeof detail === 'number' ? [[key, detail] as const] : [],
        ),
      )
    : {}

/** Reads the error out of an answer's text; a proxy in between may have answered with anything. */
export const toApiError = (status: number, body: string, retryAfter: string | null): VitrineApiError => {
  const retryAfterSeconds = toRetryAfterSeconds(retryAfter)
  try {
    const parsed: unknown = JSON.parse(body)
    const error = isRecord(parsed) ? parsed.error : undefined
    if (isRecord(error) && typeof error.code === 'string' && typeof error.message === 'string') {
      const { code, message } = error
      const [issues, details] = [toIssues(error.issues), toDetails(error.details)]
      return new VitrineApiError({ status, code, message, issues, details, retryAfterSeconds })
    }
  } catch {
    // Not JSON: told apart below.
  }
  return new VitrineApiError({
    status,
    code: 'BAD_RESPONSE',
    message: `The server answered with status ${status} and no readable error.`,
    retryAfterSeconds,
  })
}
