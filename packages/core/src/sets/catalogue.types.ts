import type { MemberCounts } from './links.ts'

/**
 * The photos of the gallery in memory, one slot each: what lists, counts, facets and calendars of any depth are computed from. The
 * database holds the truth; this is a copy of one commit, brought up to the next one by the change log.
 *
 * A slot, once given to a photo, stays its own; slots say nothing of order. Columns are shared and grow in place: read them within
 * one synchronous run, and ask for the catalogue anew after an `await`.
 */
export interface Catalogue {
  /** The commit it stands at, see GalleryStateTable. */
  readonly commit: number
  /** Another one whenever anything in it changed, also on the way to the next commit. */
  readonly revision: number
  /** Slots in use, those of deleted photos included. */
  readonly slots: number
  /** Photo ids by slot. */
  readonly ids: Int32Array
  slotOf(photoId: number): number | undefined
  /** Photos that are not in the trash. */
  readonly alive: Bits
  readonly levels: Uint8Array
  /** Bit set: 1 when it was taken is known, 2 titled, 4 described, 8 a picture can be made of it. */
  readonly marks: Uint8Array
  /** `photos.sort_at`, milliseconds since 1970 UTC. */
  readonly sortAt: Float64Array
  /** `photos.added_at`, milliseconds since 1970 UTC. */
  readonly addedAt: Float64Array
  /** The day the camera showed, in days since 1970-01-01; `noDay` where it is not known. */
  readonly createdDay: Int32Array
  /** The day it came in (UTC), in days since 1970-01-01. */
  readonly postedDay: Int32Array
  /** -1 to 5; `noRating` where nobody rated it. */
  readonly ratings: Int8Array
  /** As shown; 0 where it is not known. */
  readonly widthsPx: Int32Array
  readonly heightsPx: Int32Array
  readonly bytes: Float64Array
  /** Degrees; NaN where there is none. */
  readonly latitudes: Float64Array
  readonly longitudes: Float64Array
  /** Columns of few different values, as codes into a list of them. */
  readonly coded: Readonly<Record<CodedField, CodedColumn>>
  /** Albums that the photo is in, in no order. */
  albumsOf(slot: number): ArrayLike<number>
  /** Counts the tags of the photos `slots[from]` up to, not with, `slots[to]`. @returns How many of these have none. */
  countTags(slots: Int32Array, from: number, to: number, into: MemberCounts): number
  /** Slots of the photos of an album, in no order; those of deleted photos included: intersect with what is visible. */
  inAlbum(albumId: number): ArrayLike<number>
  withTag(tagId: number): ArrayLike<number>
  /** Tags that photos have or had, in no order: those that `withTag` may answer for. */
  tagIds(): Iterable<number>
  /**
   * The commit at which the photos of an album were last found changed: which they are, or anything of one of them. At most
   * {@link Catalogue.commit}; that of the load where nothing was since. What was computed of an album at a later commit still holds.
   */
  albumChangedAt(albumId: number): number
}

export const noDay = -0x8000_0000
export const noRating = -2

export const codedFields = [
  'media',
  'mime',
  'extension',
  'author',
  'make',
  'model',
  'lens',
  'iso',
  'aperture',
  'exposure',
  'focal',
  'duration',
  'city',
  'country',
  'uploader',
] as const
export type CodedField = (typeof codedFields)[number]

/** As wide as the largest code needs: most columns have fewer than 256 values. */
export type Codes = Uint8Array | Uint16Array | Int32Array

export interface CodedColumn {
  /** Code by slot; 0 where the photo has no value. */
  readonly codes: Codes
  /** Value by code; `values[0]` is `null`. Values that no photo has any more may still be listed. */
  readonly values: readonly (string | number | null)[]
}

/** A set of photos, one bit per slot. */
export interface Bits {
  readonly words: Uint32Array
}
