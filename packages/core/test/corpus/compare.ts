import type { MediaProbe } from '../../src/media/types.ts'
import { toOffset, toWrittenDate } from '../../src/metadata/dates.ts'
import { textLimits } from '../../src/metadata/text.ts'
import type { MediaMetadata } from '../../src/metadata/types.ts'
import type { Expected } from './manifest.ts'

/** A field that is not as the manifest has it. */
export interface Difference {
  readonly field: string
  readonly expected: unknown
  readonly found: unknown
}

const near = (a: number, b: number, tolerance: number) => Math.abs(a - b) <= tolerance
const relative = (a: number, b: number) => near(a, b, Math.abs(a) * 1e-4 + 1e-9)

/** Compares each field that the manifest holds; the rules are those of the corpus' own description. */
export const compareMetadata = (expected: Expected, metadata: MediaMetadata): Difference[] => {
  const differences: Difference[] = []
  const check = (field: string, wanted: unknown, found: unknown, isSame: (wanted: unknown) => boolean) => {
    const alternatives = Object.values(expected.alternatives?.[field] ?? {})
    const other = expected.utf8Reading?.[field]
    // A date has to be the one of the first block; for texts another block's value is a different reading, not a right one.
    const accepted = other === undefined ? [wanted] : [wanted, other]
    if (!accepted.some(isSame))
      differences.push({
        field,
        expected: wanted,
        found: alternatives.some(isSame) ? `${String(found)} (another block)` : found,
      })
  }
  const text = (field: keyof Expected & string, found: string | null, maxLength: number = textLimits.line) => {
    const wanted = expected[field]
    if (typeof wanted !== 'string') return
    const trimmed = wanted.replace(/\s*\n\s*/g, '\n').trim()
    check(
      field,
      trimmed.slice(0, maxLength).trim() || null,
      found,
      (value) => value === (found?.replace(/\s*\n\s*/g, '\n') ?? null),
    )
  }
  const list = (field: 'keywords' | 'hierarchicalKeywords', found: readonly string[]) => {
    const wanted = expected[field]
    if (!wanted) return
    const sorted = (values: unknown) =>
      Array.isArray(values) ? [...new Set(values.map((v) => String(v).trim()))].sort() : []
    // A cap is a promise of its own: of more keywords than it allows, that many have to be there and all be expected.
    const isCapped = wanted.length > textLimits.keywords
    check(field, wanted, found, (value) =>
      isCapped
        ? found.length === textLimits.keywords && found.every((keyword) => wanted.includes(keyword))
        : JSON.stringify(sorted(value)) === JSON.stringify(sorted(found)),
    )
  }
  const number = (
    field: keyof Expected & string,
    found: number | null,
    isSame: (a: number, b: number) => boolean = relative,
  ) => {
    const wanted = expected[field]
    // A number that no camera can mean is not shown.
    if (typeof wanted === 'number' && wanted >= 2 ** 32 - 1 && found === null) return
    if (typeof wanted === 'number')
      check(field, wanted, found, (value) => found !== null && typeof value === 'number' && isSame(value, found))
  }
  compareDate(expected, metadata, differences)
  const invalid = new Set(expected.invalidFields ?? [])
  if (invalid.has('gpsLatitude') || invalid.has('gpsLongitude')) {
    if (metadata.latitude !== null || metadata.longitude !== null)
      differences.push({ field: 'gpsLatitude', expected: null, found: metadata.latitude })
  } else if (expected.gpsLatitude === undefined) {
    if (metadata.latitude !== null) differences.push({ field: 'gpsLatitude', expected: null, found: metadata.latitude })
  } else {
    number('gpsLatitude', metadata.latitude, (a, b) => near(a, b, 1e-6))
    number('gpsLongitude', metadata.longitude, (a, b) => near(a, b, 1e-6))
  }
  if (invalid.has('gpsAltitude') && metadata.altitude !== null)
    differences.push({ field: 'gpsAltitude', expected: null, found: metadata.altitude })
  if (!invalid.has('gpsAltitude')) number('gpsAltitude', metadata.altitude, (a, b) => near(a, b, 0.01))
  text('title', metadata.title)
  text('description', metadata.description, textLimits.descriptionBytes)
  text('creator', metadata.author)
  text('copyright', metadata.copyright)
  text('headline', metadata.headline)
  text('city', metadata.city)
  text('country', metadata.country)
  list('keywords', metadata.keywords)
  compareTree(expected, metadata, check)
  if (expected.rating !== undefined) {
    const wanted = expected.rating >= -1 && expected.rating <= 5 ? expected.rating : null
    check('rating', wanted, metadata.rating, (value) => value === metadata.rating)
  }
  text('make', metadata.camera?.make ?? null)
  text('model', metadata.camera?.model ?? null)
  text('lensModel', metadata.camera?.lens ?? null)
  number('iso', metadata.camera?.iso ?? null)
  number('fNumber', metadata.camera?.aperture ?? null)
  number('exposureTime', metadata.camera?.exposureSeconds ?? null)
  number('focalLength', metadata.camera?.focalLengthMm ?? null)
  text('colourProfile', metadata.colourProfile)
  text('projectionType', metadata.projection)
  text('contentIdentifier', metadata.contentIdentifier)
  if (expected.motionPhoto !== undefined)
    check('motionPhoto', expected.motionPhoto, metadata.isMotionPhoto, (value) => value === metadata.isMotionPhoto)
  compareDates(expected, metadata, differences)
  compareRegions(expected, metadata, differences)
  return differences
}

