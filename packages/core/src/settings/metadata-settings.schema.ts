import * as v from 'valibot'
import { id } from '../input/validate.ts'
import {
  isBlock,
  type MetadataSource,
  type MetadataTag,
  metadataBlocks,
  plainFields,
  taggedFields,
} from '../metadata/order.ts'
import { findTag } from '../metadata/tags.ts'
import type { WrittenField } from './metadata-settings.types.ts'

const list = <S extends v.GenericSchema>(entry: S, maxLength: number) =>
  v.pipe(v.array(entry, 'Must be a list.'), v.maxLength(maxLength, `Must have ${maxLength} entries at most.`))

const block = v.picklist(metadataBlocks, `Must be one of ${metadataBlocks.join(', ')}.`)
const tag = v.custom<MetadataTag>(
  (value) => typeof value === 'string' && value.length <= 120 && findTag(value) !== null,
  'Must be a tag such as XMP-photoshop:Headline, IPTC:Headline, EXIF:Artist or Film:©nam.',
)
const source = v.custom<MetadataSource>(
  (value) => typeof value === 'string' && (isBlock(value as MetadataSource) || v.is(tag, value)),
  `Must be one of ${metadataBlocks.join(', ')}, or a tag such as XMP-photoshop:Headline.`,
)
const writtenTag = v.pipe(
  tag,
  v.check((name) => /^(XMP-|IPTC:)/i.test(name), 'Must be a tag of XMP or IPTC.'),
)

const read = v.strictObject({
  ...v.entriesFromList(taggedFields, v.optional(list(source, 20))),
  ...v.entriesFromList(plainFields, v.optional(list(block, 20))),
})

/** An object, so that the compiler misses a field that is left out. */
const writtenFields = Object.keys({
  title: true,
  description: true,
  author: true,
  copyright: true,
  keywords: true,
  rating: true,
  date: true,
  position: true,
} satisfies Record<WrittenField, true>) as WrittenField[]

const written = v.strictObject(
  v.entriesFromList(
    writtenFields,
    v.optional(list(v.picklist(['exif', 'iptc', 'xmp'], 'Must be one of exif, iptc and xmp.'), 3)),
  ),
)

const fieldKey = v.pipe(
  v.string('Must be text.'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Must be the key of a custom field.'),
)

export const metadataSettingsPatch = v.strictObject({
  read: v.optional(read),
  write: v.optional(written),
  fields: v.optional(
    v.pipe(
      v.record(
        fieldKey,
        v.strictObject({ read: v.optional(list(tag, 10), []), write: v.optional(list(writtenTag, 5), []) }),
      ),
      v.check((fields) => Object.keys(fields).length <= 200, 'Must have 200 entries at most.'),
    ),
  ),
  exiftool: v.optional(v.picklist(['needed', 'always', 'never'], 'Must be needed, always or never.')),
  keywordTrees: v.optional(v.boolean('Must be true or false.')),
  writesFiles: v.optional(v.boolean('Must be true or false.')),
  withoutPosition: v.optional(
    list(
      v.union(
        [v.strictObject({ role: id }), v.strictObject({ link: id }), v.strictObject({ album: id })],
        'Must have a role, a link or an album.',
      ),
      200,
    ),
  ),
})
