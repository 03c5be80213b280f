import * as v from 'valibot'
import { Count, Id, Timestamp } from './fields.ts'

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits'))

const file = {
  id: Id,
  fileName: v.string(),
  mimeType: v.string(),
  bytes: Count,
  sha256: Sha256,
  /** Pixels as shown, after orientation; `null` where the file does not tell. */
  width: v.nullable(Count),
  height: v.nullable(Count),
}

/** The same picture in another format, such as RAW or TIFF. */
export const PhotoFormat = v.strictObject({ ...file, addedAt: Timestamp, addedBy: v.nullable(Id) })
export type PhotoFormat = v.InferOutput<typeof PhotoFormat>

export const PhotoFormats = v.strictObject({ items: v.array(PhotoFormat) })

/** A file that was the photo's original. `number` counts from 1, in the order they were replaced. */
export const PhotoVersion = v.strictObject({
  ...file,
  number: Id,
  replacedAt: Timestamp,
  replacedBy: v.nullable(Id),
})
export type PhotoVersion = v.InferOutput<typeof PhotoVersion>

/** Newest first. */
export const PhotoVersions = v.strictObject({ items: v.array(PhotoVersion) })

/** Of a file of a photo: the photo, and the file. */
export const PhotoFileParams = v.strictObject({ id: Id, fileId: Id })

/** Fields of a replacement, beside its part `file`. */
export const ReplacementFields = v.strictObject({
  /** Values that the new file has none of become empty, but for those that people wrote. Default `false`. */
  clears: v.optional(v.boolean()),
  /** SHA-256 of the file to be replaced: where another took its place meanwhile, the answer is `CONFLICT`. */
  replaces: v.optional(Sha256),
})
export type ReplacementFields = v.InferInput<typeof ReplacementFields>

/** A file alone. */
export const NoFields = v.strictObject({})

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

const UploadScale = v.strictObject({
  maxWidth: whole(16, 65_535),
  maxHeight: whole(16, 65_535),
  quality: whole(1, 100),
})

const ruleEntries = {
  /**
   * RAW, TIFF and PSD that are uploaded become formats of the photo of the same base name in the album, and the other way round; so do
   * those that are found beside each other in a library folder.
   */
  attachesFormats: v.boolean(),
  /** Former originals that are kept of a photo; `null`: all. */
  maxVersions: v.nullable(whole(0, 10_000)),
  /** Pictures are made smaller when they come in; `null`: they are kept as they are. */
  scaleUploads: v.nullable(UploadScale),
}

/** What becomes of files that come in; `locked` are those that the program fixes. */
export const FileRules = v.strictObject({ ...ruleEntries, locked: v.array(v.string()) })
export type FileRules = v.InferOutput<typeof FileRules>

export const FileRulesPatch = v.strictObject({
  attachesFormats: v.optional(ruleEntries.attachesFormats),
  maxVersions: v.optional(ruleEntries.maxVersions),
  scaleUploads: v.optional(ruleEntries.scaleUploads),
})
export type FileRulesPatch = v.InferOutput<typeof FileRulesPatch>