/** Every field of the manifest that is compared here or in {@link compareProbe}. */
export const comparedFields: readonly string[] = [
  ...['width', 'height', 'orientation', 'rotation', 'duration'],
  ...['dateTimeOriginal', 'offsetTimeOriginal', 'subSecTimeOriginal', 'createDate', 'dateCreated'],
  ...['gpsLatitude', 'gpsLongitude', 'gpsAltitude', 'invalidFields'],
  ...['title', 'description', 'creator', 'copyright', 'headline', 'city', 'country'],
  ...['keywords', 'hierarchicalKeywords', 'rating', 'utf8Reading', 'alternatives'],
  ...['make', 'model', 'lensModel', 'iso', 'fNumber', 'exposureTime', 'focalLength'],
  ...['colourProfile', 'projectionType', 'contentIdentifier', 'motionPhoto'],
  ...['faceRegions', 'faceRegionsAppliedTo'],
]

/** Each date by itself, with the fraction and the offset that are written with it. */
const compareDates = (expected: Expected, metadata: MediaMetadata, differences: Difference[]) => {
  const kinds = [
    ['dateTimeOriginal', 'original'],
    ['createDate', 'digitized'],
    ['dateCreated', 'created'],
  ] as const
  for (const [field, kind] of kinds) {
    if (expected[field] === undefined) continue
    const wanted = toWrittenDate(expected[field])
    const found = metadata.dates.find((date) => date.kind === kind) ?? null
    const isOffset = (wanted?.offset ?? null) === null || wanted?.offset === found?.offset
    if (wanted?.local.slice(0, 19) !== found?.local.slice(0, 19) || !isOffset)
      differences.push({ field, expected: expected[field], found })
  }
  const fraction = expected.subSecTimeOriginal
  const original = metadata.dates.find(({ kind }) => kind === 'original')
  const milliseconds = (text: string | undefined) => (text ?? '').slice(0, 3).padEnd(3, '0')
  if (fraction !== undefined && milliseconds(fraction) !== milliseconds(original?.local.slice(20)))
    differences.push({ field: 'subSecTimeOriginal', expected: fraction, found: original?.local ?? null })
}

