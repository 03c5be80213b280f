import type { PhotoTextTable } from './search.table.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Columns of a photo that hold words. */
export interface SearchableColumns {
  readonly title?: string | null
  readonly description?: string | null
  readonly file_name: string
  readonly author?: string | null
  readonly city?: string | null
  readonly country?: string | null
  readonly camera_make?: string | null
  readonly camera_model?: string | null
  readonly lens?: string | null
}

/** What can be searched of a photo. */
export interface SearchableText {
  readonly photoId: number
  readonly columns: SearchableColumns
  readonly tags: readonly string[]
  /** Texts and choices of its custom fields. */
  readonly fields?: readonly string[]
}

/** A description may be a book: its beginning is what people look for. */
const maxDescriptionLength = 10_000

const join = (...texts: readonly (string | null | undefined)[]): string => texts.filter((text) => text).join(' ')

const textsOf = ({ columns: c, tags, fields = [] }: SearchableText) => ({
  title: c.title ?? '',
  description: (c.description ?? '').slice(0, maxDescriptionLength),
  file: c.file_name,
  author: c.author ?? '',
  tags,
  fields,
  place: join(c.city, c.country),
  camera: join(c.camera_make, c.camera_model),
  lens: c.lens ?? '',
})

export const toPhotoText = (searchable: SearchableText, { words }: Vocabulary = createVocabulary()): PhotoTextTable => {
  const { tags, fields, ...texts } = textsOf(searchable)
  return {
    photo_id: searchable.photoId,
    title: words(texts.title),
    description: words(texts.description),
    file: words(texts.file),
    author: words(texts.author),
    // No phrase reaches from one tag into the next.
    tags: tags.length === 0 ? ' ' : tags.map(words).join(between),
    place: words(texts.place),
    camera: words(texts.camera),
    lens: words(texts.lens),
    fields: fields.length === 0 ? null : fields.map(words).join(between),
  }
}

/** No part of a word. */
const between = '|'

const maxTermsPerPhoto = 1_000

/**
 * Every word of the photo once. They follow from its texts as they are kept, so that those of earlier texts can be told when these
 * change: of more than there is room for, always the same are left out.
 */
export const toPhotoTerms = (text: PhotoTextTable, { termsOf }: Vocabulary = createVocabulary()): Set<string> => {
  const { title, description, file, author, place, camera, lens, tags, fields } = text
  const terms = new Set<string>()
  const lists = [tags, fields ?? ''].flatMap((list) => list.split(between))
  for (const words of [title, description, file, author, place, camera, lens, ...lists])
    for (const term of termsOf(words)) {
      terms.add(term)
      if (terms.size >= maxTermsPerPhoto) return terms
    }
  return terms
}
