import * as v from 'valibot'
import { line, name } from './fields.ts'
import { DuplicateAction, DuplicateSign, PhotoSort } from './photo.ts'

/** What is done with uploads that are here already, where nobody asks for something else. */
export const DuplicateSettings = v.strictObject({
  by: DuplicateSign,
  action: DuplicateAction,
  /** Settings that the server's configuration fixes. */
  locked: v.array(v.string()),
})
export type DuplicateSettings = v.InferOutput<typeof DuplicateSettings>

export const DuplicateSettingsPatch = v.strictObject({
  by: v.optional(DuplicateSign),
  action: v.optional(DuplicateAction),
})
export type DuplicateSettingsPatch = v.InferOutput<typeof DuplicateSettingsPatch>

/** What every page is headed by. */
export const SiteSettings = v.strictObject({
  title: v.string(),
  /** BCP 47. */
  language: v.string(),
})
export type SiteSettings = v.InferOutput<typeof SiteSettings>

export const SiteSettingsPatch = v.strictObject({
  /** `null`: as the server's configuration has it. */
  title: v.optional(v.nullable(name(100))),
  language: v.optional(line(35)),
})

/** The orders of lists of photos for which nobody asks for another. */
export const PhotoSorts = v.strictObject({
  /** Outside of albums: searches, tags, the gallery as a whole. */
  photos: v.string(),
  /** In albums that have none of their own. */
  albums: v.string(),
})
export type PhotoSorts = v.InferOutput<typeof PhotoSorts>

export const PhotoSortsPatch = v.strictObject({ photos: v.optional(PhotoSort), albums: v.optional(PhotoSort) })
