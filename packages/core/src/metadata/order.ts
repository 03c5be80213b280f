/** Where a value of a file comes from: the EXIF block, the IPTC-IIM records, an XMP packet, or the tags of a film. */
export type MetadataBlockName = 'exif' | 'iptc' | 'xmp' | 'film'

/** Fields whose block can be chosen. `created` is the "date created" of IPTC and XMP, which stands in where nobody wrote the date of taking. */
export type OrderedField = (typeof taggedFields)[number] | (typeof plainFields)[number]

/** Fields that may be read from single tags, too. */
export const taggedFields = [
  'title',
  'description',
  'author',
  'copyright',
  'headline',
  'city',
  'country',
  'keywords',
] as const

/** Fields that are read from blocks as a whole. */
export const plainFields = ['rating', 'date', 'created', 'position', 'camera', 'orientation'] as const

/** A tag of a file by the name that exiftool has for it, such as `XMP-photoshop:Headline`; see `findTag`. */
export type MetadataTag = `${'XMP-' | 'IPTC:' | 'EXIF:' | 'Film:'}${string}`

/** A block, which stands for the tags of it that usually hold the field; or one tag, for texts and keywords. */
export type MetadataSource = MetadataBlockName | MetadataTag

export const metadataBlocks = ['exif', 'iptc', 'xmp', 'film'] as const satisfies readonly MetadataBlockName[]

export const isBlock = (source: MetadataSource): source is MetadataBlockName =>
  (metadataBlocks as readonly string[]).includes(source)

/** For each field the sources that are asked, first wins; a block that is not named is not read. Keywords of all named ones are joined. */
export type MetadataOrder = Readonly<Record<OrderedField, readonly MetadataSource[]>>

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
  // Windows writes the same keywords into EXIF once more: they are asked for where there are no others.
  keywords: ['iptc', 'xmp', 'exif'],
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
export const choose = <T>(order: readonly MetadataSource[], candidates: readonly Candidate<T>[]): T | null => {
  for (const block of order) {
    for (const [from, read] of candidates) {
      const value = from === block ? read() : null
      if (value !== null) return value
    }
  }
  return null
}
