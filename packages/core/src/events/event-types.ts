import * as v from 'valibot'

/** What the gallery does for itself, and nobody asked for. */
export const internalTypes = ['photo.indexed'] as const
const internal: ReadonlySet<string> = new Set(internalTypes)

/** `photo.added`, or `photo.*`. */
export const eventType = v.pipe(
  v.string('Must be text.'),
  v.regex(/^[a-z]{1,16}\.(?:\*|[a-z][a-z-]{0,31})$/, 'Must be a type such as photo.added or photo.*.'),
)

export const eventTypes = v.pipe(
  v.array(eventType, 'Must be a list.'),
  v.minLength(1, 'Must name a type.'),
  v.maxLength(100, 'Must have 100 entries at most.'),
)

/** Whether a type is among those asked for. */
export const createTypeFilter = (types: readonly string[] | undefined): ((type: string) => boolean) => {
  if (types === undefined) return (type) => !internal.has(type)
  const wanted = new Set(types)
  return (type) => !internal.has(type) && (wanted.has(type) || wanted.has(`${type.slice(0, type.indexOf('.'))}.*`))
}
