import * as v from 'valibot'
import { Count, Id } from './fields.ts'

/** What an original says when it is given out. */
export const OriginalQuery = v.strictObject({
  /** `stored`: as it is (default); `edited`: with what was written in the gallery; `stripped`: nothing; `without-position`. */
  metadata: v.optional(v.picklist(['stored', 'edited', 'stripped', 'without-position'])),
})

/** A block, or for texts and keywords also a tag: `XMP-photoshop:Headline`, `IPTC:Headline`, `EXIF:Artist`, `Film:©nam`. */
const Source = v.pipe(v.string(), v.maxLength(120))
const Sources = v.pipe(v.array(Source), v.maxLength(20))
const WritableBlocks = v.pipe(v.array(v.picklist(['exif', 'iptc', 'xmp'])), v.maxLength(3))

const read = v.entriesFromList(
  [
    ...(['title', 'description', 'author', 'copyright', 'headline', 'city', 'country', 'keywords'] as const),
    ...(['rating', 'date', 'created', 'position', 'camera', 'orientation'] as const),
  ],
  Sources,
)
const write = v.entriesFromList(
  ['title', 'description', 'author', 'copyright', 'keywords', 'rating', 'date', 'position'],
  WritableBlocks,
)

const settings = {
  /** Custom fields of photos by key: the tags they are read from, first wins, and those they are written to. */
  fields: v.record(v.string(), v.strictObject({ read: v.array(Source), write: v.array(Source) })),
  /** About which files exiftool is asked, where it is installed. */
  exiftool: v.picklist(['needed', 'always', 'never']),
  /** Whether paths of keywords in files make trees of tags, and are written into files. */
  keywordTrees: v.boolean(),
  /** Whether what is written in the gallery may be written into originals, which are kept as versions. */
  writesFiles: v.boolean(),
  /** Roles, links and albums (with those below) whose downloads hold no position. */
  withoutPosition: v.array(
    v.union([v.strictObject({ role: Id }), v.strictObject({ link: Id }), v.strictObject({ album: Id })]),
  ),
}

export const MetadataSettings = v.strictObject({
  ...settings,
  /** Which sources each field is read from; the first that has a value wins, keywords are joined. */
  read: v.strictObject(read),
  /** Which blocks each field is written to. */
  write: v.strictObject(write),
  /** Settings that the server's configuration fixes. */
  locked: v.array(v.string()),
})
export type MetadataSettings = v.InferOutput<typeof MetadataSettings>

/** `read` and `write` are changed field by field, the others as a whole. */
export const MetadataSettingsPatch = v.strictObject({
  ...v.partial(v.strictObject(settings)).entries,
  read: v.optional(v.partial(v.strictObject(read))),
  write: v.optional(v.partial(v.strictObject(write))),
})
export type MetadataSettingsPatch = v.InferOutput<typeof MetadataSettingsPatch>

/** One photo, or a list of photos; without either, all of them. */
export const PhotosToWorkOn = v.strictObject({
  photo: v.optional(Id),
  album: v.optional(Id),
  recursive: v.optional(v.boolean()),
  tag: v.optional(Id),
  q: v.optional(v.string()),
})

export const SynchroniseRequest = v.strictObject({
  ...PhotosToWorkOn.entries,
  /** Values that the file has none of become empty, too. Default `false`. */
  clear: v.optional(v.boolean()),
  /** What people wrote in the gallery wins over what the file says. Default `true`. */
  keepWritten: v.optional(v.boolean()),
})
/** `null`: the same work waits or runs already. */
export const MetadataJobStarted = v.strictObject({ jobId: v.nullable(Id) })
export const MetadataJob = v.strictObject({
  id: Id,
  state: v.picklist(['waiting', 'running', 'done', 'failed']),
  /** Photos. */
  done: Count,
  total: Count,
})
