/** As much of a schema as coercion looks at; every valibot schema has it. */
interface SchemaShape {
  readonly type?: string
  readonly wrapped?: SchemaShape
  readonly item?: SchemaShape
  readonly entries?: Readonly<Record<string, SchemaShape>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
}

const bare = (schema: SchemaShape | undefined): SchemaShape | undefined =>
  schema?.wrapped ? bare(schema.wrapped) : schema

const wantsNumber = (schema: SchemaShape | undefined): boolean =>
  schema?.type === 'number' ||
  // A number or a word, such as a month or “any”: what reads as a number is one.
  (schema?.type === 'union' && (schema.options ?? []).some((option) => wantsNumber(option as SchemaShape))) ||
  (schema?.type === 'picklist' && (schema.options ?? []).every((option) => typeof option === 'number'))

const number = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/

/** One text as the schema's type. What does not fit stays text, for the schema to refuse. */
const coerceOne = (schema: SchemaShape | undefined, value: string): unknown => {
  if (wantsNumber(schema)) return number.test(value) ? Number(value) : value
  if (schema?.type === 'boolean') {
    if (value === 'true' || value === '1') return true
    if (value === 'false' || value === '0') return false
  }
  return value
}

/**
 * Texts (of a query, a path, or form fields) as the types that a schema's fields have: a number arrives as a number, and a
 * list stays a list, also with one item. Names that are not in the schema are kept, so that it refuses them.
 */
export const coerceTexts = (
  schema: unknown,
  texts: Iterable<readonly [name: string, value: string]>,
): Record<string, unknown> => {
  const entries = bare(schema as SchemaShape | undefined)?.entries ?? {}
  const lists = new Map<string, string[]>()
  for (const [name, value] of texts) {
    const list = lists.get(name)
    if (list) list.push(value)
    else lists.set(name, [value])
  }
  // No prototype: a field may be called `__proto__`.
  const values: Record<string, unknown> = Object.create(null)
  for (const [name, list] of lists) {
    const field = Object.hasOwn(entries, name) ? bare(entries[name]) : undefined
    const [first] = list
    if (field?.type === 'array') values[name] = list.map((value) => coerceOne(bare(field.item), value))
    // Said twice where once is meant: kept as a list, so that the schema refuses it rather than one of them winning.
    else values[name] = list.length === 1 && first !== undefined ? coerceOne(field, first) : list
  }
  return values
}
