import type { PhotoSort } from '@vitrine/core'

/** Orders that visitors choose from. `default`: that of the album, or of the gallery. */
export const sortChoices = [
  'default',
  'takenAt',
  '-takenAt',
  '-addedAt',
  'addedAt',
  'title',
  '-title',
  'fileName',
  '-fileName',
  '-rating',
  'rating',
  '-views',
  'views',
  'position',
  '-id',
  'id',
  'random',
] as const
export type SortChoice = (typeof sortChoices)[number]

/** The order of a list, as its address names it; `null`: the usual one. */
export type ListSort = PhotoSort | null

/** Of the query of the list's own further pages, and of its photos. */
export const sortQuery = (sort: ListSort): { sort?: PhotoSort } => (sort === null ? {} : { sort })
