import { cutText } from '../text/cut.ts'
import { toSearchKey } from '../text/search-key.ts'

/** What makes two tags the same. */
export const toTagKey = (name: string): string => cutText(toSearchKey(name).replace(/\s+/g, ' ').trim(), 255)

/** As it stands in the database: a name of marks alone (an emoji's, say) keeps itself as its key. */
export const toStoredKey = (name: string): string => toTagKey(name) || name
