import type { ActorGallery, TagCrumb } from '@vitrine/core'

const collator = new Intl.Collator('en', { sensitivity: 'base' })

/** The tag that somebody means by a name or synonym; `null` where there is none. */
export const findTag = async (gallery: ActorGallery, name: string): Promise<TagCrumb | null> => {
  const suggestions = await gallery.tags.suggest({ text: name, limit: 50 })
  const isMeant = (text: string): boolean => collator.compare(text.trim(), name.trim()) === 0
  return (
    suggestions.find((tag) => isMeant(tag.name)) ??
    suggestions.find((tag) => tag.synonym !== null && isMeant(tag.synonym)) ??
    null
  )
}

export const toLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
