import { add, remove } from './bits.ts'
import type { CatalogueRow } from './catalogue.store.ts'
import {
  type Bits,
  type CodedColumn,
  type CodedField,
  type Codes,
  codedFields,
  noDay,
  noRating,
} from './catalogue.types.ts'

type Column = Float64Array | Int32Array | Int8Array | Uint8Array | Uint32Array

/** What a photo has or is, one bit each. */
export const mark = { takenAt: 1, title: 2, description: 4, renderable: 8 } as const

/** The columns of all photos: one value for each slot, in arrays that are replaced by longer ones as photos come. */
export class Columns {
  capacity = 0
  ids = new Int32Array(0)
  levels = new Uint8Array(0)
  marks = new Uint8Array(0)
  sortAt = new Float64Array(0)
  addedAt = new Float64Array(0)
  createdDay = new Int32Array(0)
  postedDay = new Int32Array(0)
  ratings = new Int8Array(0)
  widthsPx = new Int32Array(0)
  heightsPx = new Int32Array(0)
  bytes = new Float64Array(0)
  latitudes = new Float64Array(0)
  longitudes = new Float64Array(0)
  alive: Bits = { words: new Uint32Array(0) }
  readonly coded: Record<CodedField, WritableCoded>

  constructor(capacity: number) {
    this.coded = Object.fromEntries(codedFields.map((field) => [field, createCoded()])) as Record<
      CodedField,
      WritableCoded
    >
    this.reserve(capacity)
  }

  /** Makes room for so many slots. */
  reserve(slots: number): void {
    if (slots <= this.capacity) return
    const capacity = Math.ceil(slots / 32) * 32
    const grow = <T extends Column>(old: T, fresh: T): T => {
      fresh.set(old)
      return fresh
    }
    this.ids = grow(this.ids, new Int32Array(capacity))
    this.levels = grow(this.levels, new Uint8Array(capacity))
    this.marks = grow(this.marks, new Uint8Array(capacity))
    this.sortAt = grow(this.sortAt, new Float64Array(capacity))
    this.addedAt = grow(this.addedAt, new Float64Array(capacity))
    this.createdDay = grow(this.createdDay, new Int32Array(capacity))
    this.postedDay = grow(this.postedDay, new Int32Array(capacity))
    this.ratings = grow(this.ratings, new Int8Array(capacity))
    this.widthsPx = grow(this.widthsPx, new Int32Array(capacity))
    this.heightsPx = grow(this.heightsPx, new Int32Array(capacity))
    this.bytes = grow(this.bytes, new Float64Array(capacity))
    this.latitudes = grow(this.latitudes, new Float64Array(capacity))
    this.longitudes = grow(this.longitudes, new Float64Array(capacity))
    this.alive = { words: grow(this.alive.words, new Uint32Array(capacity / 32)) }
    for (const field of codedFields) {
      this.coded[field].reserve(capacity)
    }
    this.capacity = capacity
  }

  write(slot: number, row: CatalogueRow): void {
    this.ids[slot] = row.id
    this.levels[slot] = row.level
    this.marks[slot] =
      (row.taken_at === null ? 0 : mark.takenAt) |
      (row.has_title ? mark.title : 0) |
      (row.has_description ? mark.description : 0) |
      (row.is_renderable ? mark.renderable : 0)
    this.sortAt[slot] = toMilliseconds(row.sort_at)
    this.addedAt[slot] = toMilliseconds(row.added_at)
    this.createdDay[slot] = row.taken_at_local === null ? noDay : toDay(row.taken_at_local)
    this.postedDay[slot] = toDay(row.added_at)
    this.ratings[slot] = row.rating ?? noRating
    this.widthsPx[slot] = row.width_px ?? 0
    this.heightsPx[slot] = row.height_px ?? 0
    this.bytes[slot] = Number(row.bytes)
    this.latitudes[slot] = row.latitude ?? Number.NaN
    this.longitudes[slot] = row.longitude ?? Number.NaN
    if (row.deleted_at === null) add(this.alive, slot)
    else remove(this.alive, slot)
    const { coded } = this
    coded.media.write(slot, row.media_type)
    coded.mime.write(slot, row.mime_type)
    coded.extension.write(slot, toExtension(row.file_name))
    coded.author.write(slot, row.author)
    coded.make.write(slot, row.camera_make)
    coded.model.write(slot, row.camera_model)
    coded.lens.write(slot, row.lens)
    coded.iso.write(slot, row.iso)
    coded.aperture.write(slot, row.aperture)
    coded.exposure.write(slot, row.exposure_seconds)
    coded.focal.write(slot, row.focal_length_mm)
    coded.duration.write(slot, row.duration_seconds)
    coded.city.write(slot, row.city)
    coded.country.write(slot, row.country)
    coded.uploader.write(slot, row.added_by)
  }
}

interface WritableCoded extends CodedColumn {
  reserve(capacity: number): void
  write(slot: number, value: string | number | null): void
}

const createCoded = (): WritableCoded => {
  const values: (string | number | null)[] = [null]
  const known = new Map<string | number, number>()
  let codes: Codes = new Uint8Array(0)
  const codeOf = (value: string | number | null): number => {
    if (value === null) return 0
    const code = known.get(value)
    if (code !== undefined) return code
    known.set(value, values.length)
    return values.push(value) - 1
  }
  return {
    get codes() {
      return codes
    },
    values,
    reserve: (capacity) => {
      codes = copied(codes, new (codes.constructor as new (length: number) => Codes)(capacity))
    },
    write: (slot, value) => {
      const code = codeOf(value)
      if (code > 0xff && codes instanceof Uint8Array) codes = copied(codes, new Uint16Array(codes.length))
      if (code > 0xffff && codes instanceof Uint16Array) codes = copied(codes, new Int32Array(codes.length))
      codes[slot] = code
    },
  }
}

const copied = <T extends Codes>(old: Codes, fresh: T): T => {
  fresh.set(old)
  return fresh
}

const millisecondsPerDay = 86_400_000

const toMilliseconds = (instant: string): number => {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? 0 : time
}

/** Days since 1970 of the day that a date or an instant, `2019-07-04T18:30:00`, begins with. */
export const toDay = (text: string): number => {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))]
  // Years below 100 would be taken for those of the last century.
  const time = year < 100 ? new Date(0).setUTCFullYear(year, month - 1, day) : Date.UTC(year, month - 1, day)
  return Number.isNaN(time) ? noDay : Math.floor(time / millisecondsPerDay)
}

/** Lower case, without the dot; `null` where there is none. */
const toExtension = (fileName: string): string | null => {
  const dot = fileName.lastIndexOf('.')
  return dot >= 0 && dot < fileName.length - 1 ? fileName.slice(dot + 1).toLowerCase() : null
}
