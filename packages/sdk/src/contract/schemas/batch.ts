import * as v from 'valibot'
import { ActivityEntry } from './activity.ts'
import { Count, Id, line, name, pageQuery, Timestamp, text } from './fields.ts'
import { PhotoPatch, PhotoSearch } from './photo.ts'
import { BatchTranslationsPatch } from './translation.ts'

const { album, albums, recursive, tag, tags, q, query } = PhotoSearch.entries

/** Those named by their ids, or those of a list; an empty object selects every photo that the asker sees. */
export const BatchSelection = v.strictObject({
  /** 10,000 at most; not joined with the conditions of a list. */
  ids: v.optional(v.pipe(v.array(Id), v.minLength(1), v.maxLength(10_000))),
  album,
  albums,
  recursive,
  tag,
  tags,
  q,
  query,
})

const { title, author, rating, level, takenAt, latitude, longitude, altitude, fields } = PhotoPatch.entries
const names = v.pipe(v.array(name(255)), v.minLength(1), v.maxLength(500))
const albumIds = v.pipe(v.array(Id), v.minLength(1), v.maxLength(100))

/** What becomes of every photo of the selection. */
export const BatchChange = v.strictObject({
  /** Values that all of them get. */
  set: v.optional(
    v.strictObject({
      title,
      description: v.optional(v.nullable(text(2_000))),
      translations: v.optional(BatchTranslationsPatch),
      author,
      copyright: v.optional(v.nullable(line(255))),
      rating,
      level,
      takenAt,
      latitude,
      longitude,
      altitude,
      /** Custom fields by key; `null` takes a value away. */
      fields,
    }),
  ),
  /** By name; unknown ones are made. */
  addTags: v.optional(names),
  /** By name or synonym; those that a photo does not have are passed over. */
  removeTags: v.optional(names),
  addToAlbums: v.optional(albumIds),
  removeFromAlbums: v.optional(albumIds),
  /** Puts them into this album, and takes them out of all others that the asker may organise. */
  moveToAlbum: v.optional(Id),
  /** Moves dates by so many seconds, as where a camera's clock was wrong. */
  shiftTakenAtSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(-3_162_240_000), v.maxValue(3_162_240_000)),
  ),
  /** Into the trash. Joined with nothing else. */
  delete: v.optional(v.boolean()),
})

export const BatchRequest = v.strictObject({
  select: BatchSelection,
  change: BatchChange,
  /** Changes nothing, and tells what would change. Default `false`. */
  dryRun: v.optional(v.boolean()),
  /** How many photos the asker believes to have selected: refused with `CONFLICT` where there are more or fewer. */
  expectedPhotos: v.optional(Count),
})

const Fields = v.record(v.string(), v.unknown())

export const BatchResult = v.strictObject({
  /** `null`: nothing changed. */
  batchId: v.nullable(v.string()),
  isDryRun: v.boolean(),
  /** How many photos were selected. */
  photos: Count,
  changed: Count,
  /** Photos that the asker may not change so. Where there are any, nothing is changed; only a dry run gets to tell. */
  forbidden: Count,
  /** What becomes of the first of those that change, 20 at most; tags that are not there yet have ids below zero. */
  sample: v.array(v.strictObject({ photoId: Id, before: Fields, after: Fields })),
})
export type BatchResult = v.InferOutput<typeof BatchResult>

export const BatchUndone = v.strictObject({
  /** The batch that undid it, which can be undone in turn. */
  batchId: v.nullable(v.string()),
  changed: Count,
  /** Photos of which something was left as it is: it was changed since, or is no longer for the asker to change. */
  kept: Count,
})

export const Batch = v.strictObject({
  batchId: v.string(),
  at: Timestamp,
  /** `table`: by an imported table; `undo`: by undoing another. */
  kind: v.picklist(['change', 'table', 'undo']),
  actor: ActivityEntry.entries.actor,
  /** What was asked for; `null` for tables and for what undoes another. */
  change: v.nullable(Fields),
  photos: Count,
  /** The batch that this one undid. */
  undoes: v.nullable(v.string()),
  /** The batch that undid this one. */
  undoneBy: v.nullable(v.string()),
})
export type Batch = v.InferOutput<typeof Batch>

export const BatchPage = v.strictObject({ items: v.array(Batch), nextCursor: v.nullable(v.string()) })
export const BatchListQuery = v.strictObject(pageQuery)
export const BatchParams = v.strictObject({ batchId: line(64) })
