import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { ApiErrorCode } from './error-codes.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may ask at all: anybody, anybody who is signed in, or administrators. Rights on the thing itself come on top. */
export type OperationAuth = 'public' | 'user' | 'admin'

/**
 * What an API key is made for; see the guide of API keys. `read` is in all of them, `administer` is for what only administrators do,
 * and the others are capabilities in albums.
 */
export const scopes = ['read', 'upload', 'edit', 'organise', 'share', 'manage', 'administer'] as const
export type Scope = (typeof scopes)[number]

export interface OperationInput {
  /** Parts of the path, such as `:id`. */
  readonly params?: GenericSchema<object>
  readonly query?: GenericSchema<object>
  /** Not together with `query`: a client passes one flat object and has to know where each value goes. */
  readonly body?: GenericSchema<object>
}

/** How an operation travels. */
export interface Route {
  readonly method: Method
  /** Below `/api/v1`, such as `/photos/:id`. */
  readonly path: `/${string}`
  /** What a request body is sent as; absent where there is none. */
  readonly encoding?: 'json' | 'multipart'
  /** What comes back: JSON, nothing (204), or the bytes of a file. */
  /** Default `json`; not written out, because every page pays for it. */
  readonly answer?: 'json' | 'none' | 'binary'
}

/** One thing the API can do. Server routes, validation, OpenAPI, client and docs all come from it. */
export interface Operation extends Route {
  /** Its place in the contract, such as `photos.get`. */
  readonly id: string
  /** One line for people. */
  readonly summary: string
  /** What the summary leaves out: rights, what else changes, what to do next. Markdown, a sentence or three. */
  readonly description?: string
  /** What a caller may send, in one flat object; the reference shows it, and fills it in. */
  readonly example?: Readonly<Record<string, unknown>>
  readonly input: OperationInput
  /** Shape of the JSON answer; `null` where the answer has no JSON. */
  readonly output: GenericSchema | null
  readonly status: 200 | 201 | 202 | 204
  /** Codes that belong to this operation; {@link errorsOf} tells all that it may answer with. */
  readonly errors: readonly ApiErrorCode[]
  readonly auth: OperationAuth
  /**
   * What an API key must have been made for to ask; of several, one of them, and what is done with the thing itself decides the rest.
   * `null`, and where nothing is said: not for keys.
   */
  readonly scope?: Scope | readonly Scope[] | null
  /** `true`: made by cookie, it needs the header `x-csrf-token`. */
  readonly csrf: boolean
}

/** Codes that any operation may answer with. */
export const commonErrors = [
  'INPUT_INVALID',
  'UNAUTHENTICATED',
  'SCOPE_MISSING',
  'RATE_LIMITED',
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'MAINTENANCE',
  'INTERNAL',
] as const satisfies readonly ApiErrorCode[]

/** Every code that an operation may answer with: its own, the common ones, and those of the way it is asked. */
export const errorsOf = (operation: Operation): readonly ApiErrorCode[] => [
  ...new Set<ApiErrorCode>([
    ...operation.errors,
    ...(operation.auth === 'admin' ? (['FORBIDDEN'] as const) : []),
    ...(operation.csrf ? (['CSRF_REJECTED', 'PREVIEW_READ_ONLY'] as const) : []),
    ...(operation.input.body ? (['BODY_TOO_LARGE', 'BODY_TYPE_UNSUPPORTED'] as const) : []),
    ...commonErrors,
  ]),
]

export const defineOperation = <const O extends Operation>(operation: O): O => operation

export interface OperationGroup {
  readonly [name: string]: Operation | OperationGroup
}

type Simplify<T> = { [K in keyof T]: T[K] }
type In<S> = S extends GenericSchema ? InferInput<S> : unknown
type Out<S> = S extends GenericSchema ? InferOutput<S> : unknown

/** What a caller passes: path, query and body values in one flat object. */
export type InputOf<O extends Operation> = Simplify<
  In<O['input']['params']> & In<O['input']['query']> & In<O['input']['body']>
>

/** What a handler is given, validated. */
export type ParsedInputOf<O extends Operation> = Simplify<
  Out<O['input']['params']> & Out<O['input']['query']> & Out<O['input']['body']>
>

/** The JSON answer; `undefined` where there is none. */
export type OutputOf<O extends Operation> = O['output'] extends GenericSchema ? InferOutput<O['output']> : undefined

export const isOperation = (value: Operation | OperationGroup): value is Operation => typeof value.method === 'string'

/** Every operation of a contract, in order. */
export const listOperations = (group: OperationGroup): Operation[] =>
  Object.values(group).flatMap((value) => (isOperation(value) ? [value] : listOperations(value)))

/** What an API key needs for an operation, one of these; none: keys may not. */
export const scopesOf = ({ scope }: Pick<Operation, 'scope'>): readonly Scope[] =>
  scope === undefined || scope === null ? [] : typeof scope === 'string' ? [scope] : scope
