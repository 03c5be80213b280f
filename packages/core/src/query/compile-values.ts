import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { DialectSupport } from '../db/dialect.ts'
import { boundsOf } from './dates.ts'
import type {
  BoxQuery,
  ChoiceQuery,
  DateField,
  DatePatternQuery,
  DateQuery,
  ExactField,
  ExactQuery,
  NearQuery,
  NumberField,
  NumberQuery,
  WeekQuery,
} from './query.types.ts'
import type { Condition } from './query-context.ts'

const numberColumns: Readonly<Record<NumberField, RawBuilder<number | null>>> = {
  width: sql`photos.width_px`,
  height: sql`photos.height_px`,
  size: sql`(photos.width_px * photos.height_px)`,
  ratio: sql`(photos.width_px * 1e0 / photos.height_px)`,
  filesize: sql`photos.bytes`,
  visits: sql`photos.views`,
  rating: sql`photos.rating`,
  id: sql`photos.id`,
  iso: sql`photos.iso`,
  aperture: sql`photos.aperture`,
  exposure: sql`photos.exposure_seconds`,
  focal: sql`photos.focal_length_mm`,
  duration: sql`photos.duration_seconds`,
  level: sql`photos.level`,
}

/** Figures that are the result of a division: equal means equal to within half a percent. */
const inexact: ReadonlySet<NumberField> = new Set(['ratio', 'aperture', 'exposure', 'focal', 'duration'])
const tolerance = 0.005

export const compileNumber = ({ field, ...range }: NumberQuery): Condition =>
  compileRange(numberColumns[field], range, inexact.has(field))

export const compileRange = (
  column: RawBuilder<unknown>,
  { min, max, minIncluded, maxIncluded }: Omit<NumberQuery, 'type' | 'field'>,
  isInexact: boolean,
): Condition => {
  if (min !== null && min === max && isInexact)
    return sql<SqlBool>`${column} between ${min - Math.abs(min) * tolerance} and ${max + Math.abs(max) * tolerance}`
  const ends = [
    ...(min === null ? [] : [minIncluded ? sql`${column} >= ${min}` : sql`${column} > ${min}`]),
    ...(max === null ? [] : [maxIncluded ? sql`${column} <= ${max}` : sql`${column} < ${max}`]),
  ]
  return sql<SqlBool>`(${sql.join(ends, sql` and `)})`
}

const exactColumns: Readonly<Record<Exclude<ExactField, 'extension'>, RawBuilder<string | null>>> = {
  author: sql`photos.author`,
  camera: sql`photos.camera_model`,
  make: sql`photos.camera_make`,
  lens: sql`photos.lens`,
  city: sql`photos.city`,
  country: sql`photos.country`,
  mime: sql`photos.mime_type`,
}

export const compileExact = ({ field, value }: ExactQuery): Condition =>
  field === 'extension'
    ? sql<SqlBool>`lower(photos.file_name) like ${`%.${value}`}`
    : sql<SqlBool>`${exactColumns[field]} = ${value}`

/** By the day that the camera showed, or on which the photo came in (UTC). */
const dateColumns: Readonly<Record<DateField, RawBuilder<string | null>>> = {
  created: sql`photos.taken_at_local`,
  posted: sql`photos.added_at`,
}

export const compileDate = ({ field, from, to }: DateQuery): Condition => {
  const column = dateColumns[field]
  const ends = [
    ...(from === null ? [] : [sql`${column} >= ${boundsOf(from).from}`]),
    ...(to === null ? [] : [sql`${column} < ${boundsOf(to).before}`]),
  ]
  return sql<SqlBool>`(${sql.join(ends, sql` and `)})`
}

export const compilePattern = ({ field, year, month, day }: DatePatternQuery): Condition => {
  const part = (value: number | null, length: number) =>
    value === null ? '_'.repeat(length) : String(value).padStart(length, '0')
  return sql<SqlBool>`${dateColumns[field]} like ${`${part(year, 4)}-${part(month, 2)}-${part(day, 2)}%`}`
}

export const compileWeek = ({ field, year, week, weekday }: WeekQuery, dialect: DialectSupport): Condition => {
  const parts = dialect.isoWeek(dateColumns[field])
  const asked = [
    ...(year === null ? [] : [sql`${parts.year} = ${year}`]),
    ...(week === null ? [] : [sql`${parts.week} = ${week}`]),
    ...(weekday === null ? [] : [sql`${parts.weekday} = ${weekday}`]),
  ]
  return sql<SqlBool>`(${sql.join(asked, sql` and `)})`
}

/** Buckets of Piwigo's filter: portrait below 0.95, square to 1.05, landscape to 2, panorama from there. */
const ratio = numberColumns.ratio
const shapes = {
  portrait: sql<SqlBool>`${ratio} < 0.95`,
  square: sql<SqlBool>`(${ratio} >= 0.95 and ${ratio} <= 1.05)`,
  landscape: sql<SqlBool>`(${ratio} > 1.05 and ${ratio} < 2)`,
  panorama: sql<SqlBool>`${ratio} >= 2`,
}

export const compileChoice = ({ field, value }: ChoiceQuery): Condition =>
  field === 'media' ? sql<SqlBool>`photos.media_type = ${value}` : shapes[value as keyof typeof shapes]

/** Mean radius of the earth (IUGG), metres. */
const earthRadiusMetres = 6_371_009
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * A box that the index of positions could serve, then the distance on a sphere by the chord between the two points: only `sin` and
 * `cos` of stored degrees are needed, which both engines have.
 */
export const compileNear = ({ latitude, longitude, radiusMetres }: NearQuery): Condition => {
  const angle = radiusMetres / earthRadiusMetres
  const north = Math.min(90, latitude + (angle * 180) / Math.PI)
  const south = Math.max(-90, latitude - (angle * 180) / Math.PI)
  const [phi, lambda] = [toRadians(latitude), toRadians(longitude)]
  const point = [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)] as const
  const lat = sql`radians(photos.latitude)`
  const lon = sql`radians(photos.longitude)`
  // The cosine of the angle between the two: it is at least that of the radius for points inside.
  const cosine = sql<number>`(cos(${lat}) * cos(${lon}) * ${point[0]} + cos(${lat}) * sin(${lon}) * ${point[1]} + sin(${lat}) * ${point[2]})`
  return sql<SqlBool>`(photos.latitude between ${south} and ${north} and ${cosine} >= ${Math.cos(Math.min(angle, Math.PI)) - 1e-12})`
}

export const compileBox = ({ south, west, north, east }: BoxQuery): Condition => {
  const across =
    west <= east
      ? sql`photos.longitude between ${west} and ${east}`
      : sql`(photos.longitude >= ${west} or photos.longitude <= ${east})`
  return sql<SqlBool>`(photos.latitude between ${south} and ${north} and ${across})`
}
