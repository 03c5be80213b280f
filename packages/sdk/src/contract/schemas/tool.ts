import * as v from 'valibot'

/** A program that adds to the gallery where it is installed. */
export const Tool = v.strictObject({
  name: v.string(),
  /** As people call it. */
  label: v.string(),
  /** `null`: it is not installed, or switched off. */
  path: v.nullable(v.string()),
  version: v.nullable(v.string()),
  isOff: v.boolean(),
  /** What the gallery can do with it. */
  adds: v.string(),
  /** What to install on Debian and its like. */
  debianPackage: v.string(),
})
export type Tool = v.InferOutput<typeof Tool>

export const ToolList = v.strictObject({ items: v.array(Tool) })
