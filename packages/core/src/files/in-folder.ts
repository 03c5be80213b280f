import type { PhotoFileRow } from './photo-file.table.ts'

/** The storage key of files that lie in a library folder, which no object of a storage has. Their place stands in `library_files`. */
export const keyInFolder = ''

export const liesInFolder = ({ storage_key }: Pick<PhotoFileRow, 'storage_key'>): boolean => storage_key === keyInFolder
