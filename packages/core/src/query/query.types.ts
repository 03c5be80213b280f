/**
 * A question about photos, as a value: what the search box, the filter bar, smart albums, the API, batches and feeds are all made
 * of. {@link file://./parse.ts} reads it from text, {@link file://./print.ts} writes it as text; `parse(print(q))` is `q` again.
 */
export type Query =
  /** Every photo: the empty text. */
  | { readonly type: 'all' }
  /** Two or more; none of them an `and` itself. */
  | { readonly type: 'and'; readonly of: readonly Query[] }
  /** Two or more; none of them an `or` itself. */
  | { readonly type: 'or'; readonly of: readonly Query[] }
  | { readonly type: 'not'; readonly of: Query }
  | TextQuery
  | NumberQuery
  | DateQuery
  | PresenceQuery
  | ChoiceQuery
  | NearQuery

/** Where words are looked for; `any`: everywhere. */
export const textFields = [
  'any',
  'photo',
  'title',
  'description',
  'file',
  'author',
  'tag',
  'place',
  'camera',
  'lens',
  'album',
] as const
export type TextField = (typeof textFields)[number]

export interface TextQuery {
  readonly type: 'text'
  readonly field: TextField
  /**
   * `prefix`: the beginning of a word; `word`: a whole word; `suffix`: its end; `part`: anywhere in it; `phrase`: these words, one
   * after another.
   */
  readonly match: 'prefix' | 'word' | 'suffix' | 'part' | 'phrase'
  /** As typed: case and accents make no difference, but are kept for showing. */
  readonly text: string
}

/** Figures of a photo: widths and heights in pixels as shown, `size` in pixels, `filesize` in bytes, `exposure` in seconds, `focal` in mm. */
export const numberFields = [
  'width',
  'height',
  'size',
  'ratio',
  'filesize',
  'visits',
  'rating',
  'id',
  'iso',
  'aperture',
  'exposure',
  'focal',
  'duration',
  'level',
] as const
export type NumberField = (typeof numberFields)[number]

export interface NumberQuery {
  readonly type: 'number'
  readonly field: NumberField
  /** Lower end, `null` where open. At least one end is set. */
  readonly min: number | null
  readonly max: number | null
  /** Whether the ends themselves belong to the range. `true` where the end is `null`. */
  readonly minIncluded: boolean
  readonly maxIncluded: boolean
}

export const dateFields = ['created', 'posted'] as const
export type DateField = (typeof dateFields)[number]

/** A year, a month or a day: `2019`, `2019-07`, `2019-07-04`. Both ends belong to the range, as a whole. */
export interface DateQuery {
  readonly type: 'date'
  readonly field: DateField
  readonly from: string | null
  readonly to: string | null
}

/** Fields that a photo may or may not have. */
export const presenceFields = [
  'tag',
  'author',
  'title',
  'description',
  'rating',
  'created',
  'place',
  'camera',
  'lens',
  'album',
] as const
export type PresenceField = (typeof presenceFields)[number]

export interface PresenceQuery {
  readonly type: 'presence'
  readonly field: PresenceField
  readonly isPresent: boolean
}

export const choices = {
  /** Kind of medium. */
  media: ['image', 'video', 'document'],
  orientation: ['portrait', 'square', 'landscape', 'panorama'],
} as const
export type ChoiceField = keyof typeof choices

export interface ChoiceQuery {
  readonly type: 'choice'
  readonly field: ChoiceField
  readonly value: string
}

/** Photos taken within a circle. */
export interface NearQuery {
  readonly type: 'near'
  /** Degrees, WGS 84. */
  readonly latitude: number
  readonly longitude: number
  readonly radiusMetres: number
}
