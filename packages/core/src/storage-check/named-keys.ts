import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { keyInFolder } from '../files/in-folder.ts'

/** An object that the database says is there. */
export interface NamedKey {
  readonly key: string
  /** Of its content, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  readonly bytes: number
  /** Whose it is. */
  readonly photoId: number
}

/**
 * Every table that names keys of the storage, in one place: what is not named here is taken for an orphan. Keys are made from the content
 * (`contentKey`), so they are found by how its hash begins.
 */
const sources: readonly ((db: Reader, dialect: DialectSupport, start: string) => Promise<NamedKey[]>)[] = [
  // Those in the trash keep their originals.
  async (db, dialect, start) => {
    const rows = await db
      .selectFrom('photos')
      .select(['id', 'storage_key', 'sha256', 'bytes'])
      .where('storage_key', 'is not', null)
      .where(dialect.digestBegins('photos.sha256', start))
      .execute()
    return rows.flatMap(({ id, storage_key, sha256, bytes }) =>
      storage_key === null ? [] : [{ key: storage_key, sha256, bytes: Number(bytes), photoId: id }],
    )
  },
  // Versions, formats and pictures that stand for a file; those in library folders are none of the storage's.
  async (db, dialect, start) => {
    const rows = await db
      .selectFrom('photo_files')
      .select(['photo_id', 'storage_key', 'sha256', 'bytes'])
      .where('storage_key', '!=', keyInFolder)
      .where(dialect.digestBegins('photo_files.sha256', start))
      .execute()
    return rows.map(({ photo_id, storage_key, sha256, bytes }) => ({
      key: storage_key,
      sha256,
      bytes: Number(bytes),
      photoId: photo_id,
    }))
  },
]

/** The keys of all objects whose content's hash begins like this. */
export const selectNamedKeys = async (db: Reader, dialect: DialectSupport, start: string): Promise<NamedKey[]> =>
  (await Promise.all(sources.map((select) => select(db, dialect, start)))).flat()

/** A photo whose file in a library root has this content. */
export const selectLibraryTwins = async (db: Reader, dialect: DialectSupport, sha256: string): Promise<number[]> => {
  const rows = await db
    .selectFrom('photos')
    .select('id')
    .where('storage_key', 'is', null)
    .where('deleted_at', 'is', null)
    .where(dialect.digestIn('photos.sha256', [sha256]))
    .limit(5)
    .execute()
  return rows.map((row) => row.id)
}
