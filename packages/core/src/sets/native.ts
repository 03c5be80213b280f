import { type Rights, sees, visibleAlbumIds } from '../access/rights.ts'
import { toCalendarDay } from '../query/calendar-days.ts'
import { boundsOf } from '../query/dates.ts'
import { toIsoWeekDay } from '../query/iso-week.ts'
import type {
  DatePatternQuery,
  DateQuery,
  NumberField,
  NumberQuery,
  PresenceQuery,
  WeekQuery,
} from '../query/query.types.ts'
import { add, addBelow, emptyBits, not } from './bits.ts'
import { type Bits, type CodedField, noDay, noRating } from './catalogue.types.ts'
import { mark, toDay } from './columns.ts'
import type { Evaluation, Leaf } from './evaluation.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'
import { inBox, nearby } from './native-place.ts'

type Test = (slot: number) => boolean

/** The photos that fit a condition, where the columns in memory tell; `null` where only the database does. */
export const nativeLeaf = (leaf: Leaf, { catalogue, rights, slots }: Evaluation): Bits | null => {
  switch (leaf.type) {
    case 'number':
      return numbers(leaf, catalogue, slots)
    case 'date':
      return dates(leaf, catalogue, slots)
    case 'pattern': {
      const days = leaf.field === 'created' ? catalogue.createdDay : catalogue.postedDay
      const isWanted = createDayTest(isOfPattern(leaf))
      return where(slots, (slot) => isWanted(days[slot] as number))
    }
    case 'week': {
      const days = leaf.field === 'created' ? catalogue.createdDay : catalogue.postedDay
      const isWanted = createDayTest(isOfWeek(leaf))
      return where(slots, (slot) => isWanted(days[slot] as number))
    }
    case 'choice':
      return leaf.field === 'media'
        ? codes(catalogue, 'media', slots, (value) => value === leaf.value)
        : where(slots, shapeTest(leaf.value, catalogue))
    case 'exact': {
      const field = leaf.field === 'camera' ? 'model' : leaf.field
      // Whatever else there may be in it, SQL reads it in its own way.
      if (field === 'extension' && !/^[a-z0-9]+$/.test(leaf.value)) return null
      return codes(catalogue, field, slots, (value) => value === leaf.value)
    }
    case 'presence':
      return presence(leaf, catalogue, rights, slots)
    case 'near':
      return where(slots, nearby(leaf, catalogue))
    case 'box':
      return where(slots, inBox(leaf, catalogue))
    case 'ref':
      switch (leaf.field) {
        case 'uploader':
          return codes(catalogue, 'uploader', slots, (value) => value === leaf.id)
        case 'album':
          return inAlbums(catalogue, sees(rights, leaf.id) ? [leaf.id] : [], slots)
        case 'tree':
          return inAlbums(catalogue, sees(rights, leaf.id) ? visibleAlbumIds(rights, leaf.id) : [], slots)
        case 'tag':
          break
      }
      break
  }
  // Words and custom fields; a relative date has been given its days by whoever asks.
  return null
}

const where = (slots: number, test: Test): Bits => {
  const bits = emptyBits(slots)
  const { words } = bits
  // Word by word: a million photos are looked at for each such condition.
  for (let slot = 0; slot < slots; ) {
    const at = slot >>> 5
    const end = Math.min(slot + 32, slots)
    let word = 0
    for (let bit = 1; slot < end; slot++, bit <<= 1) if (test(slot)) word |= bit
    words[at] = word
  }
  return bits
}

/** Photos whose value in a column of few values is one of those wanted. */
const codes = (
  catalogue: MemoryCatalogue,
  field: CodedField,
  slots: number,
  isWanted: (value: string | number) => boolean,
): Bits => {
  const column = catalogue.coded[field]
  const wanted = Uint8Array.from(column.values, (value) => (value !== null && isWanted(value) ? 1 : 0))
  const bits = emptyBits(slots)
  if (!wanted.includes(1)) return bits
  const { codes: codeOf } = column
  for (let slot = 0; slot < slots; slot++) if (wanted[codeOf[slot] as number] === 1) add(bits, slot)
  return bits
}

const inAlbums = (catalogue: MemoryCatalogue, albumIds: Iterable<number>, slots: number): Bits => {
  const bits = emptyBits(slots)
  for (const id of albumIds) addBelow(bits, catalogue.inAlbum(id), slots)
  return bits
}

/** Figures that are the result of a division: equal means equal to within half a percent. */
const inexact: ReadonlySet<NumberField> = new Set(['ratio', 'aperture', 'exposure', 'focal', 'duration'])
const tolerance = 0.005

const rangeTest = ({ field, min, max, minIncluded, maxIncluded }: NumberQuery): ((value: number) => boolean) => {
  if (min !== null && min === max && inexact.has(field)) {
    const [from, to] = [min - Math.abs(min) * tolerance, max + Math.abs(max) * tolerance]
    return (value) => value >= from && value <= to
  }
  return (value) =>
    (min === null || (minIncluded ? value >= min : value > min)) &&
    (max === null || (maxIncluded ? value <= max : value < max))
}

