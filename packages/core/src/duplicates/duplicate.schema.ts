import * as v from 'valibot'
import type { DuplicateSign, DuplicateVerdict } from './duplicate.types.ts'

export const duplicateSigns = ['checksum', 'name'] as const satisfies readonly DuplicateSign[]
export const duplicateVerdicts = ['link', 'reject', 'replace', 'keep'] as const satisfies readonly DuplicateVerdict[]

const by = v.picklist(duplicateSigns, `Must be one of ${duplicateSigns.join(', ')}.`)
const then = v.picklist(duplicateVerdicts, `Must be one of ${duplicateVerdicts.join(', ')}.`)

/** What is left out is as the gallery has it. */
export const duplicatePolicyPatch = v.strictObject({ by: v.optional(by), then: v.optional(then) })
