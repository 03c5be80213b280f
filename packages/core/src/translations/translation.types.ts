/**
 * Texts in other languages than that of the gallery, by language and field: `{ fr: { name: 'Montagne' } }`. What a language has no text
 * for is read in the language of the gallery.
 */
export type Translations<Field extends string> = Readonly<Record<string, Readonly<Partial<Record<Field, string>>>>>

/** What is to become of them; what is left out stays. `null` for a text, or for a whole language, takes it away. */
export type TranslationsPatch<Field extends string> = Readonly<
  Record<string, Readonly<Partial<Record<Field, string | null | undefined>>> | null>
>

/** The language that each text is in, BCP 47; `null`: that of the gallery. */
export type TextLanguages<Field extends string> = Readonly<Record<Field, string | null>>

export type AlbumText = 'name' | 'description'
export type PhotoText = 'title' | 'description'
export type TagText = 'name'
