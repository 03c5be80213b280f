import type { TakenAtSource } from './types.ts'

/** A date as written: local time without zone, and the offset if one was written with it. */
export interface WrittenDate {
  /** `YYYY-MM-DDTHH:mm:ss[.sss]` */
  readonly local: string
  /** `+02:00` */
  readonly offset: string | null
}

const minuteMs = 60_000

/** Milliseconds of a local time read as if it were UTC; `null` for dates that do not exist. Years 1 to 9999. */
const toEpoch = (parts: readonly number[], milliseconds: number): number | null => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (year < 1 || year > 9999 || hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, milliseconds)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null
}

/** `Z`, `+02:00`, `+0200` or `+02` to `+02:00`; `null` outside -12:00 to +14:00, the range of real zones. */
export const toOffset = (text: unknown): string | null => {
  if (typeof text !== 'string') return null
  const value = text.trim()
  if (value === 'Z' || value === 'z') return '+00:00'
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(value)
  if (!match) return null
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  if (Number(match[3] ?? 0) > 59 || minutes > (match[1] === '+' ? 14 * 60 : 12 * 60)) return null
  return formatOffset(match[1] === '+' ? minutes : -minutes)
}

const formatOffset = (minutes: number): string => {
  const magnitude = Math.abs(minutes)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(magnitude / 60))}:${pad(magnitude % 60)}`
}

const offsetMinutes = (offset: string): number => {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset.startsWith('-') ? -minutes : minutes
}

const pattern =
  /^(\d{4})[:\-./](\d{2})[:\-./](\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads the date of an EXIF tag (`2024:01:31 00:02:07`), of XMP (ISO 8601, at least a day) or of QuickTime.
 * `null` for dates that do not exist: all zero, blanks, 30 February.
 */
export const toWrittenDate = (
  text: unknown,
  extras: { fraction?: unknown; offset?: unknown } = {},
): WrittenDate | null => {
  if (typeof text !== 'string' || text.length > 64) return null
  const match = pattern.exec(text.replaceAll('\0', '').trim())
  if (!match) return null
  const fraction =
    match[7] ?? (typeof extras.fraction === 'string' ? (/^\d+/.exec(extras.fraction.trim())?.[0] ?? '') : '')
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const epoch = toEpoch(
    match.slice(1, 7).map((part) => Number(part ?? 0)),
    milliseconds,
  )
  if (epoch === null) return null
  return { local: formatLocal(epoch), offset: toOffset(match[8]) ?? toOffset(extras.offset) }
}

const formatLocal = (epoch: number): string =>
  new Date(epoch)
    .toISOString()
    .slice(0, 23)
    .replace(/\.000$/, '')

/** The IPTC pair `20040226` and `120000+0100` (IIM 4.2, 2:55 and 2:60). */
export const fromIptcDate = (date: string | undefined, time: string | undefined): WrittenDate | null => {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec((date ?? '').trim())
  if (!day) return null
  const clock = /^(\d{2})(\d{2})(\d{2})([+-]\d{4})?$/.exec((time ?? '').trim())
  const hours = clock ? ` ${clock[1]}:${clock[2]}:${clock[3]}` : ''
  return toWrittenDate(`${day[1]}:${day[2]}:${day[3]}${hours}`, { offset: clock?.[4] })
}

export interface TakenAt {
  readonly takenAtLocal: string | null
  readonly takenOffset: string | null
  readonly takenAt: string | null
  readonly takenAtSource: TakenAtSource | null
}

/** A GPS fix may be minutes old when the shutter opens. */
const maxGpsAgeMinutes = 7

/** The offset that lies between a local clock and GPS time, in quarters of an hour; `null` where the two do not fit together. */
const offsetFromGps = (localEpoch: number, gpsUtc: string): string | null => {
  const difference = (localEpoch - Date.parse(gpsUtc)) / minuteMs
  const minutes = Math.round(difference / 15) * 15
  if (!Number.isFinite(minutes) || Math.abs(difference - minutes) > maxGpsAgeMinutes) return null
  return minutes > 14 * 60 || minutes < -12 * 60 ? null : formatOffset(minutes)
}

/**
 * When the picture was taken: as written, and in UTC by the best that is known about the zone.
 *
 * @param gpsUtc - ISO time of the GPS receiver. It tells the zone; the moment itself is the camera's, whose clock shows seconds.
 */
export const toTakenAt = (written: WrittenDate | null, gpsUtc: string | null): TakenAt => {
  if (!written) return { takenAtLocal: null, takenOffset: null, takenAt: null, takenAtSource: null }
  const epoch = Date.parse(`${written.local}Z`)
  const fromGps = written.offset === null && gpsUtc !== null ? offsetFromGps(epoch, gpsUtc) : null
  const offset = written.offset ?? fromGps
  const utc = new Date(epoch - (offset === null ? 0 : offsetMinutes(offset)) * minuteMs)
  // The first and last hours of the calendar can leave it when they are moved to UTC.
  const inCalendar = utc.getUTCFullYear() >= 1 && utc.getUTCFullYear() <= 9999
  return {
    takenAtLocal: written.local,
    takenOffset: offset,
    takenAt: inCalendar ? utc.toISOString() : null,
    takenAtSource: !inCalendar ? null : written.offset !== null ? 'offset' : fromGps !== null ? 'gps' : 'assumed-utc',
  }
}
