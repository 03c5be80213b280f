import { toSearchKey } from '../../text/search-key.ts'
import { toDescription, toLine } from '../text.ts'
import type { MediaMetadata } from '../types.ts'

/** What a photo says in the gallery, to be written into a file. */
export interface PhotoValues {
  readonly title: string | null
  readonly description: string | null
  readonly author: string | null
  readonly copyright: string | null
  readonly keywords: readonly string[]
  /** Of keywords that stand below others: the names from the top down to the keyword. */
  readonly keywordPaths: readonly (readonly string[])[]
  readonly rating: number | null
  /** `YYYY-MM-DDTHH:mm:ss[.sss]` */
  readonly takenAtLocal: string | null
  /** `+02:00` */
  readonly takenOffset: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly altitude: number | null
  /** Texts of custom fields by key; `null` takes the value away. */
  readonly custom: Readonly<Record<string, string | null>>
}

/** What has to become of a file, field by field; those that stay as they are, are left out. */
export interface MetadataChanges {
  readonly title?: string | null
  readonly description?: string | null
  readonly author?: string | null
  readonly copyright?: string | null
  /** Those that stay, as the file spells them, and the new ones. */
  readonly keywords?: {
    readonly all: readonly string[]
    readonly added: readonly string[]
    readonly removed: readonly string[]
    /** See {@link PhotoValues.keywordPaths}. */
    readonly paths: readonly (readonly string[])[]
  }
  readonly rating?: number | null
  readonly date?: { readonly local: string; readonly offset: string | null } | null
  readonly position?: { readonly latitude: number; readonly longitude: number; readonly altitude: number | null } | null
  readonly custom?: Readonly<Record<string, string | null>>
}

/** What makes two keywords the same. */
export const keyOf = (keyword: string): string => toSearchKey(keyword).replace(/\s+/g, ' ').trim() || keyword

const compareKeywords = (
  had: readonly string[],
  { keywords: wanted, keywordPaths: paths }: Pick<PhotoValues, 'keywords' | 'keywordPaths'>,
): MetadataChanges['keywords'] | null => {
  const wantedKeys = new Set(wanted.map(keyOf))
  const hadKeys = new Set(had.map(keyOf))
  const added = wanted.filter((keyword) => !hadKeys.has(keyOf(keyword)))
  const removed = had.filter((keyword) => !wantedKeys.has(keyOf(keyword)))
  if (added.length + removed.length === 0) return null
  return { all: [...had.filter((keyword) => wantedKeys.has(keyOf(keyword))), ...added], added, removed, paths }
}

/** Coordinates are kept in the database with fewer digits than a file may have: about ten centimetres. */
const isNear = (a: number | null, b: number | null, tolerance: number): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= tolerance)

/** What the gallery says otherwise than a file. */
export const findChanges = (file: MediaMetadata, wanted: PhotoValues): MetadataChanges => {
  const line = (text: string | null) => toLine(text)
  const texts = {
    title: [file.title, line(wanted.title)],
    description: [file.description, toDescription(wanted.description)],
    author: [file.author, line(wanted.author)],
    copyright: [file.copyright, line(wanted.copyright)],
  } as const
  const changedTexts = Object.fromEntries(
    Object.entries(texts).flatMap(([field, [had, want]]) => (had === want ? [] : [[field, want]])),
  )
  const keywords = compareKeywords(file.keywords, wanted)
  const isSameDate = file.takenAtLocal === wanted.takenAtLocal && file.takenOffset === wanted.takenOffset
  const isSamePosition =
    isNear(file.latitude, wanted.latitude, 1e-6) &&
    isNear(file.longitude, wanted.longitude, 1e-6) &&
    isNear(file.altitude, wanted.altitude, 0.01)
  // A tag that the file does not have is an empty list.
  const custom = Object.entries(wanted.custom).filter(([key, text]) => (file.custom[key]?.join(', ') || null) !== text)
  const { takenAtLocal: local, takenOffset: offset, latitude, longitude, altitude } = wanted
  return {
    ...changedTexts,
    ...(keywords ? { keywords } : {}),
    ...(file.rating === wanted.rating ? {} : { rating: wanted.rating }),
    ...(isSameDate ? {} : { date: local === null ? null : { local, offset } }),
    ...(isSamePosition
      ? {}
      : { position: latitude === null || longitude === null ? null : { latitude, longitude, altitude } }),
    ...(custom.length > 0 ? { custom: Object.fromEntries(custom) } : {}),
  }
}
