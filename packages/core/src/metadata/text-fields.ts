import { isBlock, type MetadataBlockName, type MetadataOrder, type MetadataTag } from './order.ts'
import type { Sources } from './sources.ts'
import { readTag } from './tags.ts'
import { textLimits, toDescription, toKeywords, toLine } from './text.ts'

export type TextField = 'title' | 'description' | 'author' | 'copyright' | 'headline' | 'city' | 'country'

/** The tags that stand for a block, first wins. */
const tagsOf: Readonly<Record<TextField, Partial<Record<MetadataBlockName, readonly MetadataTag[]>>>> = {
  title: {
    xmp: ['XMP-dc:title'],
    iptc: ['IPTC:ObjectName'],
    exif: ['EXIF:XPTitle'],
    film: ['Film:com.apple.quicktime.title', 'Film:©nam', 'Film:title', 'Film:png:Title'],
  },
  description: {
    xmp: ['XMP-dc:description'],
    iptc: ['IPTC:Caption-Abstract'],
    exif: ['EXIF:ImageDescription', 'EXIF:XPComment'],
    film: ['Film:com.apple.quicktime.description', 'Film:©des', 'Film:desc', 'Film:png:Description'],
  },
  author: {
    xmp: ['XMP-dc:creator'],
    iptc: ['IPTC:By-line'],
    exif: ['EXIF:Artist', 'EXIF:XPAuthor'],
    film: [
      'Film:com.apple.quicktime.author',
      'Film:com.apple.quicktime.artist',
      'Film:©ART',
      'Film:©aut',
      'Film:png:Author',
    ],
  },
  copyright: {
    xmp: ['XMP-dc:rights'],
    iptc: ['IPTC:CopyrightNotice'],
    exif: ['EXIF:Copyright'],
    film: ['Film:com.apple.quicktime.copyright', 'Film:©cpy', 'Film:png:Copyright'],
  },
  headline: { xmp: ['XMP-photoshop:Headline'], iptc: ['IPTC:Headline'] },
  city: { xmp: ['XMP-photoshop:City'], iptc: ['IPTC:City'] },
  country: { xmp: ['XMP-photoshop:Country'], iptc: ['IPTC:Country-PrimaryLocationName'] },
}

const joined = (values: readonly string[]): string =>
  values
    .map((value) => value.trim())
    .filter(Boolean)
    .join(', ')

/** The texts of a file, each from the first of its sources that has any. */
export const readTexts = (sources: Sources, order: MetadataOrder): Record<TextField, string | null> => {
  const text = (field: TextField, clean: (text: string | undefined) => string | null = toLine) => {
    for (const source of order[field]) {
      for (const tag of isBlock(source) ? (tagsOf[field][source] ?? []) : [source]) {
        const values = readTag(sources, tag)
        const found = clean(field === 'author' ? joined(values) : values[0])
        if (found !== null) return found
      }
    }
    return null
  }
  const place = (field: 'city' | 'country') =>
    text(field) ?? (order[field].includes('xmp') ? extendedPlace(sources, field) : null)
  return {
    title: text('title'),
    description: text('description', toDescription),
    author: text('author'),
    copyright: text('copyright'),
    headline: text('headline'),
    city: place('city'),
    country: place('country'),
  }
}

/** Where newer programs keep places: that of the camera before that of what is shown (IPTC Photo Metadata Standard, LocationCreated). */
const extendedPlace = ({ xmp }: Sources, field: 'city' | 'country'): string | null => {
  const name = field === 'city' ? 'City' : 'CountryName'
  return (
    toLine(xmp.get(`Iptc4xmpExt:LocationCreated[1]/Iptc4xmpExt:${name}`)?.[0]) ??
    toLine(xmp.get(`Iptc4xmpExt:LocationCreated/Iptc4xmpExt:${name}`)?.[0]) ??
    toLine(xmp.get(`Iptc4xmpExt:LocationShown[1]/Iptc4xmpExt:${name}`)?.[0])
  )
}

const keywordTags: Partial<Record<MetadataBlockName, MetadataTag>> = { iptc: 'IPTC:Keywords', xmp: 'XMP-dc:subject' }

/** Keywords of all sources, joined; those that Windows writes into EXIF stand in where there are no others. */
export const readKeywords = (sources: Sources, { keywords }: MetadataOrder): string[] => {
  const found = toKeywords(
    keywords.flatMap((source) => {
      const tag = isBlock(source) ? keywordTags[source] : source
      return tag === undefined ? [] : readTag(sources, tag)
    }),
  )
  if (found.length > 0 || !keywords.includes('exif')) return found
  return toKeywords(readTag(sources, 'EXIF:XPKeywords').flatMap((text) => text.split(';')))
}

const trees = [
  ['lr:hierarchicalSubject', '|'],
  ['digiKam:TagsList', '/'],
  ['MicrosoftPhoto:LastKeywordXMP', '/'],
  ['mediapro:CatalogSets', '|'],
] as const

/** Lightroom's paths first; digiKam and Microsoft part theirs with a slash. */
export const readHierarchicalKeywords = ({ xmp }: Sources, { keywords }: MetadataOrder): string[][] => {
  if (!keywords.includes('xmp')) return []
  for (const [name, separator] of trees) {
    const paths = toKeywords(xmp.get(name) ?? [])
    if (paths.length > 0)
      return paths
        .map((path) =>
          path
            .split(separator)
            .map((part) => part.trim())
            .filter(Boolean),
        )
        .filter((p) => p.length > 0)
  }
  return []
}

/** As many paths as have no more names in all than there may be keywords. */
export const toTagPaths = (paths: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const names = new Set<string>()
  const beyond = paths.findIndex((path) => {
    for (const name of path) names.add(name)
    return names.size > textLimits.keywords
  })
  return beyond === -1 ? paths : paths.slice(0, beyond)
}

/** Keywords, and those that stand at the end of a path alone. */
export const withLeaves = (keywords: string[], paths: readonly (readonly string[])[]): string[] =>
  paths.length === 0 ? keywords : toKeywords([...keywords, ...paths.map((path) => path.at(-1))])
