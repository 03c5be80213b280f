import * as v from 'valibot'
import { Count, Id, ids, line, name, page, pageQuery, Timestamp } from './fields.ts'
import { inLanguage, TagTranslations, TagTranslationsPatch } from './translation.ts'

export const Tag = v.strictObject({
  id: Id,
  name: v.string(),
  /** Of the name, where it is not that of the gallery. */
  language: v.optional(v.string()),
  slug: v.string(),
  parentId: v.nullable(Id),
  /** Photos with this tag that the asker may see. */
  photos: Count,
})
export type Tag = v.InferOutput<typeof Tag>

export const TagPage = page(Tag)

export const TagListQuery = v.strictObject({ startsWith: v.optional(line(255)), ...inLanguage, ...pageQuery })

const crumb = {
  id: Id,
  name: v.string(),
  /** Of the name, where it is not that of the gallery. */
  language: v.optional(v.string()),
  slug: v.string(),
}

export const TagCrumb = v.strictObject(crumb)
export type TagCrumb = v.InferOutput<typeof TagCrumb>

export const TagPath = v.strictObject({
  /** From the top down to the tag itself. */
  items: v.array(TagCrumb),
})

export const TagSuggestion = v.strictObject({
  ...crumb,
  /** The synonym that fits what was typed, where the name does not. */
  synonym: v.nullable(v.string()),
})
export type TagSuggestion = v.InferOutput<typeof TagSuggestion>

export const TagSuggestionList = v.strictObject({ items: v.array(TagSuggestion) })

export const TagSuggestionQuery = v.strictObject({
  /** What was typed so far. */
  text: line(255),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50))),
})

/** A tag as those see it who manage them. */
export const ManagedTag = v.strictObject({
  ...crumb,
  /** The name in other languages. */
  translations: TagTranslations,
  parentId: v.nullable(Id),
  /** The tags above, from the top. */
  above: v.array(TagCrumb),
  /** Other names: whoever writes one of them gives this tag. Without those in other languages, which are such names as well. */
  synonyms: v.array(v.string()),
  /** Photos with this very tag, those in the trash apart. */
  photos: Count,
  /** Tags directly below. */
  children: Count,
  createdAt: Timestamp,
})
export type ManagedTag = v.InferOutput<typeof ManagedTag>

export const ManagedTagPage = page(ManagedTag)

export const ManagedTagListQuery = v.strictObject({
  /** Part of a name or of a synonym. */
  text: v.optional(line(255)),
  /** Only tags that no photo has and no tag is below. */
  orphans: v.optional(v.boolean()),
  ...pageQuery,
})

const Synonyms = v.pipe(v.array(name(255)), v.maxLength(100))

export const TagDraft = v.strictObject({
  name: name(255),
  /** Default `null`: at the top. */
  parentId: v.optional(v.nullable(Id)),
  synonyms: v.optional(Synonyms),
})

export const TagPatch = v.strictObject({
  name: v.optional(name(255)),
  /** With a new name: the old one stays as a synonym. */
  keepOldName: v.optional(v.boolean()),
  parentId: v.optional(v.nullable(Id)),
  /** The name in other languages, by language; what is left out stays, `null` takes away. */
  translations: v.optional(TagTranslationsPatch),
  /** Replaces all but the names in other languages. */
  synonyms: v.optional(Synonyms),
})

export const TagCopy = v.strictObject({ name: name(255) })
export const TagMerge = v.strictObject({ from: v.pipe(ids(100), v.minLength(1)), into: Id })
export const TagDeletion = v.strictObject({ ids: v.pipe(ids(1_000), v.minLength(1)) })
export const OrphansDeleted = v.strictObject({ deleted: Count })

/** Photos whose words wait to be written anew. */
export const TagIndexing = v.strictObject({ photosLeft: Count })
