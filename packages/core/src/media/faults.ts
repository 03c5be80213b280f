import { VitrineError } from '../errors/vitrine-error.ts'

/** The few ways a file is refused, in one place so that the walkers stay readable. */
export const truncated = (cause?: unknown) => new VitrineError('MEDIA_TRUNCATED', cause === undefined ? {} : { cause })

export const corrupt = (reason: string, cause?: unknown) =>
  new VitrineError('MEDIA_CORRUPT', cause === undefined ? { details: { reason } } : { details: { reason }, cause })

export const unsupported = (detected?: string) => new VitrineError('MEDIA_UNSUPPORTED', { details: { detected } })
