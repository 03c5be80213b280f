import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema'
import * as contractModule from '@vitrine/sdk/contract'
import { contract, errorsOf, listOperations, type Operation, scopesOf } from '@vitrine/sdk/contract'
import type { GenericSchema } from 'valibot'
import { statusOf } from '../http/status.ts'
import { apiPrefix } from '../links.ts'

type Json = Readonly<Record<string, unknown>>

const { Album, AlbumGrants, Camera, Cover, Derivative, ErrorBody, Group, LibraryRoot, Photo } = contractModule
const {
  PhotoFormat,
  PhotoMetadata,
  PhotoNeighbours,
  PhotoVersion,
  Session,
  SignedIn,
  SyncProblem,
  SyncProgress,
  Tag,
  User,
} = contractModule

/** Schemas with a name of their own in the document; everything else is written where it is used. */
const definitions = {
  Album,
  AlbumGrants,
  Camera,
  Cover,
  Derivative,
  ErrorBody,
  Group,
  LibraryRoot,
  Photo,
  PhotoFormat,
  PhotoMetadata,
  PhotoNeighbours,
  PhotoVersion,
  Session,
  SignedIn,
  SyncProblem,
  SyncProgress,
  Tag,
  User,
} satisfies Record<string, GenericSchema>

/** Checks that JSON Schema has no words for; the server makes them all the same. */
const unwritten = new Set(['check', 'min_bytes', 'max_bytes', 'finite', 'safe_integer'])

const config: ConversionConfig = {
  definitions,
  target: 'draft-2020-12',
  errorMode: 'throw',
  ignoreActions: [...unwritten],
  overrideAction: ({ valibotAction, jsonSchema }) => {
    // Patterns of JSON Schema are Unicode ones already: the flag that the converter refuses says nothing new.
    if (valibotAction.type !== 'regex') return undefined
    const { source } = (valibotAction as unknown as { requirement: RegExp }).requirement
    if (jsonSchema.pattern === undefined || jsonSchema.pattern === source) return { ...jsonSchema, pattern: source }
    return { ...jsonSchema, allOf: [...(jsonSchema.allOf ?? []), { pattern: source }] }
  },
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
}

const withoutMeta = ({ $schema: _schema, $defs: _defs, ...schema }: Record<string, unknown>): Json => schema

const toSchema = (schema: GenericSchema): Json => withoutMeta({ ...toJsonSchema(schema, config) })

const toParameters = (schema: GenericSchema | undefined, where: 'path' | 'query', example: Json = {}): Json[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = toSchema(schema) as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Record<string, unknown>
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
      ...(name in example ? { example: example[name] } : {}),
    }
  })
}

/** Those values of an example that belong to a body. */
const bodyExample = ({ example = {}, input: { params } }: Operation): Json => {
  const inPath = Object.keys((params as { entries?: object } | undefined)?.entries ?? {})
  const entries = Object.entries(example).filter(([name]) => !inPath.includes(name))
  return entries.length === 0 ? {} : { example: Object.fromEntries(entries) }
}

const toRequestBody = (operation: Operation): Json | undefined => {
  const {
    input: { body },
    encoding,
  } = operation
  if (!body) return undefined
  if (encoding === 'json')
    return { required: true, content: { 'application/json': { schema: toSchema(body), ...bodyExample(operation) } } }
  const { properties = {}, required = [], ...rest } = toSchema(body) as { properties?: Json; required?: string[] }
  const file = { type: 'string', format: 'binary', description: 'The bytes. Send the fields before it.' }
  const schema = { ...rest, properties: { ...properties, file }, required: [...required, 'file'] }
  return { required: true, content: { 'multipart/form-data': { schema } } }
}

