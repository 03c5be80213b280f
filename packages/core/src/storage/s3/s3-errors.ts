import { VitrineError } from '../../errors/vitrine-error.ts'

/**
 * An answer of the service that is not what was asked for. Holds its status and the code it gave, and nothing of the request: neither
 * headers, which are signed, nor addresses.
 */
export class S3Refusal extends Error {
  override readonly name = 'S3Refusal'
  readonly status: number
  /** As in the answer: `NoSuchKey`, `SlowDown`; empty where there was none. */
  readonly code: string

  constructor(operation: string, answer: { readonly status: number; readonly code: string; readonly hint?: string }) {
    const { status, code, hint = '' } = answer
    super([operation, 'was answered with', status, code, hint === '' ? '' : `(${hint})`].filter(Boolean).join(' '))
    this.status = status
    this.code = code
  }
}

const fullCodes = new Set(['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge', 'InsufficientStorage'])
/** Refusals that are about who asks, and not about what it may do. */
const strangerCodes = new Set(['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'RequestTimeTooSkewed', 'ExpiredToken'])

export const isRefusal = (error: unknown, ...statuses: number[]): error is S3Refusal =>
  error instanceof S3Refusal && statuses.includes(error.status)

/** What went wrong, as one of the `STORAGE_*` errors; keeps the cause. */
export const toS3Error = (error: unknown, { isWrite }: { isWrite: boolean }): VitrineError => {
  if (VitrineError.is(error)) return error
  if (error instanceof S3Refusal) {
    if (!isWrite && error.status === 404 && error.code !== 'NoSuchBucket')
      return new VitrineError('STORAGE_NOT_FOUND', { cause: error })
    if (isWrite && (error.status === 507 || fullCodes.has(error.code)))
      return new VitrineError('STORAGE_FULL', { cause: error })
    if (isWrite && error.status === 403 && !strangerCodes.has(error.code))
      return new VitrineError('STORAGE_READ_ONLY', { cause: error })
  }
  return new VitrineError('STORAGE_FAILED', { cause: error })
}
