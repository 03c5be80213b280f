import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, onTestFinished } from 'vitest'
import type { Connections } from '../../src/db/dialect.ts'
import { keyInFolder } from '../../src/files/in-folder.ts'
import type { LibraryRoot, SyncOptions, SyncProblem, SyncSummary } from '../../src/library/library.types.ts'
import { fromStoredName } from '../../src/library/stored-name.ts'
import type { TestGallery, TestGalleryOptions } from '../../src/testing/test-gallery.ts'
import type { DialectContext } from '../dialects.ts'
import { allPages, pictureOf, recount, type TestDatabase, type TestWorld } from '../world.ts'

/** A gallery with a library root in a temporary folder. */
export interface LibraryWorld extends TestWorld, TestGallery {
  readonly root: LibraryRoot
  /** Path of something below the root. */
  at(path: string): string
  /** Writes a picture whose bytes follow from the seed (default: its path), with the folders above. */
  put(path: string, seed?: string): Promise<void>
  putBytes(path: string, bytes: Buffer | string): Promise<void>
  sync(options?: SyncOptions): Promise<SyncSummary>
  problems(): Promise<SyncProblem[]>
  /** `code path`, sorted. */
  problemLines(): Promise<string[]>
  /** The photo of a file: its number, as the index has it. */
  photoAt(path: string): Promise<number>
  /** Numbers of the photos by path, of all files of the root. */
  photos(): Promise<Record<string, number>>
  /** Names of the albums below the root's, two spaces for each level, in their order. */
  albumLines(): Promise<string[]>
  /** The album of a folder. */
  albumAt(path: string): Promise<number>
}

export const openLibrary = async (
  dialect: DialectContext,
  options: TestGalleryOptions & { on?: TestDatabase; rootPath?: string } = {},
): Promise<LibraryWorld> => {
  const { rootPath: given, ...rest } = options
  const world = await dialect.openTestGallery(rest)
  const folder = given ?? join(await temporaryFolder(), 'Pictures')
  await mkdir(folder, { recursive: true })
  const root = await world.system.library.addRoot({ path: folder })
  const { library } = world.system
  const at = (path: string) => join(root.path, path)
  const putBytes = async (path: string, bytes: Buffer | string) => {
    await mkdir(dirname(at(path)), { recursive: true })
    await writeFile(at(path), bytes)
  }
  const problems = () => allPages((cursor) => library.problems({ rootId: root.id, limit: 500, cursor }))
  const photos = () => photosByPath(world.db, root.id)
  return {
    ...world,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
    root,
    at,
    putBytes,
    put: async (path, seed = path) => putBytes(path, await pictureOf(seed)),
    sync: async (syncOptions) => {
      const summary = await library.sync(root.id, syncOptions)
      expect(await faultsOf(world.db)).toEqual([])
      return summary
    },
    problems,
    problemLines: async () => (await problems()).map(({ code, path }) => `${code} ${path}`).sort(),
    photos,
    photoAt: async (path) => {
      const id = (await photos())[path]
      if (id === undefined) throw new Error(`No photo at ${path}: ${Object.keys(await photos())}`)
      return id
    },
    albumLines: async () => {
      const lines: string[] = []
      const visit = async (parent: number, depth: number): Promise<void> => {
        for (const album of await allPages((cursor) => world.system.albums.list({ parent, cursor }))) {
          lines.push(`${'  '.repeat(depth)}${album.name}`)
          await visit(album.id, depth + 1)
        }
      }
      await visit(root.albumId, 0)
      return lines
    },
    albumAt: async (path) => {
      const row = (await foldersByPath(world.db, root.id)).get(path)
      if (!row?.album_id) throw new Error(`No album for ${path}`)
      return row.album_id
    },
  }
}

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-library-'))
  onTestFinished(() => removeAll(folder))
  return folder
}

const foldersByPath = async ({ read }: Connections, rootId: number) => {
  const rows = await read.selectFrom('library_folders').selectAll().where('root_id', '=', rootId).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const pathOf = (id: number): string => {
    const row = byId.get(id)!
    if (row.parent_id === null) return ''
    const above = pathOf(row.parent_id)
    return above === '' ? fromStoredName(row.name) : `${above}/${fromStoredName(row.name)}`
  }
  return new Map(rows.map((row) => [pathOf(row.id), row]))
}

const photosByPath = async (db: Connections, rootId: number): Promise<Record<string, number>> => {
  const found: Record<string, number> = {}
  for (const [path, folder] of await foldersByPath(db, rootId)) {
    const files = await db.read.selectFrom('library_files').selectAll().where('folder_id', '=', folder.id).execute()
    for (const file of files) {
      const name = fromStoredName(file.name)
      if (file.photo_id !== null) found[path === '' ? name : `${path}/${name}`] = file.photo_id
    }
  }
  return found
}

/** What no sequence of runs may leave behind: counters that do not count, photos without a file, files without a place. */
export const faultsOf = async (db: Connections): Promise<string[]> => [
  ...(await recount(db)),
  ...(await danglingOf(db)),
]

