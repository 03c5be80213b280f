import * as v from 'valibot'
import { DuplicateAction, DuplicateSign } from './photo.ts'

/** What is done with uploads that are here already, where nobody asks for something else. */
export const DuplicateSettings = v.strictObject({
  by: DuplicateSign,
  action: DuplicateAction,
  /** Settings that the server's configuration fixes. */
  locked: v.array(v.string()),
})
export type DuplicateSettings = v.InferOutput<typeof DuplicateSettings>

export const DuplicateSettingsPatch = v.strictObject({
  by: v.optional(DuplicateSign),
  action: v.optional(DuplicateAction),
})
export type DuplicateSettingsPatch = v.InferOutput<typeof DuplicateSettingsPatch>
