/** The pages of the REST API in the documentation site, one for each group of operations, made from the contract. */
import { contract, listOperations } from '@vitrine/sdk/contract'
import { openApiDocument } from 'vitrine'
import { fieldsTable, type Schema, typeOf } from './schema-text.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

interface OpenApiOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, Answer>>
}

interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

interface Placed extends OpenApiOperation {
  readonly method: string
  readonly path: string
}

/** Pages of the REST API by file name: one for each group, and one of the shapes that several of them share. */
export const operationPages = (): ReadonlyMap<string, string> => {
  const { paths, components } = openApiDocument() as unknown as {
    paths: Record<string, Record<string, OpenApiOperation>>
    components: { schemas: Record<string, Schema> }
  }
  const groups = new Map<string, Placed[]>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [group = ''] = operation.tags
      groups.set(group, [...(groups.get(group) ?? []), { ...operation, method: method.toUpperCase(), path }])
    }
  }
  return new Map([
    ...[...groups].map(([group, operations]): [string, string] => [`${group}.md`, groupPage(group, operations)]),
    ['shapes.md', shapesPage(components.schemas)],
  ])
}

/** `fileRules` → `File rules` */
export const titleOfGroup = (group: string): string =>
  group
    .replace(/^./, (letter) => letter.toUpperCase())
    .replace(/[A-Z](?=[a-z])/g, (letter, at: number) => (at === 0 ? letter : ` ${letter.toLowerCase()}`))

const groupPage = (group: string, operations: readonly Placed[]): string =>
  [
    `# ${titleOfGroup(group)}`,
    `Operations of the [REST API](../guides/api.md), below \`/api/v1\`. In TypeScript they are functions of the [SDK](../guides/sdk.md).`,
    ...operations.map(operationText),
  ].join('\n\n')

const operationText = (operation: Placed): string => {
  const { operationId, method, path, summary, requestBody, responses } = operation
  // As the contract has it, with links to guides; who may ask is said below.
  const { description, example } = listOperations(contract).find(({ id }) => id === operationId) ?? {}
  const parameters = (operation.parameters ?? []).filter((each): each is Parameter => 'name' in each)
  const [body] = Object.entries(requestBody?.content ?? {})
  return [
    `## ${operationId}`,
    `\`${method} /api/v1${path}\``,
    summary,
    ...(description ? [description] : []),
    accessText(operation),
    ...(parameters.length > 0 ? [fieldsTable(parameters.map((each) => ({ ...each, place: each.in })))] : []),
    ...(body ? bodyText(body) : []),
    ...(example ? [`In the SDK: \`client.${operationId}(${inline(example)})\``] : []),
    ...answersText(responses),
  ].join('\n\n')
}

/** `{ name: 'Iceland', parentId: null }` */
const inline = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).replace(/^"(.*)"$/, "'$1'")
  const entries = Object.entries(value).map(([name, each]) => `${name}: ${inline(each)}`)
  return `{ ${entries.join(', ')} }`
}

const accessText = ({ security, parameters = [] }: OpenApiOperation): string => {
  const scopes = security.flatMap(({ key = [] }) => key)
  const who = security.some((each) => Object.keys(each).length === 0) ? 'Anybody may ask.' : 'For who is signed in.'
  const keys =
    scopes.length === 0
      ? 'Not for API keys.'
      : `[API keys](../guides/api-keys.md) need ${scopes.map((scope) => `\`${scope}\``).join(' or ')}.`
  const csrf = parameters.some((each) => '$ref' in each) ? ' By cookie, it needs the header `x-csrf-token`.' : ''
  return `${who} ${keys}${csrf}`
}

const bodyText = ([type, { schema }]: [string, { readonly schema: Schema }]): string[] => {
  const { properties = {}, required = [] } = schema
  const fields = Object.entries(properties).map(([name, field]) => ({
    name,
    required: required.includes(name),
    schema: field,
    place: 'body',
  }))
  const heading = `Body, \`${type}\`: ${fields.length === 0 ? typeOf(schema) : ''}`.trim()
  return [heading, ...(fields.length > 0 ? [fieldsTable(fields)] : [])]
}

const answersText = (responses: Readonly<Record<string, Answer>>): string[] => {
  const good: string[] = []
  const bad: string[] = []
  for (const [status, { description, content = {} }] of Object.entries(responses)) {
    if (Number(status) < 400) {
      const [shape] = Object.values(content)
      good.push(`- ${status}: ${description}${shape ? ` ${typeOf(shape.schema)}` : ''}`)
    } else bad.push(`- ${status}: ${description.replace(/[A-Z_]{4,}/g, (code) => `\`${code}\``)}`)
  }
  return ['Answers:', good.join('\n'), '[Errors](../guides/errors.md):', bad.join('\n')]
}

const shapesPage = (schemas: Readonly<Record<string, Schema>>): string =>
  [
    '# Shapes',
    'What operations of the [REST API](../guides/api.md) answer with, where several of them answer with the same.',
    ...Object.entries(schemas).flatMap(([name, { properties = {}, required = [] }]) => [
      `## ${name}`,
      fieldsTable(
        Object.entries(properties).map(([field, schema]) => ({
          name: field,
          required: required.includes(field),
          schema,
        })),
      ),
    ]),
  ].join('\n\n')
