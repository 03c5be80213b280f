import type { ChoiceFilter, FigureRange, Filters, RangeFilter } from '@vitrine/core'
import { readFieldEntries } from './field-entries.ts'

/** Filters whose values are ticked, as they are. */
export const choiceNames = ['author', 'camera', 'make', 'lens', 'city', 'country'] as const satisfies ChoiceFilter[]
/** Filters of figures: one, or from one to another. */
export const rangeNames = [
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
] as const satisfies RangeFilter[]
export const shapes = ['portrait', 'square', 'landscape', 'panorama'] as const
/** Where words may be looked for. */
export const wordFields = ['title', 'description', 'tag', 'file', 'author', 'album', 'place'] as const

/** Entries of one field of the form that are looked at. */
const maxValues = 60
const maxLength = 500

const isOneOf =
  <T extends string>(list: readonly T[]) =>
  (text: string): text is T =>
    list.some((each) => each === text)

/** `2..5`, `..5`, `2..`, `5`; empty: none at all. `undefined` where it is no figure. */
const toRange = (text: string): FigureRange | null | undefined => {
  if (text === 'none') return null
  const [min, max, ...rest] = text.includes('..') ? text.split('..') : [text, text]
  if (rest.length > 0 || (min === '' && max === '')) return undefined
  const figure = (part: string | undefined): number | null => (part === undefined || part === '' ? null : Number(part))
  const range = { min: figure(min), max: figure(max) }
  return [range.min, range.max].some((value) => value !== null && !Number.isFinite(value)) ? undefined : range
}

export const fromRange = (range: FigureRange | null): string =>
  range === null ? 'none' : range.min === range.max ? String(range.min) : `${range.min ?? ''}..${range.max ?? ''}`

/** `48.858,2.294,25` (kilometres); what is no place is left out. */
const toNear = (text: string): Filters['near'] | undefined => {
  const [latitude, longitude, kilometres = 1, ...rest] = text
    .split(',')
    .map((part) => Number(part.trim() || Number.NaN))
  if (latitude === undefined || longitude === undefined || rest.length > 0) return undefined
  if (![latitude, longitude, kilometres].every(Number.isFinite)) return undefined
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || kilometres <= 0) return undefined
  return { latitude, longitude, radiusMetres: kilometres * 1000 }
}

export const fromNear = ({ latitude, longitude, radiusMetres }: NonNullable<Filters['near']>): string =>
  `${latitude},${longitude},${radiusMetres / 1000}`

/** Words as typed, phrases in one piece. */
const toWords = (text: string): string[] => text.match(/"[^"]*"|[^\s"]+/g)?.slice(0, maxValues) ?? []

/** What was set in the filter bar, as the form sends it. Entries that make no sense ask for nothing. */
export const readFilterForm = (form: URLSearchParams): Filters => {
  const all = (name: string): string[] =>
    [...new Set(form.getAll(name).map((text) => text.normalize('NFC').trim().slice(0, maxLength)))].slice(0, maxValues)
  const texts = (name: string): string[] => all(name).filter((text) => text !== '')
  const one = (name: string): string => all(name)[0] ?? ''
  const ids = (name: string): number[] =>
    texts(name).flatMap((text) =>
      /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text)) ? [Number(text)] : [],
    )
  const dates = (name: string): string[] => {
    const [from, to] = [one(`${name}From`), one(`${name}To`)]
    return [
      ...texts(name).map((text) => (text === 'none' ? '' : text)),
      ...(from === '' && to === '' ? [] : [`${from}..${to}`]),
    ]
  }
  const ranges = (name: RangeFilter): (FigureRange | null)[] => {
    const [min, max] = [one(`${name}Min`), one(`${name}Max`)]
    // Typed in the unit that people use, asked for in bytes.
    const factor = name === 'filesize' ? 1e6 : 1
    const scale = (text: string): string =>
      text === '' || !Number.isFinite(Number(text)) ? '' : String(Number(text) * factor)
    return [...texts(name), ...(min === '' && max === '' ? [] : [`${scale(min)}..${scale(max)}`])].flatMap((text) => {
      const range = toRange(text)
      return range === undefined ? [] : [range]
    })
  }
  const words = toWords(one('words'))
  const near = toNear(one('near'))
  const tagged = one('tagged')
  return {
    ...(words.length > 0
      ? {
          words: {
            words,
            mode: one('wordsMode') === 'any' ? 'any' : 'all',
            fields: texts('wordsIn').filter(isOneOf(wordFields)),
          },
        }
      : {}),
    ...(texts('tag').length > 0 ? { tags: { ids: ids('tag'), mode: one('tagMode') === 'any' ? 'any' : 'all' } } : {}),
    ...(tagged === 'yes' || tagged === 'no' ? { tagged: tagged === 'yes' } : {}),
    ...(texts('album').length > 0 ? { albums: { ids: ids('album'), below: one('below') !== 'no' } } : {}),
    posted: dates('posted'),
    created: dates('created'),
    uploader: [...ids('uploader'), ...(texts('uploader').includes('none') ? [null] : [])],
    type: texts('type'),
    shape: texts('shape').filter(isOneOf(shapes)),
    ...Object.fromEntries(
      choiceNames.map((name) => [name, texts(name).map((text) => (text === 'none' ? null : text.replace(/^=/, '')))]),
    ),
    ...Object.fromEntries(rangeNames.map((name) => [name, ranges(name)])),
    ...(near ? { near } : {}),
    fields: readFieldEntries(form, texts),
    ...(one('expert') === '' ? {} : { expert: one('expert') }),
  }
}
