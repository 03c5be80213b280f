import { selectTagParents } from './browse/browse.store.ts'
import type { Reader } from './db/database.ts'
import { readPhotoSorts } from './settings/photo-sorts.store.ts'
import type { PhotoSorts } from './settings/settings.types.ts'

/** Little things that nearly every page asks for, kept until the gallery changes. Each is of the commit asked for, or a later one. */
export interface Lookups {
  photoSorts(commit: number | null): Promise<PhotoSorts>
  /** Of each tag that has one, the tag above it. */
  tagParents(commit: number | null): Promise<ReadonlyMap<number, number>>
}

export const createLookups = (reader: Reader): Lookups => ({
  photoSorts: keptByCommit(() => readPhotoSorts(reader)),
  tagParents: keptByCommit(() => selectTagParents(reader)),
})

const keptByCommit = <T>(load: () => Promise<T>): ((commit: number | null) => Promise<T>) => {
  let kept: { readonly commit: number; readonly value: Promise<T> } | null = null
  return (commit) => {
    if (commit === null) return load()
    if (kept && kept.commit >= commit) return kept.value
    const mine = { commit, value: load() }
    kept = mine
    mine.value.catch(() => {
      if (kept === mine) kept = null
    })
    return mine.value
  }
}
