/**
 * A question about photos, as a value: what the search box, the filter bar, smart albums, the API, batches and feeds are all made
 * of. `parse.ts` reads it from text, `print.ts` writes it as text; `parse(print(q))` is `q` again.
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
  | ExactQuery
  | RefQuery
  | NumberQuery
  | DateQuery
  | DatePatternQuery
  | WeekQuery
  | RecentQuery
  | PresenceQuery
  | ChoiceQuery
  | NearQuery
  | BoxQuery
  | CustomQuery

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

/** Fields whose values can be picked from a list. */
export const exactFields = ['author', 'camera', 'make', 'lens', 'city', 'country', 'extension', 'mime'] as const
export type ExactField = (typeof exactFields)[number]

/**
 * This very value, as it is stored: case and accents count. `camera` is the model; `extension` is that of the file name, in lower
 * case and without its dot.
 */
export interface ExactQuery {
  readonly type: 'exact'
  readonly field: ExactField
  readonly value: string
}

/**
 * `tag`: the tag or one below it; `album`: directly in it, or what fits it where it is a smart one; `tree`: in it or in an album below;
 * `uploader`: the user who added it.
 */
export const refFields = ['tag', 'album', 'tree', 'uploader'] as const
export type RefField = (typeof refFields)[number]

/** By number. An album that the asker does not see is one that does not exist: nothing is in it. */
export interface RefQuery {
  readonly type: 'ref'
  readonly field: RefField
  readonly id: number
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

/** A year, a month, a day or an hour: `2019`, `2019-07`, `2019-07-04`, `2019-07-04T18`. Both ends belong to the range, as a whole. */
export interface DateQuery {
  readonly type: 'date'
  readonly field: DateField
  readonly from: string | null
  readonly to: string | null
}

/** Parts of a date, whatever the others are: every December, every 25th of December, each 25th of 2019. */
export interface DatePatternQuery {
  readonly type: 'pattern'
  readonly field: DateField
  /** `null`: any. One of the three at least is set, and something is left open that no {@link DateQuery} could leave open. */
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

/**
 * Weeks as ISO 8601 counts them, whatever the years are, or days of weeks: all weeks 27, each Sunday of 2019. A week of a year is a
 * {@link DateQuery}.
 */
export interface WeekQuery {
  readonly type: 'week'
  readonly field: DateField
  /** That of the week. `null`: any. Of the other two one at least is set, not the week where the year is. */
  readonly year: number | null
  /** 1 to 53. */
  readonly week: number | null
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number | null
}

export const recentUnits = ['h', 'd', 'w', 'm', 'y'] as const
export type RecentUnit = (typeof recentUnits)[number]

/** The last so many hours, days, weeks, months or years, counted back from when it is asked. */
export interface RecentQuery {
  readonly type: 'recent'
  readonly field: DateField
  /** From 1. */
  readonly count: number
  readonly unit: RecentUnit
}

/** Fields that a photo may or may not have. `place` is a position, `size` a width and a height. */
export const presenceFields = [
  'tag',
  'author',
  'title',
  'description',
  'rating',
  'created',
  'place',
  'camera',
  'make',
  'lens',
  'city',
  'country',
  'iso',
  'aperture',
  'exposure',
  'focal',
  'duration',
  'size',
  'uploader',
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

/** Photos taken within a box of the map; `west` above `east` where it reaches over the date line. */
export interface BoxQuery {
  readonly type: 'box'
  /** Degrees, WGS 84. */
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** A field that the owners of the gallery made up. Whether its values are words, figures or days is known when it is asked. */
export interface CustomQuery {
  readonly type: 'custom'
  readonly key: string
  readonly test:
    | { readonly kind: 'presence'; readonly isPresent: boolean }
    | { readonly kind: 'text'; readonly match: TextQuery['match']; readonly text: string }
    | { readonly kind: 'exact'; readonly value: string }
    /** Ends as written, a figure or a date; at least one is set. */
    | {
        readonly kind: 'range'
        readonly min: string | null
        readonly max: string | null
        readonly minIncluded: boolean
        readonly maxIncluded: boolean
      }
}
