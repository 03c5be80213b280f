import type { MetadataTag } from '../order.ts'

/** Which blocks a field is written to, and the tags of custom fields. */
export interface WriteMapping {
  readonly write: Readonly<
    Record<
      'title' | 'description' | 'author' | 'copyright' | 'keywords' | 'rating' | 'date' | 'position',
      readonly ('exif' | 'iptc' | 'xmp')[]
    >
  >
  readonly fields: Readonly<Record<string, { readonly write: readonly MetadataTag[] }>>
}

/** A tag by exiftool's name and what it is set to; no values take it away. */
export interface Assignment {
  readonly tag: string
  readonly values: readonly string[]
}
