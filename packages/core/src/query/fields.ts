import {
  type ChoiceField,
  choices,
  type DateField,
  type NumberField,
  type PresenceField,
  presenceFields,
  type TextField,
} from './query.types.ts'

/** What a name before a colon stands for. */
export type Field =
  | { readonly kind: 'text'; readonly field: TextField }
  | { readonly kind: 'number'; readonly field: NumberField }
  | { readonly kind: 'date'; readonly field: DateField }
  | { readonly kind: 'choice'; readonly field: ChoiceField }
  | { readonly kind: 'near' }

/** Names by field, the one it is printed with first; the others are those that people know from Piwigo and elsewhere. */
const names: readonly (readonly [Field, ...string[]])[] = [
  [{ kind: 'text', field: 'photo' }, 'photo', 'photos'],
  [{ kind: 'text', field: 'title' }, 'title'],
  [{ kind: 'text', field: 'description' }, 'description', 'comment'],
  [{ kind: 'text', field: 'file' }, 'file', 'filename'],
  [{ kind: 'text', field: 'author' }, 'author', 'by'],
  [{ kind: 'text', field: 'tag' }, 'tag', 'tags'],
  [{ kind: 'text', field: 'place' }, 'place', 'location'],
  [{ kind: 'text', field: 'camera' }, 'camera'],
  [{ kind: 'text', field: 'lens' }, 'lens'],
  [{ kind: 'text', field: 'album' }, 'album', 'albums'],
  [{ kind: 'number', field: 'width' }, 'width'],
  [{ kind: 'number', field: 'height' }, 'height'],
  [{ kind: 'number', field: 'size' }, 'size'],
  [{ kind: 'number', field: 'ratio' }, 'ratio'],
  [{ kind: 'number', field: 'filesize' }, 'filesize'],
  [{ kind: 'number', field: 'visits' }, 'visits', 'hits'],
  [{ kind: 'number', field: 'rating' }, 'rating', 'score'],
  [{ kind: 'number', field: 'id' }, 'id'],
  [{ kind: 'number', field: 'iso' }, 'iso'],
  [{ kind: 'number', field: 'aperture' }, 'aperture', 'f'],
  [{ kind: 'number', field: 'exposure' }, 'exposure', 'shutter'],
  [{ kind: 'number', field: 'focal' }, 'focal'],
  [{ kind: 'number', field: 'duration' }, 'duration'],
  [{ kind: 'number', field: 'level' }, 'level'],
  [{ kind: 'date', field: 'created' }, 'created', 'taken', 'shot'],
  [{ kind: 'date', field: 'posted' }, 'posted', 'added'],
  [{ kind: 'choice', field: 'media' }, 'media', 'type'],
  [{ kind: 'choice', field: 'orientation' }, 'orientation', 'format'],
  [{ kind: 'near' }, 'near'],
]

const byName: ReadonlyMap<string, Field> = new Map(
  names.flatMap(([field, ...list]) => list.map((name) => [name, field] as const)),
)

/** The field of a name; `undefined` where the name means nothing, and the colon is a character like any other. */
export const fieldOf = (name: string): Field | undefined => byName.get(name.toLowerCase())

export const isPresenceField = (field: string): field is PresenceField => presenceFields.some((each) => each === field)

export const isChoice = (field: ChoiceField, value: string): boolean => choices[field].some((each) => each === value)
