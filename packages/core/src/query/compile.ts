import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import { inVisibleAlbum } from '../access/predicate.ts'
import { type Rights, visibleAlbumIds } from '../access/rights.ts'
import type { Database } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { isUnspaced, toTerms, toWords } from '../text/search-key.ts'
import type {
  DateQuery,
  NearQuery,
  NumberField,
  NumberQuery,
  PresenceField,
  Query,
  TextField,
  TextQuery,
} from './query.types.ts'
import { dayAfter, daysOf } from './values.ts'

type PhotosBuilder = ExpressionBuilder<Database, 'photos'>
type Condition = Expression<SqlBool>

/** What a query needs to know of the gallery: album names are matched among the albums that the actor sees. */
export interface QueryContext {
  readonly rights: Rights
  readonly dialect: DialectSupport
}

/**
 * A query as a condition on `photos`. It says nothing of who may see them: that is the predicate's business, which every list joins
 * to it by AND. `null` for the query that every photo fits.
 */
export const compileQuery = (query: Query, context: QueryContext): ((eb: PhotosBuilder) => Condition) | null =>
  query.type === 'all' ? null : (eb) => compile(eb, query, context)

const compile = (eb: PhotosBuilder, query: Query, context: QueryContext): Condition => {
  switch (query.type) {
    case 'all':
      return sql<SqlBool>`1 = 1`
    case 'and': {
      // A dash between two words is no word: beside others it asks for nothing.
      const parts = query.of.filter((part) => !isWordless(part))
      return parts.length === 0 ? nothing : eb.and(parts.map((part) => compile(eb, part, context)))
    }
    case 'or':
      return eb.or(query.of.map((part) => compile(eb, part, context)))
    case 'not':
      // Rows of which the condition is unknown (a width that no reader could tell) are not excluded.
      return sql<SqlBool>`not coalesce(${compile(eb, query.of, context)}, 0)`
    case 'text':
      return isWordless(query) ? nothing : compileText(eb, query, context)
    case 'number':
      return compileNumber(query)
    case 'date':
      return compileDate(query)
    case 'presence':
      return compilePresence(eb, query.field, query.isPresent, context)
    case 'choice':
      return query.field === 'media'
        ? eb('photos.media_type', '=', query.value as 'image')
        : shapes[query.value as keyof typeof shapes]
    case 'near':
      return compileNear(query)
  }
}

const nothing = sql<SqlBool>`1 = 0`

const isWordless = (query: Query): boolean => query.type === 'text' && toTerms(query.text).length === 0

const columnsOf: Readonly<Record<Exclude<TextField, 'album'>, readonly string[]>> = {
  any: ['title', 'description', 'file', 'author', 'tags', 'place', 'camera', 'lens'],
  photo: ['title', 'description'],
  title: ['title'],
  description: ['description'],
  file: ['file'],
  author: ['author'],
  tag: ['tags'],
  place: ['place'],
  camera: ['camera'],
  lens: ['lens'],
}

/** One character alone would begin half of all words: it must be a whole one. */
const minPrefixLength = 2

const compileText = (eb: PhotosBuilder, query: TextQuery, context: QueryContext): Condition => {
  if (query.field === 'album') return compileAlbumName(eb, query, context)
  const terms = toTerms(query.text)
  const isIndexed = query.match !== 'suffix' && query.match !== 'part'
  const conditions: Condition[] = isIndexed
    ? terms.map((term, index) => hasTerm(eb, term, query.match === 'prefix' && index === terms.length - 1))
    : []
  // The words are found by index; where they stand, and in which order, is looked up in the few rows that have them.
  const needsText = !isIndexed || query.field !== 'any' || query.match === 'phrase' || terms.length > 1
  if (needsText) {
    conditions.push(
      eb(
        'photos.id',
        'in',
        eb
          .selectFrom('photo_texts')
          .select('photo_texts.photo_id')
          // Bound to the photo, or the engine would go through all texts first.
          .whereRef('photo_texts.photo_id', '=', 'photos.id')
          .where((inner) =>
            inner.or(
              columnsOf[query.field as keyof typeof columnsOf].map((column) =>
                like(sql.ref(`photo_texts.${column}`), patternOf(query)),
              ),
            ),
          ),
      ),
    )
  }
  return eb.and(conditions)
}

const hasTerm = (eb: PhotosBuilder, term: string, isPrefix: boolean): Condition => {
  const words = eb.selectFrom('search_terms').select('search_terms.id')
  const matching =
    isPrefix && term.length >= minPrefixLength
      ? words.where('term', '>=', term).where('term', '<', `${term}\u{10ffff}`)
      : words.where('term', '=', term)
  return eb(
    'photos.id',
    'in',
    eb.selectFrom('photo_terms').select('photo_terms.photo_id').where('photo_terms.term_id', 'in', matching),
  )
}