const toSuccess = (operation: Operation): Json => {
  const json = (description: string): Json => ({
    description,
    ...(operation.output ? { content: { 'application/json': { schema: toSchema(operation.output) } } } : {}),
  })
  if (operation.answer === 'binary') {
    const content = { '*/*': { schema: { type: 'string', format: 'binary' } } }
    return {
      200: { description: 'The whole file.', content },
      206: { description: 'The range asked for.', content },
      304: { description: 'The copy that the asker has is current.' },
      416: { description: 'The range lies outside the file.' },
    }
  }
  if (operation.answer === 'none') return { [operation.status]: { description: 'Done.' } }
  if (operation.encoding === 'multipart' && operation.status === 201) {
    const waits = operation.id === 'photos.create' ? { 202: json('It waits for somebody to approve it.') } : {}
    return { 200: json('The same bytes were there already.'), 201: json('It is new.'), ...waits }
  }
  return { [operation.status]: json('Done.') }
}

/** One answer per status, with the codes it can carry. */
const toFailures = (operation: Operation): Json => {
  const byStatus = new Map<number, string[]>()
  for (const code of errorsOf(operation)) {
    const status = statusOf[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.sort().join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } },
      },
    ]),
  )
}

/** By key, and which scope it needs; OpenAPI lets a scheme of this kind name roles. Nothing where keys may not. */
const keySecurity = (operation: Operation): Json[] => scopesOf(operation).map((scope) => ({ key: [scope] }))

/** What is to say of the operation itself, and who may ask, which the contract knows of each. */
const toDescription = (operation: Operation): string => {
  const who = {
    public: 'Anybody may ask, and gets what they may see.',
    user: 'For who is signed in; rights on the thing itself come on top.',
    admin: 'For administrators.',
  }[operation.auth]
  const scopes = scopesOf(operation).map((scope) => `\`${scope}\``)
  const keys = scopes.length === 0 ? 'Not for API keys.' : `API keys need the scope ${scopes.join(' or ')}.`
  // Guides are pages of the documentation; elsewhere their names are enough.
  const own = operation.description?.replace(/\[([^\]]+)\]\(\.\.\/guides\/[^)]+\)/g, '$1')
  return [...(own ? [own] : []), `${who} ${keys}`].join('\n\n')
}

const toOperation = (operation: Operation): Json => {
  const parameters = [
    ...toParameters(operation.input.params, 'path', operation.example),
    ...toParameters(operation.input.query, 'query', operation.example),
    ...(operation.csrf ? [{ $ref: '#/components/parameters/CsrfToken' }] : []),
  ]
  const requestBody = toRequestBody(operation)
  const anybody = operation.auth === 'public' ? [{}] : []
  return {
    operationId: operation.id,
    tags: [operation.id.split('.')[0]],
    summary: operation.summary,
    description: toDescription(operation),
    security: [...anybody, { session: [] }, ...keySecurity(operation)],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { ...toSuccess(operation), ...toFailures(operation) },
  }
}

const toPaths = (): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of listOperations(contract)) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: toOperation(operation) }
  }
  return paths
}

const build = (): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Vitrine',
    version: '1',
    summary: 'The API of a Vitrine photo gallery.',
    description: `Errors are \`{ error: { code, message, issues? } }\`. What somebody may not see answers 404, what they see but may not do 403; a guest whom signing in could help gets 401.`,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  paths: toPaths(),
  components: {
    schemas: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => {
        const { [name]: _self, ...others } = definitions as Record<string, GenericSchema>
        return [name, withoutMeta({ ...toJsonSchema(schema, { ...config, definitions: others }) })]
      }),
    ),
    parameters: {
      CsrfToken: {
        name: 'x-csrf-token',
        in: 'header',
        required: false,
        schema: { type: 'string' },
        description: 'From `POST /session` or `GET /session`; required where the request is made by cookie.',
      },
    },
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'vitrine_session' },
      key: {
        type: 'http',
        scheme: 'bearer',
        description: 'An API key, `vk_…`. Each operation names the scopes that let a key in, one of them being enough.',
      },
    },
  },
})

let built: Json | undefined

/** The API as an OpenAPI 3.1 document, made from the contract. */
export const openApiDocument = (options: { basePath?: string } = {}) => {
  built ??= build()
  const { openapi, info, paths, ...rest } = built as { openapi: string; info: Json; paths: Record<string, unknown> }
  return { openapi, info, servers: [{ url: `${options.basePath ?? ''}${apiPrefix}` }], paths, ...rest }
}
