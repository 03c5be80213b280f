import { sql } from 'kysely'
import { loadTreeAlbums } from '../access/access.store.ts'
import { buildTree } from '../access/tree.ts'
import type { Reader } from '../db/database.ts'
import { type Check, toFinding } from './finding.ts'

const isReachable: Check = async (db) => {
  const albums = await loadTreeAlbums(db)
  const tree = buildTree(0, albums, [])
  return toFinding(
    'albums.unreachable',
    'Albums that cannot be reached from the root: one above them is missing, or they stand in a ring.',
    albums.filter((album) => tree.placeOf(album.id) === undefined).map((album) => album.id),
  )
}

const areInPlace: Check = async (db) => {
  const rows = await db
    .selectFrom('albums')
    .select('parent_id')
    .select(({ fn }) => [
      fn.countAll<number>().as('albums'),
      fn.count<number>('position').distinct().as('places'),
      fn.min<number>('position').as('first'),
      fn.max<number>('position').as('last'),
    ])
    .groupBy('parent_id')
    .execute()
  const isWrong = (row: (typeof rows)[number]) =>
    Number(row.places) !== Number(row.albums) || row.first !== 0 || row.last !== Number(row.albums) - 1
  return toFinding(
    'albums.places',
    'Albums whose sub-albums share places or leave gaps between them (0: the root).',
    rows.filter(isWrong).map((row) => row.parent_id ?? 0),
  )
}

/** Albums whose counters are not what they hold. */
export const findMiscounted = async (db: Reader): Promise<number[]> => {
  const counted = await db
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select(['album_photos.album_id', 'photos.level'])
    .select(({ fn }) => fn.countAll<number>().as('photos'))
    .where('photos.deleted_at', 'is', null)
    .groupBy(['album_photos.album_id', 'photos.level'])
    .execute()
  const left = new Map(counted.map((row) => [`${row.album_id}/${row.level}`, Number(row.photos)]))
  const wrong = new Set<number>()
  for (const row of await db.selectFrom('album_counts').selectAll().execute()) {
    const key = `${row.album_id}/${row.level}`
    if (row.photos !== (left.get(key) ?? 0)) wrong.add(row.album_id)
    left.delete(key)
  }
  for (const key of left.keys()) wrong.add(Number.parseInt(key, 10))
  return [...wrong]
}

const areCounted: Check = async (db) =>
  toFinding('albums.counts', 'Albums whose counters are not what they hold.', await findMiscounted(db))

const areDated: Check = async (db) => {
  const rows = await db
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select('photos.id')
    .distinct()
    .whereRef('album_photos.sort_at', '!=', 'photos.sort_at')
    .execute()
  return toFinding(
    'albums.dates',
    'Photos that stand at another date in an album than their own.',
    rows.map((row) => row.id),
  )
}

const haveOnePermalink: Check = async (db) => {
  const rows = await db
    .selectFrom('album_permalinks')
    .select('album_id')
    .where('is_current', '=', 1)
    .groupBy('album_id')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .execute()
  return toFinding(
    'albums.permalinks',
    'Albums with more than one permalink in use.',
    rows.map((row) => row.album_id),
  )
}

const smartOnesAreEmpty: Check = async (db) => {
  const rows = await db
    .selectFrom('albums')
    .select('id')
    .where('query', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('album_photos').select(sql<number>`1`.as('one')).whereRef('album_photos.album_id', '=', 'albums.id'),
      ),
    )
    .execute()
  return toFinding(
    'albums.smart',
    'Smart albums that photos were put into by hand.',
    rows.map((row) => row.id),
  )
}

export const albumChecks: readonly Check[] = [
  isReachable,
  areInPlace,
  areCounted,
  areDated,
  haveOnePermalink,
  smartOnesAreEmpty,
]
