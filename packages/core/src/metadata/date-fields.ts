import { fromIptcDate, toWrittenDate, type WrittenDate } from './dates.ts'
import { exifTags } from './exif-tags.ts'
import { iptcDatasets } from './iptc.ts'
import { type Candidate, choose, type MetadataOrder } from './order.ts'
import { ascii, type Sources } from './sources.ts'
import type { MediaDate } from './types.ts'

/** Some cameras write one offset for all their dates. */
const exifDate = ({ exif: { tags } }: Sources, date: number, fraction: number, offset: number): WrittenDate | null =>
  toWrittenDate(ascii(tags.get(date)), {
    fraction: tags.get(fraction),
    offset: ascii(tags.get(offset)) ?? ascii(tags.get(exifTags.offsetTime)),
  })

const xmpDate = ({ xmp }: Sources, name: string): Candidate<WrittenDate> => [
  'xmp',
  () => toWrittenDate(xmp.get(name)?.[0]),
]
const filmDate = ({ tags }: Sources, name: string): Candidate<WrittenDate> => [
  'film',
  () => toWrittenDate(tags.get(name)),
]

const originals = (sources: Sources): Candidate<WrittenDate>[] => [
  [
    'exif',
    () => exifDate(sources, exifTags.dateTimeOriginal, exifTags.subSecTimeOriginal, exifTags.offsetTimeOriginal),
  ],
  filmDate(sources, 'date-original'),
  xmpDate(sources, 'exif:DateTimeOriginal'),
]

const digitized = (sources: Sources): Candidate<WrittenDate>[] => [
  [
    'exif',
    () => exifDate(sources, exifTags.dateTimeDigitized, exifTags.subSecTimeDigitized, exifTags.offsetTimeDigitized),
  ],
  filmDate(sources, 'com.apple.quicktime.creationdate'),
  filmDate(sources, '©day'),
  filmDate(sources, 'png:Creation Time'),
  xmpDate(sources, 'xmp:CreateDate'),
  xmpDate(sources, 'exif:DateTimeDigitized'),
]

/** A film's own clock lacks the zone: it is asked where nothing else is there. */
const filmClock = ({ tags }: Sources) => toWrittenDate(tags.get('created')?.replace(/\.000Z$|Z$/, ''))

const iptcCreated = ({ iptc }: Sources) =>
  fromIptcDate(iptc.get(iptcDatasets.dateCreated)?.[0], iptc.get(iptcDatasets.timeCreated)?.[0])

/** The date created of the first block, or of another one that has more of the same: the time of the day, the fraction of the second. */
const created = (sources: Sources, order: MetadataOrder): WrittenDate | null => {
  const read: Candidate<WrittenDate>[] = [
    xmpDate(sources, 'photoshop:DateCreated'),
    ['iptc', () => iptcCreated(sources)],
  ]
  const dates = order.created.map((block) => choose([block], read)).filter((date) => date !== null)
  const [first] = dates
  if (!first) return null
  const same = first.local.endsWith('T00:00:00') ? first.local.slice(0, 11) : `${first.local}.`
  return dates.find(({ local }) => local !== first.local && local.startsWith(same)) ?? first
}

/** The moment of taking before that of making the content, before that of digitising; of each, the first block that tells it. */
export const readDate = (sources: Sources, order: MetadataOrder): WrittenDate | null =>
  choose(order.date, [...originals(sources), filmDate(sources, 'com.apple.quicktime.creationdate')]) ??
  created(sources, order) ??
  choose(order.date, digitized(sources)) ??
  choose(order.date, [['film', () => filmClock(sources)]])

/** All dates, each by the order of its blocks. */
export const readDates = (sources: Sources, order: MetadataOrder): MediaDate[] => {
  const kinds = {
    original: choose(order.date, originals(sources)),
    digitized: choose(order.date, digitized(sources)) ?? choose(order.date, [['film', () => filmClock(sources)]]),
    created: created(sources, order),
  }
  return (['original', 'digitized', 'created'] as const).flatMap((kind) => {
    const date = kinds[kind]
    return date === null ? [] : [{ kind, local: date.local, offset: date.offset }]
  })
}
