import {
  type ChoiceField,
  choices,
  type DateField,
  type ExactField,
  type NumberField,
  type PresenceField,
  presenceFields,
  type RefField,
  type TextField,
} from './query.types.ts'

/** What a name before a colon stands for. */
export type Field =
  /** With `exact`: `=` asks for a value as it is stored. */
  | { readonly kind: 'text'; readonly field: TextField; readonly exact?: ExactField }
  /** A value as it is stored; without `=` words of it, looked for in `text`. */
  | { readonly kind: 'exact'; readonly field: ExactField; readonly text: TextField | null }
  | { readonly kind: 'ref'; readonly field: RefField }
  | { readonly kind: 'number'; readonly field: NumberField }
  | { readonly kind: 'date'; readonly field: DateField }
  /** With `orExtension`: what is no choice is the extension of a file name. */
  | { readonly kind: 'choice'; readonly field: ChoiceField; readonly orExtension?: boolean }
  | { readonly kind: 'near' | 'box' }
  | { readonly kind: 'custom'; readonly key: string }

/** Names by field, the one it is printed with first; the others are those that people know from Piwigo and elsewhere. */
const names: readonly (readonly [Field, ...string[]])[] = [
  [{ kind: 'text', field: 'photo' }, 'photo', 'photos'],
  [{ kind: 'text', field: 'title' }, 'title'],
  [{ kind: 'text', field: 'description' }, 'description', 'comment'],
  [{ kind: 'text', field: 'file' }, 'file', 'filename'],
  [{ kind: 'text', field: 'author', exact: 'author' }, 'author', 'by'],
  [{ kind: 'text', field: 'tag' }, 'tag', 'tags'],
  [{ kind: 'text', field: 'place' }, 'place', 'location'],
  [{ kind: 'text', field: 'camera', exact: 'camera' }, 'camera', 'model'],
  [{ kind: 'text', field: 'lens', exact: 'lens' }, 'lens'],
  [{ kind: 'text', field: 'album' }, 'album', 'albums'],
  [{ kind: 'exact', field: 'make', text: 'camera' }, 'make'],
  [{ kind: 'exact', field: 'city', text: 'place' }, 'city'],
  [{ kind: 'exact', field: 'country', text: 'place' }, 'country'],
  [{ kind: 'exact', field: 'extension', text: null }, 'ext', 'extension'],
  [{ kind: 'exact', field: 'mime', text: null }, 'mime'],
  [{ kind: 'ref', field: 'tag' }, 'tagid'],
  [{ kind: 'ref', field: 'album' }, 'albumid'],
  [{ kind: 'ref', field: 'tree' }, 'tree'],
  [{ kind: 'ref', field: 'uploader' }, 'uploader'],
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
  [{ kind: 'choice', field: 'media' }, 'media'],
  [{ kind: 'choice', field: 'media', orExtension: true }, 'type'],
  [{ kind: 'choice', field: 'orientation' }, 'orientation', 'shape', 'format'],
  [{ kind: 'near' }, 'near'],
  [{ kind: 'box' }, 'box'],
]

const byName: ReadonlyMap<string, Field> = new Map(
  names.flatMap(([field, ...list]) => list.map((name) => [name, field] as const)),
)

/** The name under which a custom field is asked for: lower-case letters, digits and dashes. */
export const customKey = /^[a-z0-9][a-z0-9-]{0,39}$/
const customPrefix = 'field.'

/** The field of a name; `undefined` where the name means nothing, and the colon is a character like any other. */
export const fieldOf = (name: string): Field | undefined => {
  const lower = name.toLowerCase()
  const known = byName.get(lower)
  if (known || !lower.startsWith(customPrefix)) return known
  const key = lower.slice(customPrefix.length)
  return customKey.test(key) ? { kind: 'custom', key } : undefined
}

/** The name that a reference is printed with. */
export const nameOfRef = (field: RefField): string => (field === 'tag' || field === 'album' ? `${field}id` : field)
export const nameOfCustom = (key: string): string => `${customPrefix}${key}`

/** The field whose emptiness a name asks for, `null` where it cannot be empty. */
export const presenceOf = (field: Field): PresenceField | null => {
  const name = field.kind !== 'choice' && 'field' in field ? field.field : ''
  return isPresenceField(name) ? name : null
}

export const isPresenceField = (field: string): field is PresenceField => presenceFields.some((each) => each === field)

export const isChoice = (field: ChoiceField, value: string): boolean => choices[field].some((each) => each === value)
