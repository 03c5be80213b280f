import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { transact, type Unit } from '../transaction.ts'
import type { KnownFolder } from './folder-tree.ts'
import type { NewFile } from './library.store.ts'
import type { SyncProgress, SyncSummary } from './library.types.ts'
import type { FileEntry } from './read-folder.ts'

/** A file that has to be read: new, or other than it was. */
export interface Candidate {
  readonly folder: KnownFolder
  readonly entry: FileEntry
  /** Absolute path. */
  readonly path: string
  /** Its row in the index, and the photo it was the file of when last seen. */
  readonly fileId: number | null
  readonly photoId: number | null
  /** The format it was when last seen, of the photo of another file. */
  readonly formatId: number | null
  /** Other files of the folder of the same base name, where they may be one picture with this one. */
  readonly namesakes: readonly string[]
  /** The sidecars that lie beside it, most telling first. */
  readonly sidecars: readonly FileEntry[]
}

/** A row of the index whose file was not at its place; it may still turn up at another. */
export interface GoneFile {
  readonly id: number
  readonly folderId: number
  readonly storedName: string
  readonly formatId: number | null
}

/** Rows that are written when all files were read, by `folder/name`: written before, a run that is broken off would forget what they ask for. */
export type LateFiles = Map<string, NewFile>

export const lateKey = ({ folder_id, name }: Pick<NewFile, 'folder_id' | 'name'>): string => `${folder_id}/${name}`

/** A transaction of a synchronisation. */
export interface SyncUnit extends Unit {
  /** Albums of folders that this transaction makes: the folders know of them only once it is committed. */
  readonly newAlbums: Map<KnownFolder, number>
}

export type SyncWrite = <T>(work: (unit: SyncUnit) => Promise<T>) => Promise<T>

/** One transaction after the other: the walk and the batches both make albums, and must not make the same one twice. */
export const createSyncWrite = (gallery: GalleryContext, actor: Actor): SyncWrite => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(async () => {
      let newAlbums = new Map<KnownFolder, number>()
      const once = (unit: Unit) => {
        newAlbums = new Map()
        return work({ ...unit, newAlbums })
      }
      const value = await transact(gallery, actor, once, { runStep: gallery.runStep })
      for (const [folder, albumId] of newAlbums) folder.albumId = albumId
      return value
    })
    last = result.catch(() => {})
    return result
  }
}

type CountName = Exclude<keyof SyncSummary, 'rootId' | 'path' | 'state' | 'durationMs' | 'problems'>
export type Counts = Record<CountName, number>

export const newCounts = (): Counts => ({
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
  restored: 0,
  unchanged: 0,
  folders: 0,
  waiting: 0,
})

export type MutableProgress = { -readonly [K in keyof SyncProgress]: SyncProgress[K] }
