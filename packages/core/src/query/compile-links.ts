import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { inVisibleAlbum } from '../access/predicate.ts'
import { sees, visibleAlbumIds } from '../access/rights.ts'
import { like, patternOf } from './compile-text.ts'
import { compileRange } from './compile-values.ts'
import { boundsOf } from './dates.ts'
import type { CustomQuery, PresenceField, PresenceQuery, RefQuery } from './query.types.ts'
import type { Condition, PhotosBuilder, QueryContext } from './query-context.ts'
import { toValueTest, type ValueTest } from './value-test.ts'

/** An album that the actor does not see holds nothing, as one that does not exist. */
export const compileRef = (
  eb: PhotosBuilder,
  { field, id }: RefQuery,
  { rights, dialect }: QueryContext,
): Condition => {
  switch (field) {
    case 'uploader':
      return sql<SqlBool>`photos.added_by = ${id}`
    case 'tag':
      return sql<SqlBool>`photos.id in (select photo_tags.photo_id from photo_tags where photo_tags.tag_id in (${tagsFrom(id)}))`
    case 'album':
    case 'tree': {
      if (!sees(rights, id)) return sql<SqlBool>`1 = 0`
      const photos = eb.selectFrom('album_photos').select('album_photos.photo_id')
      return eb(
        'photos.id',
        'in',
        field === 'album'
          ? photos.where('album_photos.album_id', '=', id)
          : photos.where('album_photos.album_id', 'in', dialect.idList(visibleAlbumIds(rights, id))),
      )
    }
  }
}

/** A tag and those below it. `union`, and not `union all`: it ends even where the tree was tied into a ring. */
const tagsFrom = (id: number): RawBuilder<number> => sql<number>`with recursive below (id) as (
  select tags.id from tags where tags.id = ${id} union select tags.id from tags inner join below on tags.parent_id = below.id
) select below.id from below`

const filled: Readonly<Record<Exclude<PresenceField, 'tag' | 'album'>, RawBuilder<SqlBool>>> = {
  author: sql`photos.author is not null`,
  title: sql`photos.title is not null`,
  description: sql`photos.description is not null`,
  rating: sql`photos.rating is not null`,
  created: sql`photos.taken_at is not null`,
  place: sql`photos.latitude is not null`,
  camera: sql`(photos.camera_make is not null or photos.camera_model is not null)`,
  make: sql`photos.camera_make is not null`,
  lens: sql`photos.lens is not null`,
  city: sql`photos.city is not null`,
  country: sql`photos.country is not null`,
  iso: sql`photos.iso is not null`,
  aperture: sql`photos.aperture is not null`,
  exposure: sql`photos.exposure_seconds is not null`,
  focal: sql`photos.focal_length_mm is not null`,
  duration: sql`photos.duration_seconds is not null`,
  size: sql`(photos.width_px is not null and photos.height_px is not null)`,
  uploader: sql`photos.added_by is not null`,
}

export const compilePresence = (
  eb: PhotosBuilder,
  { field, isPresent }: PresenceQuery,
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

/** Values of one custom field; a photo without a value has no row. A field that does not exist, or a value that is none of it, fits nothing. */
export const compileCustom = (
  eb: PhotosBuilder,
  { key, test: written }: CustomQuery,
  { rights }: QueryContext,
): Condition => {
  const field = rights.fields.byKey.photo.get(key)
  const test = field && toValueTest(field, written)
  if (!field || !test) return sql<SqlBool>`1 = 0`
  const rows = eb
    .selectFrom('photo_fields')
    .select('photo_fields.photo_id')
    .where('photo_fields.field_id', '=', field.id)
  if (test.kind !== 'presence') return eb('photos.id', 'in', rows.where(conditionOf(test)))
  const condition = eb('photos.id', 'in', rows)
  return test.isPresent ? condition : eb.not(condition)
}

const conditionOf = (test: Exclude<ValueTest, { kind: 'presence' }>): Condition => {
  switch (test.kind) {
    case 'words':
      return like(sql.ref('photo_fields.text_words'), patternOf(test))
    case 'key':
      return sql<SqlBool>`photo_fields.text_key = ${test.key}`
    case 'number':
      return compileRange(sql`photo_fields.number_value`, test, false)
    case 'days': {
      const ends = [
        ...(test.from === null ? [] : [sql`photo_fields.text_key >= ${boundsOf(test.from).from}`]),
        ...(test.to === null ? [] : [sql`photo_fields.text_key < ${boundsOf(test.to).before}`]),
      ]
      return sql<SqlBool>`(${sql.join(ends, sql` and `)})`
    }
  }
}
