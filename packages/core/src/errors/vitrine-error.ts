import { type ErrorCode, type ErrorDetails, errorMessages } from './codes.ts'

/** One fault in the input: where it is and what is wrong with it. Never holds the value itself, which may be a secret. */
export interface Issue {
  /** Dotted path of the field, such as `albums.0.name`; empty for the input as a whole. */
  readonly path: string
  readonly message: string
}

type Extras = { cause?: unknown; issues?: readonly Issue[] }
type Arguments<C extends ErrorCode> =
  ErrorDetails<C> extends Record<string, never>
    ? [extras?: Extras & { details?: undefined }]
    : Record<string, never> extends ErrorDetails<C>
      ? [extras?: Extras & { details?: ErrorDetails<C> }]
      : [extras: Extras & { details: ErrorDetails<C> }]

const brand = Symbol.for('vitrine.error')

/**
 * The one error that Vitrine throws on purpose.
 *
 * `message` may be shown to a visitor; what went wrong inside is in `cause`.
 * Recognise it with {@link VitrineError.is}: two copies of the package can meet in one process, so `instanceof` is not enough.
 */
export class VitrineError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly details: ErrorDetails<C> | undefined
  /** Faults of the input, one per field. Empty where the error is not about input. */
  readonly issues: readonly Issue[]
  readonly [brand] = true

  constructor(code: C, ...[extras]: Arguments<C>) {
    const build = errorMessages[code] as (details: unknown) => string
    super(build(extras?.details ?? {}), extras?.cause === undefined ? undefined : { cause: extras.cause })
    this.name = 'VitrineError'
    this.code = code
    this.details = extras?.details as ErrorDetails<C> | undefined
    this.issues = extras?.issues ?? []
  }

  static is(value: unknown): value is VitrineError {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true
  }

  /** `true` where `value` is a Vitrine error with one of these codes. */
  static has<const K extends ErrorCode>(value: unknown, ...codes: K[]): value is VitrineError<K> {
    return VitrineError.is(value) && (codes as readonly ErrorCode[]).includes(value.code)
  }
}

/** Input that is not valid, with the fields that are at fault. */
export const inputInvalid = (issues: readonly Issue[], cause?: unknown): VitrineError<'INPUT_INVALID'> =>
  new VitrineError('INPUT_INVALID', cause === undefined ? { issues } : { issues, cause })
