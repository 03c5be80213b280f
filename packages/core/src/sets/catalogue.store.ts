import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** What the catalogue keeps of a photo, as it is read. */
export type CatalogueRow = Awaited<ReturnType<typeof selectCatalogueRows>>[number]

const catalogueRows = (db: Reader) =>
  db
    .selectFrom('photos')
    .select([
      'id',
      'level',
      'deleted_at',
      'taken_at',
      'taken_at_local',
      'sort_at',
      'added_at',
      'rating',
      'width_px',
      'height_px',
      'bytes',
      'latitude',
      'longitude',
      'media_type',
      'mime_type',
      'file_name',
      'author',
      'camera_make',
      'camera_model',
      'lens',
      'iso',
      'aperture',
      'exposure_seconds',
      'focal_length_mm',
      'duration_seconds',
      'city',
      'country',
      'added_by',
      'is_renderable',
      sql<number>`title is not null`.as('has_title'),
      sql<number>`description is not null`.as('has_description'),
    ])

/** Photos past an id, those in the trash as well, by id. */
export const selectCatalogueRows = (db: Reader, afterId: number, limit: number) =>
  catalogueRows(db).where('id', '>', afterId).orderBy('id').limit(limit).execute()

export const selectCatalogueRowsById = (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
): Promise<CatalogueRow[]> => catalogueRows(db).where('id', 'in', dialect.idList(ids)).execute()

/** A photo and one of its albums or tags. */
export interface Link {
  readonly photo_id: number
  readonly member: number
}

const tables = {
  albums: { table: 'album_photos', column: 'album_id' },
  tags: { table: 'photo_tags', column: 'tag_id' },
} as const
export type LinkKind = keyof typeof tables

/** Links past a place, by photo and then by album or tag: along the index that holds just those two. */
export const selectLinks = (db: Reader, kind: LinkKind, after: Link, limit: number): Promise<Link[]> => {
  const { table, column } = tables[kind]
  return db
    .selectFrom(table)
    .select(['photo_id', sql<number>`${sql.ref(column)}`.as('member')])
    .where('photo_id', '>=', after.photo_id)
    .where((eb) => eb.or([eb('photo_id', '>', after.photo_id), sql<boolean>`${sql.ref(column)} > ${after.member}`]))
    .orderBy('photo_id')
    .orderBy(sql.ref(column))
    .limit(limit)
    .execute()
}

export const selectLinksOf = (
  db: Reader,
  dialect: DialectSupport,
  kind: LinkKind,
  photoIds: readonly number[],
): Promise<Link[]> => {
  const { table, column } = tables[kind]
  return db
    .selectFrom(table)
    .select(['photo_id', sql<number>`${sql.ref(column)}`.as('member')])
    .where('photo_id', 'in', dialect.idList(photoIds))
    .execute()
}

/** Photos linked to any of some albums or tags, past an id, by id. */
export const selectLinked = async (
  { db, dialect }: { db: Reader; dialect: DialectSupport },
  kind: LinkKind,
  members: readonly number[],
  range: { afterId: number; limit: number },
): Promise<number[]> => {
  const { table, column } = tables[kind]
  const rows = await db
    .selectFrom(table)
    .select('photo_id')
    .distinct()
    .where(sql.ref(column), 'in', dialect.idList(members))
    .where('photo_id', '>', range.afterId)
    .orderBy('photo_id')
    .limit(range.limit)
    .execute()
  return rows.map((row) => row.photo_id)
}

export const selectMaxPhotoId = async (db: Reader): Promise<number> => {
  const row = await db
    .selectFrom('photos')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return Number(row?.id ?? 0)
}

/** Entries of the change log past a place that photos in memory may follow from, in order of commit. */
export const selectSetChanges = (
  db: Reader,
  after: { commitSeq: number; id: number },
  limit: number,
): Promise<{ commit_seq: number; id: number; subject: string; subject_id: number; action: string }[]> =>
  db
    .selectFrom('changes')
    .select(['commit_seq', 'id', 'subject', 'subject_id', 'action'])
    .where('commit_seq', '>=', after.commitSeq)
    .where((eb) => eb.or([eb('commit_seq', '>', after.commitSeq), eb('id', '>', after.id)]))
    .orderBy('commit_seq')
    .orderBy('id')
    .limit(limit)
    .execute()
