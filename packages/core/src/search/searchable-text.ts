import { toTerms, toWords } from '../text/search-key.ts'
import type { PhotoTextTable } from './search.table.ts'

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

/** Every word of the photo once. */
export const toPhotoTerms = (searchable: SearchableText): string[] => {
  const { tags, fields, ...texts } = textsOf(searchable)
  return toTerms([...Object.values(texts), ...tags, ...fields].join('\n'))
}

export const toPhotoText = (searchable: SearchableText): PhotoTextTable => {
  const { tags, fields, ...texts } = textsOf(searchable)
  return {
    photo_id: searchable.photoId,
    title: toWords(texts.title),
    description: toWords(texts.description),
    file: toWords(texts.file),
    author: toWords(texts.author),
    // No phrase reaches from one tag into the next.
    tags: tags.length === 0 ? ' ' : tags.map(toWords).join('|'),
    place: toWords(texts.place),
    camera: toWords(texts.camera),
    lens: toWords(texts.lens),
    fields: fields.length === 0 ? null : fields.map(toWords).join('|'),
  }
}
