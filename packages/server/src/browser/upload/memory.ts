/**
 * Remembers, over a reload of the page, which uploads were begun: the browser keeps no files, so they have to be picked again, and then go
 * on where they stopped.
 */
export interface UploadMemory {
  find(file: File, album: number): string | undefined
  keep(file: File, album: number, id: string): void
  forget(file: File, album: number): void
  /** Names of files that were begun for the album and never finished. */
  unfinished(): string[]
}

interface Entry {
  readonly id: string
  readonly name: string
  readonly at: number
}

const maxAgeMs = 3 * 24 * 60 * 60_000
const maxEntries = 500

/** @param rootId - Of the album of the page; files of its folders belong to it. */
export const createUploadMemory = (basePath: string, rootId: number): UploadMemory => {
  const storageKey = `vitrine-uploads:${basePath}:${rootId}`

  const read = (): Record<string, Entry> => {
    try {
      const entries = Object.entries(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, Entry>)
      return Object.fromEntries(entries.filter(([, { at }]) => Date.now() - at < maxAgeMs))
    } catch {
      // Switched off, or not ours.
      return {}
    }
  }
  const write = (entries: Record<string, Entry>): void => {
    try {
      if (Object.keys(entries).length === 0) localStorage.removeItem(storageKey)
      else
        localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(Object.entries(entries).slice(-maxEntries))))
    } catch {
      // Without it an upload begins anew after a reload.
    }
  }
  const keyOf = (file: File, album: number): string => [album, file.name, file.size, file.lastModified].join('|')

  return {
    find: (file, album) => read()[keyOf(file, album)]?.id,
    keep: (file, album, id) => write({ ...read(), [keyOf(file, album)]: { id, name: file.name, at: Date.now() } }),
    forget(file, album) {
      const { [keyOf(file, album)]: _gone, ...rest } = read()
      write(rest)
    },
    unfinished: () => Object.values(read()).map(({ name }) => name),
  }
}
