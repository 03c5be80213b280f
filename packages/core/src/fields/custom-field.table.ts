import type { ColumnType, Generated, Selectable } from 'kysely'

/** A field that the owners of a gallery made up, for photos or for albums. */
export interface CustomFieldTable {
  id: Generated<number>
  subject: 'photo' | 'album'
  /** Name in queries and in the API: lower-case letters, digits and `-`; unique per subject. */
  field_key: string
  name: string
  type: 'text' | 'number' | 'date' | 'choice' | 'boolean'
  /** JSON: the values of a `choice`. */
  choices: string | null
  position: Generated<number>
  created_at: ColumnType<string, string, never>
}
export type CustomFieldRow = Selectable<CustomFieldTable>

/** One value. Text, choices and dates (`2019-07-04`) are in `text_value`, numbers and booleans (0, 1) in `number_value`. */
interface FieldValueTable {
  field_id: number
  text_value: string | null
  /** The value without case and accents, cut to 190 characters: what is compared. */
  text_key: string | null
  /** Its words as search keys, with a blank on both sides. */
  text_words: string | null
  number_value: number | null
}
export interface PhotoFieldTable extends FieldValueTable {
  photo_id: number
}
export interface AlbumFieldTable extends FieldValueTable {
  album_id: number
}
