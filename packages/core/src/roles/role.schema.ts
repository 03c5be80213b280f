import * as v from 'valibot'
import { type Capability, capabilities, fromBits, visibleCapabilities } from '../access/capabilities.ts'
import { id, line, prose } from '../input/validate.ts'

const list = (allowed: readonly Capability[]) =>
  v.pipe(
    v.array(v.picklist(allowed, `Must be one of ${allowed.join(', ')}.`), 'Must be a list.'),
    v.maxLength(capabilities.length, `Must have ${capabilities.length} entries at most.`),
  )

const name = line(100)
const description = v.nullable(prose(500))
const everywhere = list(capabilities)
const visible = list(fromBits(visibleCapabilities))

export const roleDraft = v.strictObject({
  name,
  description: v.optional(description, null),
  everywhere: v.optional(everywhere, []),
  visible: v.optional(visible, ['view', 'download']),
})

export const rolePatch = v.strictObject({
  name: v.optional(name),
  description: v.optional(description),
  everywhere: v.optional(everywhere),
  visible: v.optional(visible),
})

export const roleDeletion = v.strictObject({ replacement: v.optional(id) })
