import { VitrineError } from '../errors/vitrine-error.ts'

/** The `code` of a Node system error, such as `ENOSPC`; `undefined` for anything else. */
export const systemErrorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Turns what the operating system said while writing into one of the `STORAGE_*` errors; keeps the cause. */
export const toStorageWriteError = (error: unknown): VitrineError => {
  if (VitrineError.is(error)) return error
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new VitrineError('STORAGE_FULL', { cause: error })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new VitrineError('STORAGE_READ_ONLY', { cause: error })
    default:
      return new VitrineError('STORAGE_FAILED', { cause: error })
  }
}

/** The same for reading, where a file that is not there is an answer of its own and a refusal says nothing about writing. */
export const toStorageReadError = (error: unknown): VitrineError => {
  if (VitrineError.is(error)) return error
  const code = systemErrorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new VitrineError('STORAGE_NOT_FOUND', { cause: error })
  return new VitrineError('STORAGE_FAILED', { cause: error })
}
