import { allTexts } from '../translations/read-translations.ts'
import type { PhotoText } from '../translations/translation.types.ts'
import type { PhotoTextTable } from './search.table.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Columns of a photo that hold words. */
export interface SearchableColumns {
  readonly title?: string | null
  /** Title and description in other languages, as the column has them. */
  readonly translations?: string | null | undefined
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

const textsOfField = (columns: SearchableColumns, field: PhotoText): string[] =>
  allTexts<PhotoText>({ ...columns, translations: columns.translations ?? null }, field)

const textsOf = ({ columns: c, tags, fields = [] }: SearchableText) => ({
  titles: textsOfField(c, 'title'),
  descriptions: textsOfField(c, 'description').map((text) => text.slice(0, maxDescriptionLength)),
  file: c.file_name,
  author: c.author ?? '',
  tags,
  fields,
  place: join(c.city, c.country),
  camera: join(c.camera_make, c.camera_model),
  lens: c.lens ?? '',
})

export const toPhotoText = (searchable: SearchableText, { words }: Vocabulary = createVocabulary()): PhotoTextTable => {
  const { tags, fields, titles, descriptions, ...texts } = textsOf(searchable)
  // No phrase reaches from one text into the next.
  const listed = (list: readonly string[]) => (list.length === 0 ? ' ' : list.map(words).join(between))
  return {
    photo_id: searchable.photoId,
    title: listed(titles),
    description: listed(descriptions),
    file: words(texts.file),
    author: words(texts.author),
    tags: listed(tags),
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
  const lists = (...texts: readonly string[]) => texts.flatMap((list) => list.split(between))
  for (const words of [...lists(title, description), file, author, place, camera, lens, ...lists(tags, fields ?? '')])
    for (const term of termsOf(words)) {
      terms.add(term)
      if (terms.size >= maxTermsPerPhoto) return terms
    }
  return terms
}
