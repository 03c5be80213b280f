import { exifTags } from './exif-tags.ts'
import { iptcNames } from './iptc-names.ts'
import type { MetadataBlockName, MetadataTag } from './order.ts'
import { ascii, type Sources, wide } from './sources.ts'
import { canonicalProperty } from './xmp-names.ts'

/** A tag of a file, by the block it stands in. */
export interface TagPlace {
  readonly block: MetadataBlockName
  /** `dc:title` in XMP, the number of a dataset in IPTC, the number of a tag in EXIF, a name among the tags of films. */
  readonly key: string | number
}

const exifTexts: Readonly<Record<string, number>> = {
  imagedescription: exifTags.imageDescription,
  make: exifTags.make,
  model: exifTags.model,
  software: exifTags.software,
  artist: exifTags.artist,
  copyright: exifTags.copyright,
  lensmake: exifTags.lensMake,
  lensmodel: exifTags.lensModel,
  xptitle: exifTags.xpTitle,
  xpcomment: exifTags.xpComment,
  xpauthor: exifTags.xpAuthor,
  xpkeywords: exifTags.xpKeywords,
}
const wideTags = new Set<number>([exifTags.xpTitle, exifTags.xpComment, exifTags.xpAuthor, exifTags.xpKeywords])

/**
 * Finds a tag by the name that exiftool has for it: `XMP-dc:Title`, `IPTC:Caption-Abstract`, `EXIF:Artist`; `Film:` and the name of
 * a key of a film or a text of a PNG (`Film:©nam`, `Film:png:Title`).
 *
 * @returns `null` for names of no tag that is read.
 */
export const findTag = (name: string): TagPlace | null => {
  const [, group = '', own = ''] = /^([\w-]+):(.+)$/.exec(name) ?? []
  const kind = group.toLowerCase()
  if (kind.startsWith('xmp-')) {
    const key = canonicalProperty(group.slice(4), own)
    return key === null ? null : { block: 'xmp', key }
  }
  if (kind === 'film') return own.length <= 100 ? { block: 'film', key: own } : null
  const key =
    kind === 'iptc' ? iptcNames[own.toLowerCase()] : kind === 'exif' ? exifTexts[own.toLowerCase()] : undefined
  return key === undefined ? null : { block: kind as 'iptc' | 'exif', key }
}

const places = new Map<string, TagPlace | null>()

/** The values of a tag as they stand in a file; none where it has no such tag. */
export const readTag = ({ exif, xmp, iptc, tags }: Sources, name: MetadataTag): readonly string[] => {
  // Names come from settings, of which there are few.
  const place = places.get(name) ?? findTag(name)
  if (places.size < 1_000) places.set(name, place)
  if (!place) return []
  const { block, key } = place
  if (block === 'xmp') return xmp.get(key as string) ?? []
  if (block === 'iptc') return iptc.get(key as number) ?? []
  if (block === 'film') return [tags.get(key as string) ?? ''].filter((text) => text !== '')
  const value = exif.tags.get(key as number)
  const text = wideTags.has(key as number) ? wide(value) : ascii(value)
  return text === null ? [] : [text]
}
