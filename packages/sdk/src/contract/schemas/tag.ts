import * as v from 'valibot'
import { Count, Id, line, page, pageQuery } from './fields.ts'

export const Tag = v.strictObject({
  id: Id,
  name: v.string(),
  slug: v.string(),
  parentId: v.nullable(Id),
  /** Photos with this tag that the asker may see. */
  photos: Count,
})
export type Tag = v.InferOutput<typeof Tag>

export const TagPage = page(Tag)

export const TagListQuery = v.strictObject({ startsWith: v.optional(line(255)), ...pageQuery })
