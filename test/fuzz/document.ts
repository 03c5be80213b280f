import { readFileSync } from 'node:fs'
import { contract, listOperations, type Operation } from '@vitrine/sdk/contract'

/** JSON Schema, as far as our document uses it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly contentEncoding?: string
}

interface DocumentedOperation {
  readonly operationId: string
  readonly parameters?: readonly { name?: string; in?: string; required?: boolean; schema?: Schema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> }
  readonly responses: Readonly<Record<string, unknown>>
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const document = JSON.parse(
  readFileSync(new URL('../../packages/sdk/openapi.json', import.meta.url), 'utf8'),
) as ApiDocument

/** What the published document says about an operation. */
export interface Described {
  readonly id: string
  readonly method: string
  /** With `{id}` in it. */
  readonly path: string
  readonly pathSchemas: Readonly<Record<string, Schema>>
  readonly querySchemas: Readonly<Record<string, { readonly schema: Schema; readonly isRequired: boolean }>>
  readonly body: { readonly type: 'json' | 'form'; readonly schema: Schema } | null
  /** Statuses that it may answer with. */
  readonly statuses: ReadonlySet<number>
  /** The contract's own words for it, which say what answers look like. */
  readonly operation: Operation
}

const byId = new Map(listOperations(contract).map((operation) => [operation.id, operation]))

const describe = (path: string, method: string, operation: DocumentedOperation): Described => {
  const { operationId, parameters = [], requestBody, responses } = operation
  const within = (where: string) => parameters.filter((parameter) => parameter.in === where && parameter.schema)
  const json = requestBody?.content['application/json']?.schema
  const form = requestBody?.content['multipart/form-data']?.schema
  const known = byId.get(operationId)
  if (!known) throw new Error(`The document has ${operationId}, which the contract has not.`)
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    pathSchemas: Object.fromEntries(within('path').map(({ name, schema }) => [name as string, schema as Schema])),
    querySchemas: Object.fromEntries(
      within('query').map(({ name, schema, required }) => [
        name as string,
        { schema: schema as Schema, isRequired: required === true },
      ]),
    ),
    body: json ? { type: 'json', schema: json } : form ? { type: 'form', schema: form } : null,
    statuses: new Set(Object.keys(responses).map(Number)),
    operation: known,
  }
}

/** Every operation of the document. */
export const described: readonly Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => describe(path, method, operation)),
)

export const resolve = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (document.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema)

const paths = [...new Set(described.map(({ path }) => path))]
  .toSorted((a, b) => a.split('{').length - b.split('{').length)
  .map((path) => ({
    path,
    // The router takes fixed parts first: `/tags/managed` is no `/tags/{id}`, whatever the method.
    pattern: new RegExp(`^/api/v1${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))

/** What is asked by a method and a path, which an odd value in the path may have made another thing than was meant. */
export const findDescribed = (method: string, pathname: string): Described | undefined => {
  // An empty value leaves a slash, which the router passes over.
  const found = paths.find(({ pattern }) => pattern.test(pathname.replace(/\/$/, '')))
  return described.find((one) => one.method === method && one.path === found?.path)
}
