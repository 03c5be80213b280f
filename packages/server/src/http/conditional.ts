const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')

/** Whether `If-None-Match` names the entity tag (RFC 9110, 13.1.2: weak comparison). */
export const matchesAny = (ifNoneMatch: string | null, etag: string): boolean =>
  ifNoneMatch !== null &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag)))

export interface ByteRange {
  readonly start: number
  /** Included. */
  readonly end: number
}

/**
 * Reads a `Range` header (RFC 9110, 14.2). Several ranges at once are not served: the whole file is, which the RFC allows,
 * so that a small request can never ask for more than the file.
 *
 * @returns `null` to send all of it; `unsatisfiable` for 416.
 */
export const parseRange = (header: string | null, sizeBytes: number): ByteRange | 'unsatisfiable' | null => {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match) return null
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 }
  }
  const start = Number(from)
  if (to !== '' && Number(to) < start) return null
  if (start >= sizeBytes) return 'unsatisfiable'
  return { start, end: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) }
}

/** Whether a range may be served: `If-Range` is absent or names exactly this content (strong comparison; dates are not used). */
export const rangeHolds = (ifRange: string | null, etag: string): boolean => ifRange === null || ifRange.trim() === etag
