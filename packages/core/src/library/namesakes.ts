import { toBaseKey } from '../files/base-key.ts'
import { maxNamesakes } from '../formats/same-picture.ts'
import type { FileToRead } from './diff-folder.ts'
import type { FolderListing } from './read-folder.ts'

type Grouped = FileToRead & {
  /** The other files of the folder that have the same base name. */
  readonly namesakes: readonly string[]
}

export const alone = (file: FileToRead): Grouped[] => [{ ...file, namesakes: [] }]

/**
 * Puts the files of a folder that have to be read together by their base names, so that what becomes of them does not depend on which is
 * read first. Of too many with one base name, each stands alone.
 */
export const groupNamesakes = (toRead: readonly FileToRead[], { files }: FolderListing): Grouped[][] => {
  if (toRead.length === 0) return []
  const namesOf = new Map<string, string[]>()
  for (const { name, kind } of files) {
    if (kind === 'sidecar') continue
    const key = toBaseKey(name)
    const names = namesOf.get(key)
    if (names) names.push(name)
    else namesOf.set(key, [name])
  }
  const groups = new Map<string, Grouped[]>()
  for (const file of toRead) {
    const { name } = file.entry
    const key = toBaseKey(name)
    const names = namesOf.get(key) ?? []
    const isAlone = names.length < 2 || names.length > maxNamesakes
    const group = isAlone ? undefined : groups.get(key)
    const grouped = { ...file, namesakes: isAlone ? [] : names.filter((other) => other !== name) }
    if (group) group.push(grouped)
    else groups.set(isAlone ? `${key}/${name}` : key, [grouped])
  }
  return [...groups.values()]
}
