import type { Generated } from 'kysely'

/** The words that occur in photos: one table, read the same way on both engines. */
export interface SearchTermTable {
  id: Generated<number>
  /** Without case and accents; 64 characters at most. */
  term: string
}

export interface PhotoTermTable {
  /** See `segmentOf`. */
  segment: number
  term_id: number
  photo_id: number
}

/** Segments that hold words. */
export interface TextSegmentTable {
  segment: number
}

/** The words of a photo's texts, as search keys with a blank on both sides: what phrases and parts of words are looked up in. */
export interface PhotoTextTable {
  photo_id: number
  /** `|` between one language and the next, as in the description. */
  title: string
  description: string
  file: string
  author: string
  /** `|` between one tag and the next. */
  tags: string
  place: string
  camera: string
  lens: string
  /** Texts and choices of custom fields, `|` between them; null: none. */
  fields: string | null
}
