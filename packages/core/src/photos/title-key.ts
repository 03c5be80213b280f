import { toSearchKey } from '../text/search-key.ts'

const maxLength = 190

/** What photos are sorted by title by: case and accents make no difference; the file name where there is no title; never empty. */
export const toTitleKey = ({ title, file_name }: { title?: string | null | undefined; file_name: string }): string =>
  cutCharacters(toSearchKey(title ?? file_name).trim()) || '-'

/** Most are short, and need not be taken apart. */
const cutCharacters = (text: string): string =>
  text.length <= maxLength ? text : [...text].slice(0, maxLength).join('')
