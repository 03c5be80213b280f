import type { ApiErrorCode } from '../error-codes.ts'

/** What can be wrong with a file that is sent, wherever it goes. */
export const fileErrors = [
  'FORBIDDEN',
  'CSRF_REJECTED',
  'UPLOAD_INVALID',
  'BODY_TYPE_UNSUPPORTED',
  'MEDIA_EMPTY',
  'MEDIA_UNSUPPORTED',
  'MEDIA_CORRUPT',
  'MEDIA_TRUNCATED',
  'MEDIA_TOO_MANY_PIXELS',
  'MEDIA_TOO_MANY_FRAMES',
  'MEDIA_TOO_LARGE',
  'MEDIA_TIMEOUT',
  'STORAGE_FULL',
] as const satisfies readonly ApiErrorCode[]
