import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { StorageCheckRow } from './storage-check.table.ts'

/** How many checks are remembered. */
const keptChecks = 20

export const selectLatestCheck = (db: Reader): Promise<StorageCheckRow | undefined> =>
  db.selectFrom('storage_checks').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()

/** @returns Its number. */
export const insertCheck = async (
  db: Reader,
  check: Pick<StorageCheckRow, 'options' | 'phase' | 'report'>,
  at: string,
): Promise<number> => {
  const { insertId } = await db
    .insertInto('storage_checks')
    .values({ ...check, state: 'running', place: 0, started_at: at, updated_at: at, finished_at: null })
    .executeTakeFirstOrThrow()
  const id = Number(insertId)
  await db
    .deleteFrom('storage_checks')
    .where('id', '<=', id - keptChecks)
    .execute()
  await db
    .updateTable('storage_checks')
    .set({ state: 'abandoned', finished_at: at })
    .where('id', '<', id)
    .where('state', '=', 'running')
    .execute()
  return id
}

export const updateCheck = async (
  db: Reader,
  id: number,
  columns: Partial<Pick<StorageCheckRow, 'state' | 'phase' | 'place' | 'report' | 'updated_at' | 'finished_at'>>,
): Promise<void> => {
  await db.updateTable('storage_checks').set(columns).where('id', '=', id).execute()
}

/** Files of photos, and formats of them, that lie in a library root, by the number of the file. */
export const selectLibraryFiles = (
  db: Reader,
  dialect: DialectSupport,
  range: { readonly afterId: number; readonly upToId: number },
) =>
  db
    .selectFrom('library_files')
    .innerJoin('library_folders', 'library_folders.id', 'library_files.folder_id')
    .leftJoin('photo_files', 'photo_files.id', 'library_files.format_id')
    .innerJoin('photos', (join) =>
      join.on('photos.id', '=', (eb) => eb.fn.coalesce('library_files.photo_id', 'photo_files.photo_id')),
    )
    .select([
      'library_files.id',
      'library_files.folder_id',
      'library_files.name',
      'library_files.bytes',
      'library_files.modified_ns',
      'library_folders.root_id',
      'photos.id as photo_id',
    ])
    .select((eb) => eb.fn.coalesce('photo_files.sha256', 'photos.sha256').as('sha256'))
    .where('library_files.id', '>', range.afterId)
    .where('library_files.id', '<=', range.upToId)
    // Almost all photos are alive: an index of that leads through all of them.
    .where(dialect.unindexed<string | null>('photos.deleted_at'), 'is', null)
    .orderBy('library_files.id')
    .execute()
