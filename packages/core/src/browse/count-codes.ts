import type { Catalogue, CodedField } from '../sets/catalogue.types.ts'
import { type Tally, type TallyValue, toTally } from './tally.ts'

/** Photos by the values of one column. `toValue` may make one of several, such as figures that differ by a rounding only. */
export const countCodes = (
  catalogue: Catalogue,
  slots: Int32Array,
  field: CodedField,
  toValue: (value: TallyValue) => TallyValue = (value) => value,
): Tally => {
  const { codes, values } = catalogue.coded[field]
  const counts = new Int32Array(values.length)
  for (let i = 0; i < slots.length; i++) {
    const code = codes[slots[i] as number] as number
    counts[code] = (counts[code] as number) + 1
  }
  const sums = new Map<TallyValue, number>()
  for (let code = 1; code < counts.length; code++) {
    const [stored, photos] = [values[code] ?? null, counts[code] as number]
    if (stored === null || photos === 0) continue
    const value = toValue(stored)
    sums.set(value, (sums.get(value) ?? 0) + photos)
  }
  return toTally(sums, { photos: slots.length, without: counts[0] ?? 0 })
}

/** Figures that are the result of a division come with noise behind the digits that anybody would write. */
export const toRounded = (value: TallyValue): TallyValue =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value

/** Photos by camera: the model, shown with its maker. */
export const countCameras = (catalogue: Catalogue, slots: Int32Array): Tally => {
  const [models, makes] = [catalogue.coded.model, catalogue.coded.make]
  const makeOf = new Int32Array(models.values.length)
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    const model = models.codes[slot] as number
    if (makeOf[model] === 0) makeOf[model] = makes.codes[slot] as number
  }
  const labels = new Map<TallyValue, string>()
  for (let code = 1; code < makeOf.length; code++) {
    const [model, make] = [models.values[code] ?? null, makes.values[makeOf[code] as number] ?? null]
    if (model !== null) labels.set(model, toCameraName(make === null ? null : String(make), String(model)))
  }
  return { ...countCodes(catalogue, slots, 'model'), labels }
}

/** Many makers begin the name of the model with their own, some of them shorter: “NIKON CORPORATION”, “NIKON D90”. */
const toCameraName = (make: string | null, model: string): string => {
  const [firstWord = ''] = (make ?? '').split(' ')
  return make === null || model.toLowerCase().startsWith(firstWord.toLowerCase()) ? model : `${make} ${model}`
}
