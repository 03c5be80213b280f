/** Where a value of a file comes from: the EXIF block, the IPTC-IIM records, an XMP packet, or the tags of a film. */
export type MetadataBlockName = 'exif' | 'iptc' | 'xmp' | 'film'

/** Fields whose block can be chosen. `created` is the "date created" of IPTC and XMP, which stands in where nobody wrote the date of taking. */
export type OrderedField =
  | 'title'
  | 'description'
  | 'author'
  | 'copyright'
  | 'headline'
  | 'city'
  | 'country'
  | 'keywords'
  | 'rating'
  | 'date'
  | 'created'
  | 'position'
  | 'camera'
  | 'orientation'

/** For each field the blocks that are asked, first wins; a block that is not named is not read. Keywords of all named blocks are joined. */
export type MetadataOrder = Readonly<Record<OrderedField, readonly MetadataBlockName[]>>

const texts = ['xmp', 'iptc', 'exif', 'film'] as const
const shots = ['exif', 'film', 'xmp', 'iptc'] as const

/**
 * The order of the Metadata Working Group's guidelines, with one difference: texts are taken from XMP before EXIF, because cameras
 * fill EXIF descriptions with their own name.
 */
export const defaultMetadataOrder: MetadataOrder = {
  title: texts,
  description: texts,
  author: texts,
  copyright: texts,
  headline: texts,
  city: texts,
  country: texts,
  keywords: ['iptc', 'xmp'],
  rating: ['xmp', 'exif'],
  date: shots,
  // Of the two it is IPTC that has a time zone in programs that write both; XMP's fraction of the same second is taken over.
  created: ['iptc', 'xmp'],
  position: ['exif', 'xmp', 'film'],
  camera: shots,
  orientation: shots,
}

export type Candidate<T> = readonly [block: MetadataBlockName, read: () => T | null]

/** The first value by the order of the blocks; of the same block, as listed. */
export const choose = <T>(order: readonly MetadataBlockName[], candidates: readonly Candidate<T>[]): T | null => {
  for (const block of order) {
    for (const [from, read] of candidates) {
      const value = from === block ? read() : null
      if (value !== null) return value
    }
  }
  return null
}
