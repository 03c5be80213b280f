import type { ExactField, NearQuery, NumberField, TextField } from './query.types.ts'

/** Fields of which several values can be ticked; `null`: photos without one. */
export const choiceFilters = ['author', 'camera', 'make', 'lens', 'city', 'country'] as const satisfies ExactField[]
export type ChoiceFilter = (typeof choiceFilters)[number]

/** Figures with two handles each, or several values to tick. */
export const rangeFilters = [
  'rating',
  'filesize',
  'width',
  'height',
  'size',
  'ratio',
  'iso',
  'aperture',
  'exposure',
  'focal',
  'duration',
  'level',
  'visits',
] as const satisfies NumberField[]
export type RangeFilter = (typeof rangeFilters)[number]

/** Both ends belong to it, `null` is open; equal ends are one value. */
export interface FigureRange {
  readonly min: number | null
  readonly max: number | null
}

/**
 * What a filter bar is set to. Filters are joined by AND, the values ticked within one by OR; a filter that is not there, or has
 * nothing ticked, asks for nothing.
 */
export interface Filters
  extends Partial<Readonly<Record<ChoiceFilter, readonly (string | null)[]>>>,
    Partial<Readonly<Record<RangeFilter, readonly (FigureRange | null)[]>>> {
  readonly words?: {
    /** Each as typed: `sea`, `"fog on the coast"`, `*side`. */
    readonly words: readonly string[]
    readonly mode: 'all' | 'any'
    /** Where they are looked for; none: everywhere. */
    readonly fields: readonly Exclude<TextField, 'any'>[]
  }
  /** By id; each stands for itself and the tags below it. */
  readonly tags?: { readonly ids: readonly number[]; readonly mode: 'all' | 'any' }
  readonly tagged?: boolean
  /** By id, any of them; with `below` what is in the albums below them as well. */
  readonly albums?: { readonly ids: readonly number[]; readonly below: boolean }
  /** Dates as they stand behind `posted:`: `7d`, `2019`, `2019-07`, `2019..2021`, `*-12`; `created` also nothing (no date) and `*`. */
  readonly posted?: readonly string[]
  readonly created?: readonly string[]
  /** Ids of users; `null`: nobody known. */
  readonly uploader?: readonly (number | null)[]
  /** `image`, `video`, `document`, or the extension of a file name. */
  readonly type?: readonly string[]
  readonly shape?: readonly ('portrait' | 'square' | 'landscape' | 'panorama')[]
  readonly near?: Omit<NearQuery, 'type'>
  /** Custom fields by key, values as they stand behind `field.KEY:`. */
  readonly fields?: Readonly<Record<string, readonly string[]>>
  /** A query as text: whatever no filter says. */
  readonly expert?: string
}
