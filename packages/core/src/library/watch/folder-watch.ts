import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import { codeOf, isIgnored } from '../read-folder.ts'

/** A folder to be watched. */
export interface WatchedFolder {
  readonly id: number
  readonly inode: string
  /** Names from the root down. */
  readonly path: readonly string[]
}

export interface FolderWatchOptions {
  readonly rootPath: string
  /** Something happened in a folder; `null`: somewhere. */
  readonly onChange: (folderId: number | null) => void
  /** More than that are not watched. */
  readonly maxFolders: number
}

export type WatchFault = 'limit' | 'unsupported'

/** Notices that something happened in the folders of a root, and leaves finding out what to whoever looks. */
export interface FolderWatch {
  /**
   * Watches these folders and no others.
   *
   * @returns The folders that were not watched before, or why none can be: then nothing is watched.
   */
  set(folders: Iterable<WatchedFolder>): { readonly added: readonly number[] } | { readonly fault: WatchFault }
  readonly count: number
  close(): void
}

/** One watch for the whole tree where the system has such a thing, one for each folder elsewhere. */
export const createFolderWatch = (options: FolderWatchOptions): FolderWatch =>
  process.platform === 'darwin' || process.platform === 'win32' ? watchTree(options) : watchFolders(options)

const watchFolders = ({ rootPath, onChange, maxFolders }: FolderWatchOptions): FolderWatch => {
  // By number of the row and of the folder on disk: a folder that was renamed keeps its watch, one that was replaced gets another.
  const watchers = new Map<string, FSWatcher>()
  const close = () => {
    for (const watcher of watchers.values()) watcher.close()
    watchers.clear()
  }
  const add = (key: string, folder: WatchedFolder): void => {
    const watcher = watch(join(rootPath, ...folder.path), { persistent: false }, (_event, name) => {
      if (name === null || !isIgnored(name)) onChange(folder.id)
    })
    // Gone, or out of reach: whoever looks will know.
    watcher.on('error', () => {
      watchers.get(key)?.close()
      watchers.delete(key)
      onChange(folder.id)
    })
    watchers.set(key, watcher)
  }
  return {
    set: (folders) => {
      const wanted = new Set<string>()
      const added: number[] = []
      for (const folder of folders) {
        const key = `${folder.id}/${folder.inode}`
        wanted.add(key)
        if (watchers.has(key)) continue
        if (watchers.size >= maxFolders) return give('limit')
        try {
          add(key, folder)
          added.push(folder.id)
        } catch (error) {
          const code = codeOf(error)
          if (code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE') return give('limit')
          // Gone since it was indexed: the folder above tells of it.
          if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ENAMETOOLONG'].includes(code)) return give('unsupported')
        }
      }
      for (const [key, watcher] of watchers) {
        if (wanted.has(key)) continue
        watcher.close()
        watchers.delete(key)
      }
      return { added }

      function give(fault: WatchFault) {
        close()
        return { fault }
      }
    },
    get count() {
      return watchers.size
    },
    close,
  }
}

const watchTree = ({ rootPath, onChange }: FolderWatchOptions): FolderWatch => {
  let watcher: FSWatcher | null = null
  const close = () => {
    watcher?.close()
    watcher = null
  }
  return {
    set: () => {
      if (watcher) return { added: [] }
      try {
        watcher = watch(rootPath, { persistent: false, recursive: true }, (_event, path) => {
          if (path === null || !path.split(/[\\/]/).some(isIgnored)) onChange(null)
        })
        watcher.on('error', () => {
          close()
          onChange(null)
        })
        return { added: [] }
      } catch {
        return { fault: 'unsupported' }
      }
    },
    get count() {
      return watcher ? 1 : 0
    },
    close,
  }
}
