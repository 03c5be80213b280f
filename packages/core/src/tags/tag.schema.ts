import * as v from 'valibot'
import { id, line, pageLimit } from '../input/validate.ts'
import { tagTranslations } from '../translations/translation.schema.ts'

const name = line(255)
const parentId = v.nullable(id)
const synonyms = v.pipe(v.array(name, 'Must be a list.'), v.maxLength(100, 'Must have 100 entries at most.'))
const isTrue = v.boolean('Must be true or false.')
const cursor = v.optional(v.string('Must be text.'))
const ids = (max: number) =>
  v.pipe(
    v.array(id, 'Must be a list.'),
    v.minLength(1, 'Must name a tag.'),
    v.maxLength(max, `Must have ${max} entries at most.`),
  )
/** What was typed into a field so far: may be nothing. */
const typed = v.pipe(v.string('Must be text.'), v.maxLength(255, 'Must have 255 characters at most.'))

export const tagList = v.strictObject({ limit: pageLimit(500, 200), cursor, startsWith: v.optional(typed) })

export const tagSuggestion = v.strictObject({ text: typed, limit: pageLimit(50, 10) })

export const managedTagList = v.strictObject({
  text: v.optional(typed, ''),
  orphans: v.optional(isTrue, false),
  limit: pageLimit(500, 100),
  cursor,
})

export const tagDraft = v.strictObject({
  name,
  parentId: v.optional(parentId, null),
  synonyms: v.optional(synonyms, []),
})

export const tagPatch = v.strictObject({
  name: v.optional(name),
  keepOldName: v.optional(isTrue, false),
  parentId: v.optional(parentId),
  translations: v.optional(tagTranslations),
  synonyms: v.optional(synonyms),
})

export const tagCopy = v.strictObject({ name })
export const tagMerge = v.strictObject({ from: ids(100), into: id })
export const tagIds = ids(1_000)
