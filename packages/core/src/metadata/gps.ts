import { toNumber } from './text.ts'

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** Both coordinates or none: a latitude without its longitude is nowhere. Out of range is nowhere, too. */
export const toPosition = (latitude: number | null, longitude: number | null): Position | null =>
  latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : null

/** Metres between the deepest trench and the edge of space; `null` outside. */
export const toAltitude = (metres: number | null): number | null =>
  metres !== null && metres > -12_000 && metres < 110_000 ? metres : null

/** Degrees, minutes, seconds of the EXIF GPS directory with their reference letter. */
export const fromDegrees = (value: unknown, reference: unknown): number | null => {
  const parts = Array.isArray(value) ? value.map(toNumber) : [toNumber(value)]
  const [degrees = null, minutes = 0, seconds = 0] = parts
  if (degrees === null || degrees < 0 || degrees > 180) return null
  // Some writers leave 0/0 where they have nothing to say about minutes or seconds.
  const magnitude = degrees + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600
  const letter = typeof reference === 'string' ? reference.trim().charAt(0).toUpperCase() : ''
  if (!['N', 'S', 'E', 'W'].includes(letter)) return null
  return letter === 'S' || letter === 'W' ? -magnitude : magnitude
}

/** A coordinate of XMP: `59,20.1W`, `59,20,6W`, or plain degrees as some programs write (XMP specification part 2, GPSCoordinate). */
export const fromXmpCoordinate = (text: string | undefined): number | null => {
  const value = (text ?? '').trim()
  const plain = toNumber(value)
  if (plain !== null) return plain
  const match = /^([\d.,]+)\s*([NSEW])$/i.exec(value)
  const parts = match?.[1]?.split(',').map(Number) ?? []
  return parts.length < 1 || parts.length > 3 ? null : fromDegrees(parts, match?.[2])
}

/** ISO 6709 as QuickTime writes it: `+51.5334-000.1255+026.756/`. */
export const fromIso6709 = (text: string | undefined): { position: Position | null; altitude: number | null } => {
  const match = /^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?/.exec((text ?? '').trim())
  if (!match) return { position: null, altitude: null }
  return { position: toPosition(toNumber(match[1]), toNumber(match[2])), altitude: toAltitude(toNumber(match[3])) }
}

/** GPS date and time of day to ISO 8601; `null` unless both are whole. */
export const toGpsUtc = (date: unknown, time: unknown): string | null => {
  const day = typeof date === 'string' ? /^(\d{4})[:-](\d{2})[:-](\d{2})/.exec(date.trim()) : null
  if (!day || !Array.isArray(time)) return null
  const [hours, minutes, seconds] = time.map(toNumber)
  if (hours == null || minutes == null || seconds == null || hours > 23 || minutes > 59 || seconds >= 61) return null
  const epoch = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]), hours, minutes, Math.floor(seconds))
  const date_ = new Date(epoch)
  return date_.getUTCDate() === Number(day[3]) && Number(day[1]) > 1980 ? date_.toISOString() : null
}
