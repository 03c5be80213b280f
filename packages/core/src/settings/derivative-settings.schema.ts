import * as v from 'valibot'
import { derivativeFormats } from '../derivatives/formats.ts'
import { watermarkPositions } from '../derivatives/watermark.ts'
import { id, wholeNumber } from '../input/validate.ts'

const flag = v.boolean('Must be true or false.')
const list = <S extends v.GenericSchema>(entry: S, maxLength: number) =>
  v.pipe(v.array(entry, 'Must be a list.'), v.maxLength(maxLength, `Must have ${maxLength} entries at most.`))
const name = v.pipe(
  v.string('Must be text.'),
  v.regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'Must be 1 to 32 of a-z, 0-9, - and _.'),
)
const quality = wholeNumber(1, 100)
const qualities = { jpeg: v.optional(quality), webp: v.optional(quality), avif: v.optional(quality) }

const size = v.strictObject({
  name,
  widthPx: wholeNumber(1, 16_383),
  heightPx: wholeNumber(1, 16_383),
  fit: v.picklist(['inside', 'crop'], 'Must be inside or crop.'),
  enabled: v.optional(flag, true),
  quality: v.optional(v.union([quality, v.strictObject(qualities)], 'Must be 1 to 100, or that by format.')),
  sharpenPercent: v.optional(wholeNumber(0, 200)),
  isAnimated: v.optional(flag),
  gamut: v.optional(v.picklist(['srgb', 'wide'], 'Must be srgb or wide.')),
})

const percent = (min: number, max: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.minValue(min, `Must be ${min} or more.`),
    v.maxValue(max, `Must be ${max} at most.`),
  )

const watermark = v.strictObject({
  name,
  picture: v.pipe(v.string('Must be text.'), v.regex(/^[0-9a-f]{64}$/, 'Must be the SHA-256 of a picture.')),
  position: v.optional(
    v.picklist(watermarkPositions, `Must be one of ${watermarkPositions.join(', ')}.`),
    'bottom-right',
  ),
  opacityPercent: v.optional(percent(1, 100), 50),
  marginPercent: v.optional(percent(0, 45), 2),
  widthPercent: v.optional(v.nullable(percent(1, 100)), 25),
  minWidthPx: v.optional(wholeNumber(0, 100_000), 0),
  minHeightPx: v.optional(wholeNumber(0, 100_000), 0),
  sizes: v.optional(v.nullable(list(name, 100)), null),
})

const rule = v.union(
  [
    v.strictObject({ role: id, watermark: v.nullable(name) }),
    v.strictObject({ link: id, watermark: v.nullable(name) }),
  ],
  'Must have a role or a link, and a watermark or null.',
)

export const derivativeSettingsPatch = v.strictObject({
  sizes: v.optional(list(size, 60)),
  formats: v.optional(
    v.pipe(
      list(v.picklist(derivativeFormats, `Must be one of ${derivativeFormats.join(', ')}.`), derivativeFormats.length),
      v.transform((formats) => [...new Set(formats)]),
    ),
  ),
  quality: v.optional(v.strictObject(qualities)),
  avifEffort: v.optional(wholeNumber(0, 9)),
  renderAhead: v.optional(list(name, 60)),
  watermarks: v.optional(list(watermark, 20)),
  usualWatermark: v.optional(v.nullable(name)),
  watermarkRules: v.optional(list(rule, 200)),
  hidesOriginals: v.optional(flag),
  convertVideos: v.optional(flag),
})
