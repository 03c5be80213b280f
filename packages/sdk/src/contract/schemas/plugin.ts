import * as v from 'valibot'
import { Count } from './fields.ts'

/** Somebody who extends the gallery, as it runs in the process that answers. */
export const Plugin = v.strictObject({
  /** `host`: the program that the gallery is part of. */
  id: v.string(),
  hooks: v.array(
    v.strictObject({
      name: v.string(),
      kind: v.string(),
      /** Lower runs first. */
      priority: v.number(),
      /** Since the program was started. */
      calls: Count,
      /** How often its handler threw, was too slow, or gave back what does not fit. */
      faults: Count,
    }),
  ),
})
export type Plugin = v.InferOutput<typeof Plugin>

export const PluginList = v.strictObject({ items: v.array(Plugin) })
