/** JSON Schema in words that fit into a cell of a table. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly description?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly examples?: readonly unknown[]
}

export interface Field {
  readonly name: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
  /** Where it is sent; absent where that goes without saying. */
  readonly place?: string
}

/** Objects deeper than this are named, not written out. */
const maxDepth = 2

const code = (text: string): string => `\`${text}\``
const literal = (value: unknown): string => code(JSON.stringify(value))

/** A type as TypeScript would write it, about: `integer[]`, `"a" or "b"`, a link to a shape with a name. */
export const typeOf = (schema: Schema, depth = 0): string => {
  const { $ref, anyOf, oneOf, items, properties, required = [], additionalProperties } = schema
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return `[${name}](shapes.md#${name.toLowerCase()})`
  }
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' or ')
  const choices = anyOf ?? oneOf
  if (choices) return [...new Set(choices.map((each) => typeOf(each, depth + 1)))].join(' or ')
  if (schema.type === 'null') return code('null')
  if (items) return `list of ${typeOf(items, depth + 1)}`
  if (properties) {
    if (depth >= maxDepth) return 'object'
    const fields = Object.entries(properties).map(
      ([name, each]) => `${code(required.includes(name) ? name : `${name}?`)} ${typeOf(each, depth + 1)}`,
    )
    return fields.length === 0 ? 'object' : `{ ${fields.join(', ')} }`
  }
  if (typeof additionalProperties === 'object') return `by name ${typeOf(additionalProperties, depth + 1)}`
  return schema.format === 'binary' ? 'bytes' : (schema.type ?? 'anything')
}

const boundsOf = ({ minimum, maximum, maxLength, maxItems }: Schema): string => {
  const top = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  const range =
    minimum !== undefined && top !== undefined ? `${minimum} to ${top}` : minimum !== undefined ? `from ${minimum}` : ''
  const most =
    maxLength !== undefined ? `at most ${maxLength} characters` : maxItems !== undefined ? `at most ${maxItems}` : ''
  return [range, most].filter((each) => each !== '').join(', ')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')

/** A table with a row for each field. */
export const fieldsTable = (fields: readonly Field[]): string => {
  if (fields.length === 0) return '*No fields.*'
  const hasPlace = fields.some(({ place }) => place !== undefined && place !== 'body')
  const rows = fields.map(({ name, required, description, schema, place }) => {
    const [example] = schema.examples ?? []
    const about = [
      description ?? schema.description ?? '',
      boundsOf(schema),
      example === undefined ? '' : `such as ${literal(example)}`,
    ].filter((each) => each !== '')
    return [code(name), ...(hasPlace ? [place ?? ''] : []), typeOf(schema), required ? 'yes' : '', about.join('; ')]
  })
  const head = ['name', ...(hasPlace ? ['in'] : []), 'type', 'needed', '']
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
}
