import * as v from 'valibot'
import { wholeNumber } from '../input/validate.ts'
import type { FileRules } from './file-rules.types.ts'

export const defaultFileRules: FileRules = Object.freeze({
  attachesFormats: false,
  maxVersions: 20,
  scaleUploads: null,
})

export const fileRulesPatch = v.strictObject({
  attachesFormats: v.optional(v.boolean('Must be true or false.')),
  maxVersions: v.optional(v.nullable(wholeNumber(0, 10_000))),
  scaleUploads: v.optional(
    v.nullable(
      v.strictObject({
        maxWidthPx: wholeNumber(16, 65_535),
        maxHeightPx: wholeNumber(16, 65_535),
        quality: v.optional(wholeNumber(1, 100), 95),
      }),
    ),
  ),
})
