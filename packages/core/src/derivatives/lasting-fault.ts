import { VitrineError } from '../errors/vitrine-error.ts'

/** Faults of the original, which the next minute will not mend. Anything else (a full queue, a busy database) is tried again at once. */
export const isLasting = (error: unknown): error is VitrineError =>
  VitrineError.has(
    error,
    'MEDIA_CORRUPT',
    'MEDIA_NOT_RENDERABLE',
    'MEDIA_TIMEOUT',
    'MEDIA_TOO_MANY_PIXELS',
    'STORAGE_NOT_FOUND',
  )