const numbers = (query: NumberQuery, catalogue: MemoryCatalogue, slots: number): Bits | null => {
  const fits = rangeTest(query)
  const { widthsPx, heightsPx, bytes, ratings, ids, levels } = catalogue
  switch (query.field) {
    case 'visits':
      return null
    case 'width':
      return where(slots, (slot) => widthsPx[slot] !== 0 && fits(widthsPx[slot] as number))
    case 'height':
      return where(slots, (slot) => heightsPx[slot] !== 0 && fits(heightsPx[slot] as number))
    case 'size':
      return where(
        slots,
        (slot) =>
          widthsPx[slot] !== 0 &&
          heightsPx[slot] !== 0 &&
          fits((widthsPx[slot] as number) * (heightsPx[slot] as number)),
      )
    case 'ratio':
      return where(
        slots,
        (slot) =>
          widthsPx[slot] !== 0 &&
          heightsPx[slot] !== 0 &&
          fits((widthsPx[slot] as number) / (heightsPx[slot] as number)),
      )
    case 'filesize':
      return where(slots, (slot) => fits(bytes[slot] as number))
    case 'rating':
      return where(slots, (slot) => ratings[slot] !== noRating && fits(ratings[slot] as number))
    case 'id':
      return where(slots, (slot) => fits(ids[slot] as number))
    case 'level':
      return where(slots, (slot) => fits(levels[slot] as number))
    default:
      return codes(catalogue, query.field, slots, (value) => fits(Number(value)))
  }
}

const dates = ({ field, from, to }: DateQuery, catalogue: MemoryCatalogue, slots: number): Bits | null => {
  const first = from === null ? null : boundsOf(from).from
  const past = to === null ? null : boundsOf(to).before
  if (field === 'created') {
    // Of what the camera showed the day alone is kept.
    if ((first?.length ?? 0) > 10 || (past?.length ?? 0) > 10) return null
    const { createdDay } = catalogue
    const [min, end] = [
      first === null ? noDay + 1 : toDay(first),
      past === null ? Number.POSITIVE_INFINITY : toDay(past),
    ]
    return where(slots, (slot) => (createdDay[slot] as number) >= min && (createdDay[slot] as number) < end)
  }
  const { addedAt } = catalogue
  const [min, end] = [
    first === null ? Number.NEGATIVE_INFINITY : toTime(first),
    past === null ? Number.POSITIVE_INFINITY : toTime(past),
  ]
  return where(slots, (slot) => (addedAt[slot] as number) >= min && (addedAt[slot] as number) < end)
}

const toTime = (text: string): number =>
  text.length > 10 ? Date.parse(`${text}:00:00.000Z`) : toDay(text) * 86_400_000

type DayTest = (day: number) => boolean

/** The same for many photos: days are fewer than photos, and each is looked at once. */
const createDayTest = (test: DayTest): DayTest => {
  const known = new Map<number, boolean>()
  return (day) => {
    if (day === noDay) return false
    let answer = known.get(day)
    if (answer === undefined) {
      answer = test(day)
      known.set(day, answer)
    }
    return answer
  }
}

/** Whether a day, in days since 1970, has the parts asked for. */
const isOfPattern =
  ({ year, month, day }: DatePatternQuery): DayTest =>
  (days) => {
    const found = toCalendarDay(days)
    return (
      (year === null || found.year === year) &&
      (month === null || found.month === month) &&
      (day === null || found.day === day)
    )
  }

const isOfWeek =
  ({ year, week, weekday }: WeekQuery): DayTest =>
  (days) => {
    const found = toIsoWeekDay(days)
    return (
      (year === null || found.year === year) &&
      (week === null || found.week === week) &&
      (weekday === null || found.weekday === weekday)
    )
  }

const shapeTest = (shape: string, { widthsPx, heightsPx }: MemoryCatalogue): Test => {
  const [min, max] = (
    {
      portrait: [0, 0.95],
      square: [0.95, 1.05],
      landscape: [1.05, 2],
      panorama: [2, Number.POSITIVE_INFINITY],
    } as Readonly<Record<string, readonly [number, number]>>
  )[shape] ?? [Number.POSITIVE_INFINITY, 0]
  return (slot) => {
    if (widthsPx[slot] === 0 || heightsPx[slot] === 0) return false
    const ratio = (widthsPx[slot] as number) / (heightsPx[slot] as number)
    // Square takes both of its ends, and panorama its own.
    if (shape === 'square') return ratio >= min && ratio <= max
    return shape === 'panorama' ? ratio >= min : shape === 'portrait' ? ratio < max : ratio > min && ratio < max
  }
}

const presence = (
  { field, isPresent }: PresenceQuery,
  catalogue: MemoryCatalogue,
  rights: Rights,
  slots: number,
): Bits => {
  const present = presentBits(field, catalogue, rights, slots)
  return isPresent ? present : not(present, slots)
}

const presentBits = (
  field: PresenceQuery['field'],
  catalogue: MemoryCatalogue,
  rights: Rights,
  slots: number,
): Bits => {
  const { marks, ratings, latitudes, widthsPx, heightsPx, coded } = catalogue
  const marked = (bit: number) => where(slots, (slot) => ((marks[slot] as number) & bit) !== 0)
  switch (field) {
    case 'tag': {
      const bits = emptyBits(slots)
      for (const tagId of catalogue.tagIds()) addBelow(bits, catalogue.withTag(tagId), slots)
      return bits
    }
    case 'album':
      return inAlbums(catalogue, visibleAlbumIds(rights), slots)
    case 'title':
      return marked(mark.title)
    case 'description':
      return marked(mark.description)
    case 'created':
      return marked(mark.takenAt)
    case 'rating':
      return where(slots, (slot) => ratings[slot] !== noRating)
    case 'place':
      return where(slots, (slot) => !Number.isNaN(latitudes[slot]))
    case 'size':
      return where(slots, (slot) => widthsPx[slot] !== 0 && heightsPx[slot] !== 0)
    case 'camera': {
      const [make, model] = [coded.make.codes, coded.model.codes]
      return where(slots, (slot) => make[slot] !== 0 || model[slot] !== 0)
    }
    default: {
      const { codes: codeOf } = coded[field]
      return where(slots, (slot) => codeOf[slot] !== 0)
    }
  }
}