const compareRegions = (expected: Expected, metadata: MediaMetadata, differences: Difference[]) => {
  const { faceRegions: wanted, faceRegionsAppliedTo: drawnOn } = expected
  const { regions, regionDimensions } = metadata
  if (wanted) {
    const isSame =
      wanted.length === regions.length &&
      wanted.every(({ name, type, x, y, w, h, origin }, index) => {
        const region = regions[index]
        const half = origin === 'centre' ? 0 : 0.5
        const [centreX, centreY] = [x + w * half, y + h * half]
        return (
          region !== undefined &&
          region.name === (name?.trim() ?? null) &&
          region.type === (type ?? null) &&
          near(centreX, region.x, 1e-9) &&
          near(centreY, region.y, 1e-9) &&
          near(w, region.width, 1e-9) &&
          near(h, region.height, 1e-9)
        )
      })
    if (!isSame) differences.push({ field: 'faceRegions', expected: wanted, found: regions })
  }
  if (drawnOn && (drawnOn.w !== regionDimensions?.widthPx || drawnOn.h !== regionDimensions?.heightPx))
    differences.push({ field: 'faceRegionsAppliedTo', expected: drawnOn, found: regionDimensions })
}

type Check = (field: string, wanted: unknown, found: unknown, isSame: (wanted: unknown) => boolean) => void

/** Paths are compared joined the way Lightroom writes them; digiKam and Microsoft write a slash. */
const compareTree = (expected: Expected, metadata: MediaMetadata, check: Check) => {
  if (!expected.hierarchicalKeywords) return
  const parts = (paths: readonly string[]) =>
    JSON.stringify([...new Set(paths.map((path) => path.split(/[|/]/).filter(Boolean).join('|')))].sort())
  const found = metadata.hierarchicalKeywords.map((path) => path.join('|'))
  check(
    'hierarchicalKeywords',
    expected.hierarchicalKeywords,
    found,
    () => parts(expected.hierarchicalKeywords ?? []) === parts(found),
  )
}

/** The date of taking has to be exact; where the manifest has none, one of the other dates, and of impossible dates none. */
const compareDate = (expected: Expected, metadata: MediaMetadata, differences: Difference[]) => {
  const original = toWrittenDate(expected.dateTimeOriginal)
  const others = [expected.dateCreated, expected.createDate]
    .map((date) => toWrittenDate(date))
    .filter((date) => date !== null)
  const wanted = original ? [original] : others
  const seconds = (local: string | null) => local?.slice(0, 19) ?? null
  const found = seconds(metadata.takenAtLocal)
  const isRight = wanted.length === 0 ? found === null : wanted.some(({ local }) => seconds(local) === found)
  if (!isRight) differences.push({ field: 'date', expected: wanted[0]?.local ?? null, found: metadata.takenAtLocal })
  const offset = original ? (toOffset(expected.offsetTimeOriginal) ?? original.offset) : null
  if (offset !== null && metadata.takenOffset !== offset)
    differences.push({ field: 'offset', expected: offset, found: metadata.takenOffset })
}

/** Stored size, orientation as written in metadata, turn of a film, and its length. */
export const compareProbe = (expected: Expected, probe: MediaProbe, metadata: MediaMetadata): Difference[] => {
  const differences: Difference[] = []
  const check = (field: string, wanted: unknown, found: unknown) => {
    if (wanted !== found) differences.push({ field, expected: wanted, found })
  }
  if (expected.width !== undefined) check('width', expected.width, probe.widthPx)
  if (expected.height !== undefined) check('height', expected.height, probe.heightPx)
  check('orientation', expected.orientation || 1, metadata.orientation ?? 1)
  if (expected.rotation !== undefined)
    check('rotation', { 0: 1, 90: 6, 180: 3, 270: 8 }[expected.rotation], probe.orientation)
  if (
    expected.duration !== undefined &&
    probe.mediaType === 'video' &&
    !near(expected.duration, probe.durationSeconds ?? 0, 0.01)
  ) {
    differences.push({ field: 'duration', expected: expected.duration, found: probe.durationSeconds })
  }
  return differences
}
