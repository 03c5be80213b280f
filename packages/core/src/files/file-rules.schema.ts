import * as v from 'valibot'
import type { FileRules } from './file-rules.types.ts'

export const defaultFileRules: FileRules = Object.freeze({
  attachesFormats: false,
  maxVersions: 20,
  scaleUploads: null,
})

const whole = (min: number, max: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.integer('Must be a whole number.'),
    v.minValue(min, `Must be ${min} or more.`),
    v.maxValue(max, `Must be ${max} at most.`),
  )

export const fileRulesPatch = v.strictObject({
  attachesFormats: v.optional(v.boolean('Must be true or false.')),
  maxVersions: v.optional(v.nullable(whole(0, 10_000))),
  scaleUploads: v.optional(
    v.nullable(
      v.strictObject({
        maxWidthPx: whole(16, 65_535),
        maxHeightPx: whole(16, 65_535),
        quality: v.optional(whole(1, 100), 95),
      }),
    ),
  ),
})
