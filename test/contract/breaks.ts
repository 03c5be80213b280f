/** JSON Schema as our OpenAPI document uses it. */
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly pattern?: string
  readonly [bound: string]: unknown
}

interface Operation {
  readonly operationId: string
  readonly security: readonly object[]
  readonly parameters?: readonly { name?: string; in?: string; required?: boolean; schema?: Schema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> }
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: Schema }>> }>>
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

/** What is sent may only be taken more widely than before, what comes back may only be told more narrowly. */
type Direction = 'sent' | 'answered'

const lowerBounds = ['minimum', 'minLength', 'minItems']
const upperBounds = ['maximum', 'maxLength', 'maxItems']

/**
 * What of a newer API breaks programs written for an older one, each as `operation: what`.
 *
 * Not among them: new operations, new optional input, new fields of answers, new codes of errors and new values of an enumeration that
 * is answered; clients are told to expect those.
 */
export const findBreaks = (before: ApiDocument, after: ApiDocument): string[] => {
  const breaks: string[] = []

  const compare = (where: string, old: Schema, now: Schema, direction: Direction, seen: ReadonlySet<string>): void => {
    const pair = `${old.$ref} ${now.$ref}`
    if (old.$ref && now.$ref && seen.has(pair)) return
    const known = new Set([...seen, pair])
    const [was, is] = [resolve(old, before), resolve(now, after)]
    const [oldTypes, newTypes] = [typesOf(was, before), typesOf(is, after)]
    const [types, others] = direction === 'sent' ? [newTypes, oldTypes] : [oldTypes, newTypes]
    for (const type of others.keys())
      if (!types.has(type) && !(type === 'integer' && types.has('number')))
        breaks.push(`${where}: ${type} is ${direction === 'sent' ? 'not taken any more' : 'answered now'}`)
    for (const [type, oldPart] of oldTypes) {
      const newPart = newTypes.get(type)
      // Named shapes inside a choice: by their names, since they may hold themselves.
      if (newPart && (oldPart.$ref || newPart.$ref)) compare(where, oldPart, newPart, direction, known)
      else if (newPart) compareParts(where, oldPart, newPart, direction, known)
    }
  }

  const compareParts = (
    where: string,
    was: Schema,
    is: Schema,
    direction: Direction,
    seen: ReadonlySet<string>,
  ): void => {
    if (direction === 'sent') {
      for (const value of was.enum ?? [])
        if (is.enum && !is.enum.includes(value)) breaks.push(`${where}: ${JSON.stringify(value)} is not taken any more`)
      if (is.enum && !was.enum) breaks.push(`${where}: only some values are taken now`)
      if (is.pattern !== undefined && is.pattern !== was.pattern) breaks.push(`${where}: another pattern is asked for`)
      for (const name of lowerBounds)
        if (Number(is[name] ?? Number.NEGATIVE_INFINITY) > Number(was[name] ?? Number.NEGATIVE_INFINITY))
          breaks.push(`${where}: ${name} is higher`)
      for (const name of upperBounds)
        if (Number(is[name] ?? Number.POSITIVE_INFINITY) < Number(was[name] ?? Number.POSITIVE_INFINITY))
          breaks.push(`${where}: ${name} is lower`)
      for (const name of is.required ?? [])
        if (!was.required?.includes(name)) breaks.push(`${where}.${name}: has to be sent now`)
    } else {
      for (const name of was.required ?? [])
        if (is.properties?.[name] && !is.required?.includes(name)) breaks.push(`${where}.${name}: may be missing now`)
    }
    for (const [name, schema] of Object.entries(was.properties ?? {})) {
      const other = is.properties?.[name]
      if (other) compare(`${where}.${name}`, schema, other, direction, seen)
      else breaks.push(`${where}.${name}: is gone`)
    }
    if (was.items && is.items) compare(`${where}[]`, was.items, is.items, direction, seen)
  }

  const operations = new Map(operationsOf(after).map((each) => [each.key, each.operation]))
  for (const { key, operation: old } of operationsOf(before)) {
    const id = old.operationId
    const now = operations.get(key)
    if (!now || now.operationId !== id) {
      breaks.push(`${id}: is not at ${key} any more`)
      continue
    }
    const isPublic = ({ security }: Operation) => security.some((each) => Object.keys(each).length === 0)
    if (isPublic(old) && !isPublic(now)) breaks.push(`${id}: guests may not ask any more`)
    for (const { name, in: place, required, schema } of now.parameters ?? []) {
      const was = old.parameters?.find((each) => each.name === name && each.in === place)
      if (required && !was?.required) breaks.push(`${id}.${name}: has to be sent now`)
      if (was?.schema && schema) compare(`${id}.${name}`, was.schema, schema, 'sent', new Set())
    }
    for (const { name, in: place } of old.parameters ?? [])
      if (name && !now.parameters?.some((each) => each.name === name && each.in === place))
        breaks.push(`${id}.${name}: is gone`)
    if (now.requestBody && !old.requestBody) breaks.push(`${id}: a body has to be sent now`)
    for (const [type, { schema }] of Object.entries(old.requestBody?.content ?? {})) {
      const other = now.requestBody?.content[type]
      if (other) compare(`${id} body`, schema, other.schema, 'sent', new Set())
      else breaks.push(`${id}: ${type} is not taken any more`)
    }
    for (const [status, { content }] of Object.entries(old.responses)) {
      if (Number(status) >= 300) continue
      if (!now.responses[status]) breaks.push(`${id}: does not answer ${status} any more`)
      for (const [type, { schema }] of Object.entries(content ?? {})) {
        const other = now.responses[status]?.content?.[type]
        if (other) compare(`${id} answer`, schema, other.schema, 'answered', new Set())
        else if (now.responses[status]) breaks.push(`${id}: does not answer ${type} any more`)
      }
    }
  }
  return [...new Set(breaks)]
}

const resolve = (schema: Schema, document: ApiDocument): Schema => {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : resolve(document.components.schemas[name] as Schema, document)
}

/** The kinds of values a schema stands for, each with its part of the schema. Of two objects that one may be, the first counts. */
const typesOf = (schema: Schema, document: ApiDocument): ReadonlyMap<string, Schema> => {
  const typed = (schema.anyOf ?? [schema]).flatMap((part): [string, Schema][] => {
    const { anyOf, type, const: value, enum: values } = resolve(part, document)
    if (anyOf && part !== schema) return [...typesOf(resolve(part, document), document)]
    if (type !== undefined) return [[type, part]]
    if (value !== undefined) return [[value === null ? 'null' : typeof value, part]]
    return values ? [[typeof values[0], part]] : []
  })
  return new Map(typed.toReversed())
}

const operationsOf = ({ paths }: ApiDocument): { key: string; operation: Operation }[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      operation: operation as Operation,
    })),
  )
