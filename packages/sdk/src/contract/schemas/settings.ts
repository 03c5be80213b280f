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

/** Where the pictures that maps are made of come from. */
export const MapSettings = v.strictObject({
  /** Such as `https://tiles.example/{z}/{x}/{y}.png`; `null`: maps show the outlines of the land only. */
  tileUrl: v.nullable(v.string()),
  /** Stands beside the map, as plain text. */
  attribution: v.string(),
  attributionUrl: v.nullable(v.string()),
})
export type MapSettings = v.InferOutput<typeof MapSettings>

const upTo500 = v.pipe(v.string(), v.maxLength(500))

export const MapSettingsPatch = v.strictObject({
  tileUrl: v.optional(v.nullable(upTo500)),
  attribution: v.optional(upTo500),
  attributionUrl: v.optional(v.nullable(upTo500)),
})

export const MaintenanceSettings = v.strictObject({
  isOn: v.boolean(),
  /** What is said to whoever comes meanwhile; empty: the usual sentence. */
  text: v.string(),
  /** When it ends by itself; `null`: when somebody ends it. */
  until: v.nullable(v.string()),
})
export type MaintenanceSettings = v.InferOutput<typeof MaintenanceSettings>

export const MaintenanceSettingsPatch = v.strictObject({
  isOn: v.optional(v.boolean()),
  text: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  until: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40)))),
})

/** What every page is headed by. */
export const SiteSettings = v.strictObject({
  title: v.string(),
  /** BCP 47. */
  language: v.string(),
  /** What the page about the gallery says: plain text. */
  about: v.string(),
})
export type SiteSettings = v.InferOutput<typeof SiteSettings>

export const SiteSettingsPatch = v.strictObject({
  /** `null`: as the server's configuration has it. */
  title: v.optional(v.nullable(name(100))),
  language: v.optional(line(35)),
  /** Empty: none. */
  about: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
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
