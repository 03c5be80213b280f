import type { Sources } from '../sources.ts'
import { readTag } from '../tags.ts'
import { keyOf, type MetadataChanges } from './changes.ts'
import { dateAssignments, positionAssignments } from './place-and-date.ts'
import type { Assignment, WriteMapping } from './write.types.ts'

type PlainField = 'title' | 'description' | 'author' | 'copyright' | 'rating'

/** The tag of each block that a field is written to. */
const tags: Readonly<Record<PlainField, Partial<Record<'exif' | 'iptc' | 'xmp', string>>>> = {
  title: { xmp: 'XMP-dc:Title', iptc: 'IPTC:ObjectName', exif: 'EXIF:XPTitle' },
  description: { xmp: 'XMP-dc:Description', iptc: 'IPTC:Caption-Abstract', exif: 'EXIF:ImageDescription' },
  author: { xmp: 'XMP-dc:Creator', iptc: 'IPTC:By-line', exif: 'EXIF:Artist' },
  copyright: { xmp: 'XMP-dc:Rights', iptc: 'IPTC:CopyrightNotice', exif: 'EXIF:Copyright' },
  rating: { xmp: 'XMP-xmp:Rating', exif: 'EXIF:Rating' },
}

/** Tags that would go on saying what is not so any more. */
const shadows: Readonly<Record<PlainField, readonly string[]>> = {
  title: ['EXIF:XPTitle', 'PNG:Title', 'Keys:Title', 'Keys:DisplayName', 'ItemList:Title', 'UserData:Title'],
  description: [
    'EXIF:XPComment',
    'PNG:Description',
    'Keys:Description',
    'ItemList:Description',
    'UserData:Description',
  ],
  author: [
    ...['EXIF:XPAuthor', 'PNG:Author', 'Keys:Author', 'Keys:Artist'],
    ...['ItemList:Artist', 'UserData:Artist', 'ItemList:Author', 'UserData:Author'],
  ],
  copyright: ['PNG:Copyright', 'Keys:Copyright', 'ItemList:Copyright', 'UserData:Copyright'],
  rating: ['EXIF:RatingPercent', 'XMP-microsoft:RatingPercent'],
}

/** Longest texts of IPTC, in bytes (IIM 4.2, record 2). Other blocks have the whole. */
const iptcMaxBytes: Readonly<Record<string, number>> = {
  'IPTC:ObjectName': 64,
  'IPTC:Caption-Abstract': 2000,
  'IPTC:By-line': 32,
  'IPTC:CopyrightNotice': 128,
  'IPTC:Keywords': 64,
}

const cutBytes = (text: string, maxBytes: number): string => {
  const bytes = Buffer.from(text, 'utf8')
  return bytes.length <= maxBytes ? text : bytes.toString('utf8', 0, maxBytes).replace(/\ufffd+$/u, '')
}

const set = (tag: string, value: string | number | null): Assignment => ({
  tag,
  values: value === null ? [] : [cutBytes(String(value), iptcMaxBytes[tag] ?? Number.MAX_SAFE_INTEGER)],
})

/**
 * The tags to set so that a file says what has to become of it. What is taken away is taken away in every block; IPTC is brought in
 * line where the file has it, and not added.
 */
export const toAssignments = (
  changes: MetadataChanges,
  sources: Sources,
  { write, fields }: WriteMapping,
): Assignment[] => {
  const hasIptc = sources.iptc.size > 0
  const writes = (field: keyof WriteMapping['write'], block: 'exif' | 'iptc' | 'xmp', isRemoved: boolean) =>
    (isRemoved || write[field].includes(block)) && (block !== 'iptc' || hasIptc)
  const assignments: Assignment[] = []
  for (const field of Object.keys(tags) as PlainField[]) {
    const value = changes[field]
    if (value === undefined || (write[field].length === 0 && value !== null)) continue
    for (const tag of shadows[field]) assignments.push({ tag, values: [] })
    for (const block of ['xmp', 'iptc', 'exif'] as const) {
      const tag = tags[field][block]
      if (tag !== undefined && writes(field, block, value === null)) assignments.push(set(tag, value))
    }
  }
  if (changes.keywords)
    for (const block of ['xmp', 'iptc', 'exif'] as const)
      if (writes('keywords', block, changes.keywords.all.length === 0))
        assignments.push(...keywordAssignments(block, changes.keywords, sources))
  if (changes.date !== undefined)
    assignments.push(...dateAssignments(changes.date, (block) => writes('date', block, changes.date === null)))
  if (changes.position !== undefined)
    assignments.push(
      ...positionAssignments(changes.position, (block) => writes('position', block, changes.position === null)),
    )
  for (const [key, text] of Object.entries(changes.custom ?? {}))
    for (const tag of fields[key]?.write ?? []) if (!/^IPTC:/i.test(tag) || hasIptc) assignments.push(set(tag, text))
  return assignments
}

/**
 * Trees of keywords that programs read before the plain list: what is gone must not come back by them. A file that has none is given
 * the first, which most programs read.
 */
const trees = [
  ['XMP-lr:HierarchicalSubject', '|'],
  ['XMP-digiKam:TagsList', '/'],
  ['XMP-microsoft:LastKeywordXMP', '/'],
] as const

const keywordAssignments = (
  block: 'exif' | 'iptc' | 'xmp',
  { all, added, removed, paths }: NonNullable<MetadataChanges['keywords']>,
  sources: Sources,
): Assignment[] => {
  // What is too long for IPTC stands in XMP alone: cut, it would be another keyword.
  if (block === 'iptc')
    return [{ tag: 'IPTC:Keywords', values: all.filter((keyword) => Buffer.byteLength(keyword) <= 64) }]
  if (block === 'exif') return [{ tag: 'EXIF:XPKeywords', values: all.length > 0 ? [all.join(';')] : [] }]
  const gone = new Set(removed)
  const pathOf = new Map(paths.map((path) => [keyOf(path.at(-1) ?? ''), path]))
  const written = (keywords: readonly string[], separator: string) =>
    keywords
      .map((keyword) => [...(pathOf.get(keyOf(keyword))?.slice(0, -1) ?? []), keyword])
      .filter((path) => !path.some((name) => name.includes(separator)))
      .map((path) => path.join(separator))
  const present = trees.flatMap(([tag, separator]) => {
    const had = readTag(sources, tag)
    if (had.length === 0) return []
    const kept = had.filter((path) => !gone.has(path.split(separator).at(-1)?.trim() ?? ''))
    return [{ tag, values: [...kept, ...written(added, separator)] }]
  })
  if (present.length > 0) return [{ tag: 'XMP-dc:Subject', values: all }, ...present]
  const [tag, separator] = trees[0]
  const fresh = written(
    all.filter((keyword) => pathOf.has(keyOf(keyword))),
    separator,
  )
  return [{ tag: 'XMP-dc:Subject', values: all }, ...(fresh.length > 0 ? [{ tag, values: fresh }] : [])]
}
