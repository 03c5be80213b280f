import type { Insertable, Kysely } from 'kysely'
import type { Database, Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { LibraryFileRow, LibraryFileTable, LibraryFolderRow, LibraryRootRow } from './library.table.ts'
import type { LibraryRoot, SyncSummary } from './library.types.ts'

export const selectRoots = (db: Reader): Promise<LibraryRootRow[]> =>
  db.selectFrom('library_roots').selectAll().orderBy('id').execute()

export const selectRoot = (db: Reader, id: number): Promise<LibraryRootRow | undefined> =>
  db.selectFrom('library_roots').selectAll().where('id', '=', id).executeTakeFirst()

export const toLibraryRoot = (row: LibraryRootRow): LibraryRoot => ({
  id: row.id,
  path: row.path,
  albumId: row.album_id,
  state: row.state,
  lastSyncedAt: row.last_synced_at,
  lastSummary: row.last_summary === null ? null : (JSON.parse(row.last_summary) as SyncSummary),
})

export const selectFolders = (db: Reader, rootId: number): Promise<LibraryFolderRow[]> =>
  db.selectFrom('library_folders').selectAll().where('root_id', '=', rootId).execute()

/** What a synchronisation has to know of a file to see whether it changed. */
export type KnownFile = Pick<
  LibraryFileRow,
  'id' | 'folder_id' | 'name' | 'kind' | 'bytes' | 'modified_ns' | 'inode' | 'photo_id' | 'format_id' | 'fault_code'
>

export const selectFiles = (db: Reader, folderId: number): Promise<KnownFile[]> =>
  db
    .selectFrom('library_files')
    .select(['id', 'folder_id', 'name', 'kind', 'bytes', 'modified_ns', 'inode', 'photo_id', 'format_id', 'fault_code'])
    .where('folder_id', '=', folderId)
    .execute()

/** The highest number of a file so far: a synchronisation tells by it which files it found itself. */
export const selectLastFileId = async (db: Reader): Promise<number> => {
  const row = await db
    .selectFrom('library_files')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return Number(row.last ?? 0)
}

export const countPhotosOfRoot = async (db: Reader, rootId: number): Promise<number> => {
  const row = await db
    .selectFrom('library_files')
    .innerJoin('library_folders', 'library_folders.id', 'library_files.folder_id')
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .where('library_folders.root_id', '=', rootId)
    .where('library_files.photo_id', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(row.files)
}

/** Files and folders of a root that are left out. */
export const countProblems = async (db: Reader, rootId?: number): Promise<number> => {
  let files = db
    .selectFrom('library_files')
    .innerJoin('library_folders', 'library_folders.id', 'library_files.folder_id')
    .select((eb) => eb.fn.countAll<number>().as('entries'))
    .where('library_files.kind', '=', 'fault')
  let folders = db
    .selectFrom('library_folders')
    .select((eb) => eb.fn.countAll<number>().as('entries'))
    .where('fault_code', 'is not', null)
  if (rootId !== undefined) {
    files = files.where('library_folders.root_id', '=', rootId)
    folders = folders.where('root_id', '=', rootId)
  }
  const [a, b] = await Promise.all([files.executeTakeFirstOrThrow(), folders.executeTakeFirstOrThrow()])
  return Number(a.entries) + Number(b.entries)
}

export interface ProblemRow {
  id: number
  root_id: number
  folder_id: number
  name: string | null
  fault_code: string
  fault_message: string
  first_seen_at: string
  last_seen_at: string
}

export const selectFaultyFolders = async (
  db: Reader,
  rootId: number | undefined,
  range: { limit: number; afterId: number },
): Promise<ProblemRow[]> => {
  let query = db
    .selectFrom('library_folders')
    .select(['id', 'root_id', 'id as folder_id', 'fault_code', 'fault_message', 'first_seen_at', 'last_seen_at'])
    .where('fault_code', 'is not', null)
    .where('id', '>', range.afterId)
    .orderBy('id')
    .limit(range.limit)
  if (rootId !== undefined) query = query.where('root_id', '=', rootId)
  return (await query.execute()).map((row) => ({
    ...row,
    name: null,
    fault_code: row.fault_code ?? '',
    fault_message: row.fault_message ?? '',
  }))
}

export const selectFaultyFiles = async (
  db: Reader,
  rootId: number | undefined,
  range: { limit: number; afterId: number },
): Promise<ProblemRow[]> => {
  let query = db
    .selectFrom('library_files')
    .innerJoin('library_folders', 'library_folders.id', 'library_files.folder_id')
    .select([
      'library_files.id',
      'library_folders.root_id',
      'library_files.folder_id',
      'library_files.name',
      'library_files.fault_code',
      'library_files.fault_message',
      'library_files.first_seen_at',
      'library_files.last_seen_at',
    ])
    .where('library_files.kind', '=', 'fault')
    .where('library_files.id', '>', range.afterId)
    .orderBy('library_files.id')
    .limit(range.limit)
  if (rootId !== undefined) query = query.where('library_folders.root_id', '=', rootId)
  return (await query.execute()).map((row) => ({
    ...row,
    fault_code: row.fault_code ?? '',
    fault_message: row.fault_message ?? '',
  }))
}

/** Names from the root down to a folder, for each of these folders. */
export const selectFolderPaths = async (db: Reader, folderIds: readonly number[]): Promise<Map<number, string[]>> => {
  const known = new Map<number, { parent_id: number | null; name: string }>()
  let wanted = [...new Set(folderIds)]
  while (wanted.length > 0) {
    const rows = await db
      .selectFrom('library_folders')
      .select(['id', 'parent_id', 'name'])
      .where('id', 'in', wanted.slice(0, 5_000))
      .execute()
    for (const row of rows) known.set(row.id, row)
    wanted = [
      ...new Set(rows.flatMap((row) => (row.parent_id !== null && !known.has(row.parent_id) ? [row.parent_id] : []))),
    ]
  }
  const pathOf = (id: number): string[] => {
    const folder = known.get(id)
    return !folder || folder.parent_id === null ? [] : [...pathOf(folder.parent_id), folder.name]
  }
  return new Map(folderIds.map((id) => [id, pathOf(id)]))
}

export interface NewFolder {
  rootId: number
  parentId: number | null
  storedName: string
  albumId: number | null
  inode: string
}

/** Rows of one statement. */
const rowsPerStatement = 500

/** @returns The new ids, in the order of the folders. */
export const insertFolders = async (
  db: Writer,
  dialect: DialectSupport,
  folders: readonly NewFolder[],
  at: string,
): Promise<number[]> => {
  const ids: number[] = []
  for (let start = 0; start < folders.length; start += rowsPerStatement) {
    const rows = folders.slice(start, start + rowsPerStatement).map((folder) => ({
      root_id: folder.rootId,
      parent_id: folder.parentId,
      name: folder.storedName,
      album_id: folder.albumId,
      inode: folder.inode,
      fault_code: null,
      fault_message: null,
      first_seen_at: at,
      last_seen_at: at,
    }))
    const result = await db.insertInto('library_folders').values(rows).executeTakeFirstOrThrow()
    ids.push(...dialect.insertedIds(result, rows.length))
  }
  return ids
}

export type NewFile = Omit<Insertable<LibraryFileTable>, 'id' | 'first_seen_at' | 'last_seen_at'> & {
  /** Its row, where it has one. */
  id: number | null
}

/** Writes what is known of files: new ones together, those that have a row one by one. */
export const saveFiles = async (db: Writer, files: readonly NewFile[], at: string): Promise<void> => {
  const fresh = files.flatMap(({ id, ...columns }) =>
    id === null ? [{ ...columns, first_seen_at: at, last_seen_at: at }] : [],
  )
  for (let start = 0; start < fresh.length; start += rowsPerStatement)
    await db
      .insertInto('library_files')
      .values(fresh.slice(start, start + rowsPerStatement))
      .execute()
  for (const { id, ...columns } of files) {
    if (id === null) continue
    await db
      .updateTable('library_files')
      .set({ ...columns, last_seen_at: at })
      .where('id', '=', id)
      .execute()
  }
}

export const saveRootState = async (
  db: Kysely<Database>,
  id: number,
  columns: Partial<Pick<LibraryRootRow, 'state' | 'last_synced_at' | 'last_summary'>>,
): Promise<void> => {
  await db.updateTable('library_roots').set(columns).where('id', '=', id).execute()
}