const compileAlbumName = (eb: PhotosBuilder, query: TextQuery, { rights, dialect }: QueryContext): Condition =>
  eb(
    'photos.id',
    'in',
    eb
      .selectFrom('album_photos')
      .innerJoin('albums', 'albums.id', 'album_photos.album_id')
      .select('album_photos.photo_id')
      .where('album_photos.album_id', 'in', dialect.idList(visibleAlbumIds(rights)))
      .where(like(sql.ref('albums.name_words'), patternOf(query))),
  )

/** Blanks stand around every word of the text: they decide where a match may begin and end. Nothing but letters and digits is left in it. */
const patternOf = ({ match, text }: TextQuery): string => {
  const words = toWords(text).trim()
  const start = match === 'part' || match === 'suffix' ? '' : ' '
  // Scripts without blanks between words: a word is whatever stands there.
  const isWhole = match === 'word' || match === 'phrase' || match === 'suffix'
  return isUnspaced(words) ? `%${words}%` : `%${start}${words}${isWhole ? ' ' : ''}%`
}

const like = (column: RawBuilder<unknown>, pattern: string): Condition => sql<SqlBool>`${column} like ${pattern}`

const numberColumns: Readonly<Record<NumberField, RawBuilder<number | null>>> = {
  width: sql`photos.width_px`,
  height: sql`photos.height_px`,
  size: sql`(photos.width_px * photos.height_px)`,
  ratio: sql`(photos.width_px * 1.0 / photos.height_px)`,
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

const compileNumber = ({ field, min, max, minIncluded, maxIncluded }: NumberQuery): Condition => {
  const column = numberColumns[field]
  if (min !== null && min === max && inexact.has(field))
    return sql<SqlBool>`${column} between ${min * (1 - tolerance)} and ${max * (1 + tolerance)}`
  const ends = [
    ...(min === null ? [] : [minIncluded ? sql`${column} >= ${min}` : sql`${column} > ${min}`]),
    ...(max === null ? [] : [maxIncluded ? sql`${column} <= ${max}` : sql`${column} < ${max}`]),
  ]
  return sql<SqlBool>`(${sql.join(ends, sql` and `)})`
}

/** By the day that the camera showed, or on which the photo came in (UTC). */
const compileDate = ({ field, from, to }: DateQuery): Condition => {
  const column = field === 'created' ? sql`photos.taken_at_local` : sql`photos.added_at`
  const ends = [
    ...(from === null ? [] : [sql`${column} >= ${daysOf(from).first}`]),
    ...(to === null ? [] : [sql`${column} < ${dayAfter(daysOf(to).last, 1)}`]),
  ]
  return sql<SqlBool>`(${sql.join(ends, sql` and `)})`
}

const filled: Readonly<Record<Exclude<PresenceField, 'tag' | 'album'>, RawBuilder<SqlBool>>> = {
  author: sql`photos.author is not null`,
  title: sql`photos.title is not null`,
  description: sql`photos.description is not null`,
  rating: sql`photos.rating is not null`,
  created: sql`photos.taken_at is not null`,
  place: sql`photos.latitude is not null`,
  camera: sql`(photos.camera_make is not null or photos.camera_model is not null)`,
  lens: sql`photos.lens is not null`,
}

const compilePresence = (
  eb: PhotosBuilder,
  field: PresenceField,
  isPresent: boolean,
  { rights, dialect }: QueryContext,
): Condition => {
  const condition =
    field === 'tag'
      ? eb.exists(
          eb
            .selectFrom('photo_tags')
            .select(sql<number>`1`.as('one'))
            .whereRef('photo_tags.photo_id', '=', 'photos.id'),
        )
      : field === 'album'
        ? inVisibleAlbum(rights, dialect)(eb)
        : filled[field]
  return isPresent ? condition : eb.not(condition)
}

/** Buckets of Piwigo's filter: portrait below 0.95, square to 1.05, landscape to 2, panorama from there. */
const ratio = numberColumns.ratio
const shapes = {
  portrait: sql<SqlBool>`${ratio} < 0.95`,
  square: sql<SqlBool>`(${ratio} >= 0.95 and ${ratio} <= 1.05)`,
  landscape: sql<SqlBool>`(${ratio} > 1.05 and ${ratio} < 2)`,
  panorama: sql<SqlBool>`${ratio} >= 2`,
}

/** Mean radius of the earth (IUGG), metres. */
const earthRadiusMetres = 6_371_009
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * A box that the index of positions could serve, then the distance on a sphere by the chord between the two points: only `sin` and
 * `cos` of stored degrees are needed, which both engines have.
 */
const compileNear = ({ latitude, longitude, radiusMetres }: NearQuery): Condition => {
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
