import type { Generated } from 'kysely'

/** The words that occur in photos: one table, read the same way on both engines. */
export interface SearchTermTable {
  id: Generated<number>
  /** Without case and accents; 64 characters at most. */
  term: string
}

export interface PhotoTermTable {
  term_id: number
  photo_id: number
}
