import * as v from 'valibot'
import type { DuplicateAction, DuplicateSign } from './duplicate.types.ts'

export const duplicateSigns = ['checksum', 'name'] as const satisfies readonly DuplicateSign[]
export const duplicateActions = ['link', 'reject', 'replace', 'keep'] as const satisfies readonly DuplicateAction[]

const by = v.picklist(duplicateSigns, `Must be one of ${duplicateSigns.join(', ')}.`)
const action = v.picklist(duplicateActions, `Must be one of ${duplicateActions.join(', ')}.`)

/** What is left out is as the gallery has it. */
export const duplicatePolicyPatch = v.strictObject({ by: v.optional(by), action: v.optional(action) })
