import type {
  ManagedTag as CoreManagedTag,
  TagCrumb as CoreTagCrumb,
  TagSuggestion as CoreTagSuggestion,
} from '@vitrine/core'
import type { ManagedTag, TagCrumb, TagSuggestion } from '@vitrine/sdk/contract'

export const toTagCrumb = ({ id, name, language, slug }: CoreTagCrumb): TagCrumb => ({
  id,
  name,
  ...(language === undefined ? {} : { language }),
  slug,
})

export const toTagSuggestion = ({ synonym, ...tag }: CoreTagSuggestion): TagSuggestion => ({
  ...toTagCrumb(tag),
  synonym,
})

export const toManagedTag = (tag: CoreManagedTag): ManagedTag => ({
  ...toTagCrumb(tag),
  translations: { ...tag.translations },
  parentId: tag.parentId,
  above: tag.above.map(toTagCrumb),
  synonyms: [...tag.synonyms],
  photos: tag.photos,
  children: tag.children,
  createdAt: tag.createdAt,
})