const danglingOf = async ({ read }: Connections): Promise<string[]> => {
  const faults: string[] = []
  const owners = await read
    .selectFrom('library_files')
    .select('photo_id')
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .where('photo_id', 'is not', null)
    .groupBy('photo_id')
    .execute()
  for (const { photo_id, files } of owners) if (Number(files) > 1) faults.push(`photo ${photo_id} has ${files} files`)
  const orphans = await read
    .selectFrom('photos')
    .leftJoin('library_files', 'library_files.photo_id', 'photos.id')
    .select('photos.id')
    .where('photos.storage_key', 'is', null)
    .where('photos.deleted_at', 'is', null)
    .where('library_files.id', 'is', null)
    .execute()
  for (const { id } of orphans) faults.push(`photo ${id} has no file`)
  const formats = await read
    .selectFrom('photo_files')
    .leftJoin('library_files', 'library_files.format_id', 'photo_files.id')
    .select(['photo_files.id', 'library_files.photo_id'])
    .select((eb) => eb.fn.count<number>('library_files.id').as('files'))
    .where('photo_files.storage_key', '=', keyInFolder)
    .groupBy(['photo_files.id', 'library_files.photo_id'])
    .execute()
  for (const { id, files, photo_id } of formats) {
    if (Number(files) !== 1) faults.push(`format ${id} has ${files} files`)
    if (photo_id !== null) faults.push(`the file of format ${id} is that of photo ${photo_id} too`)
  }
  const formless = await read
    .selectFrom('library_files')
    .leftJoin('photo_files', 'photo_files.id', 'library_files.format_id')
    .select('library_files.name')
    .where('library_files.format_id', 'is not', null)
    .where('photo_files.id', 'is', null)
    .execute()
  for (const { name } of formless) faults.push(`${name} is no format`)
  const miscounted = await read
    .selectFrom('photos')
    .select('id')
    .where('format_count', '!=', (eb) =>
      eb
        .selectFrom('photo_files')
        .select(eb.fn.countAll<number>().as('files'))
        .whereRef('photo_files.photo_id', '=', 'photos.id')
        .where('photo_files.role', '=', 'format'),
    )
    .execute()
  for (const { id } of miscounted) faults.push(`the formats of photo ${id} are miscounted`)
  const parked = await read.selectFrom('library_files').select('name').where('name', 'like', '/%').execute()
  for (const { name } of parked) faults.push(`${name} is still parked`)
  const leases = await read.selectFrom('jobs').select('unique_key').where('queue', '=', 'lease').execute()
  for (const { unique_key } of leases) faults.push(`the claim ${unique_key} is still held`)
  return faults
}

const tables = [
  'albums',
  'album_photos',
  'album_counts',
  'photos',
  'tags',
  'photo_tags',
  'photo_terms',
  'search_terms',
  'library_folders',
  'library_files',
  'changes',
  'gallery_state',
] as const

/** Every row of every table that a synchronisation writes to, but for the root's own. */
export const dumpTables = async ({ read }: Connections): Promise<Record<string, string[]>> => {
  const dump: Record<string, string[]> = {}
  for (const table of tables)
    dump[table] = (await read.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).sort()
  return dump
}

/** What a gallery holds, without numbers and times: two that were filled in another order are the same. */
export const contentOf = async (world: LibraryWorld) => {
  const { db } = world
  const photos: Record<string, unknown> = {}
  for (const [path, id] of Object.entries(await world.photos())) {
    const row = await db.read.selectFrom('photos').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const photo = await world.system.photos.get(id)
    const albums = await Promise.all(photo.albumIds.map(async (album) => (await world.system.albums.get(album)).name))
    photos[path] = [row.sha256, row.file_name, row.title, row.taken_at, photo.tags.map((tag) => tag.name), albums]
  }
  const { length } = await db.read.selectFrom('photos').select('id').execute()
  return { photos, albums: await world.albumLines(), problems: await world.problemLines(), total: length }
}

/** What another process opens the database by: a file, or a `mysql://` URL. */
export const addressOf = async (dialect: DialectContext, { read }: Connections): Promise<string> => {
  if (dialect.name === 'sqlite') {
    const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(
      read,
    )
    return rows[0]!.file
  }
  const { rows } = await sql<{ name: string }>`select database() as name`.execute(read)
  const url = new URL(inject('mysqlUrl')!)
  url.pathname = `/${rows[0]!.name}`
  return url.href
}

/** Names, kinds, bytes and times of all below a folder, as one hash. */
export const hashTree = async (folder: string): Promise<string> => {
  const hash = createHash('sha256')
  const visit = async (path: Buffer): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
    const named = entries.map((entry) => ({ entry, name: entry.name as unknown as Buffer }))
    for (const { entry, name } of named.sort((a, b) => Buffer.compare(a.name, b.name))) {
      const below = Buffer.concat([path, Buffer.from('/'), name])
      hash.update(below).update('\0')
      if (entry.isSymbolicLink()) hash.update(await readlink(below))
      else {
        const stats = await stat(below, { bigint: true })
        hash.update(`${stats.mode} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs} ${stats.nlink}`)
      }
      if (entry.isDirectory()) await visit(below)
      else if (entry.isFile()) hash.update(await readFile(below))
    }
  }
  await visit(Buffer.from(folder))
  return hash.digest('hex')
}

export const removeAll = (path: string): Promise<void> => rm(path, { recursive: true, force: true })
