import type { Contract } from './contract/contract.ts'
import type { InputOf, Operation, OutputOf, Route } from './contract/operation.ts'
import { routes } from './contract/routes.ts'
import type { Photo, PhotoListQuery } from './contract/schemas/photo.ts'
import type { TableImportReport } from './contract/schemas/table.ts'
import { type EventExtras, subscribe } from './events/subscribe.ts'
import { iteratePages, type PageOf } from './iterate.ts'
import { type CallOptions, type ClientOptions, createTransport, type Transport } from './transport.ts'
import { importTable, type TableImport } from './uploads/import-table.ts'
import { addFormat, replaceFile, setRepresentative } from './uploads/photo-files.ts'
import { createResumableUploads } from './uploads/resumable.ts'
import type {
  AddedFormat,
  PhotoFileOptions,
  ReplaceFileOptions,
  ResumableUploads,
  UploadedPhoto,
  UploadOptions,
} from './uploads/types.ts'
import { upload } from './uploads/upload.ts'

type ResultOf<O extends Operation> = O['answer'] extends 'binary' ? Response : OutputOf<O>

type Call<O extends Operation> =
  Record<string, never> extends InputOf<O>
    ? (input?: InputOf<O>, options?: CallOptions) => Promise<ResultOf<O>>
    : (input: InputOf<O>, options?: CallOptions) => Promise<ResultOf<O>>

/** Every item of a list, page after page; asks for a page when the one before is used up. */
type Walk<O extends Operation> =
  OutputOf<O> extends PageOf<infer Item>
    ? {
        /** @throws {VitrineApiError} {@link VitrineConnectionError} */
        all(input?: Omit<InputOf<O>, 'cursor'>, options?: CallOptions): AsyncGenerator<Item, void, undefined>
      }
    : unknown

/** One function per operation, in the groups of the contract. Uploads have a function of their own. */
export type ClientOf<G> = {
  readonly [K in keyof G as G[K] extends { encoding: 'multipart' } ? never : K]: G[K] extends Operation
    ? Call<G[K]> & Walk<G[K]>
    : ClientOf<G[K]>
}

export interface PhotoExtras {
  /** Every photo of a list, page after page. @throws {VitrineApiError} */
  iterate(query?: PhotoListQuery, options?: CallOptions): AsyncGenerator<Photo, void, undefined>
  /** Adds a file to an album. @throws {VitrineApiError} */
  upload(options: UploadOptions): Promise<UploadedPhoto>
  /** Gives a photo another original; the one it had becomes a version. @throws {VitrineApiError} */
  replaceFile(options: ReplaceFileOptions): Promise<Photo>
  /** Has a picture stand for a file that is none itself. @throws {VitrineApiError} */
  setRepresentative(options: PhotoFileOptions): Promise<Photo>
}

export interface FormatExtras {
  /** Puts another format of the same picture beside its original. @throws {VitrineApiError} */
  add(options: PhotoFileOptions): Promise<AddedFormat>
}

export interface TableExtras {
  /** Writes on photos what a table says. @throws {VitrineApiError} */
  import(table: TableImport): Promise<TableImportReport>
}

export type Client = Omit<ClientOf<Contract>, 'photos' | 'formats' | 'tables' | 'events'> & {
  readonly tables: ClientOf<Contract['tables']> & TableExtras
  readonly events: ClientOf<Contract['events']> & EventExtras
  readonly photos: ClientOf<Contract['photos']> & PhotoExtras
  readonly formats: ClientOf<Contract['formats']> & FormatExtras
  readonly uploads: ResumableUploads
}

type Routes = Readonly<Record<string, Readonly<Record<string, Route>>>>
type Input = Readonly<Record<string, unknown>>

const buildCall = (transport: Transport, id: string, route: Route): unknown => {
  const call = (input: Input = {}, options?: CallOptions) => transport.call(id, route, input, options)
  const all = (input?: Input, options?: CallOptions) =>
    iteratePages((cursor) => call({ ...input, ...(cursor ? { cursor } : {}) }, options) as Promise<PageOf<unknown>>)
  return Object.assign(call, { all })
}

const build = (transport: Transport, table: Routes): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(table).map(([group, calls]) => [
      group,
      Object.fromEntries(
        Object.entries(calls)
          .filter(([, route]) => route.encoding !== 'multipart')
          .map(([name, route]) => [name, buildCall(transport, `${group}.${name}`, route)]),
      ),
    ]),
  )

/** Groups of operations that a plugin adds to the API, as `@vitrine/sdk/contract` defines them. */
export type PluginOperations = Readonly<Record<string, Readonly<Record<string, Operation>>>>

type UnionToIntersection<U> = (U extends unknown ? (each: U) => void : never) extends (each: infer I) => void
  ? I
  : never

/** The client's functions for what plugins add. */
export type PluginClient<P extends readonly PluginOperations[]> = P extends readonly []
  ? unknown
  : UnionToIntersection<{ [I in keyof P]: ClientOf<P[I]> }[number]>

/**
 * A typed client of a gallery's API. Each call resolves with the answer or rejects with {@link VitrineApiError}.
 *
 * One client is one visitor: it keeps the session of `session.create` (in browsers, the browser does).
 *
 * @example
 * const client = createClient({ baseUrl: 'https://photos.example.org' })
 * const { items } = await client.albums.list({ parent: null })
 * @param options.operations - Of plugins that the gallery has: `createClient({ operations: [wishes] }).wishes.list()`.
 * @throws {TypeError} where two of them, or one and the gallery, have a group of the same name
 */
export const createClient = <const P extends readonly PluginOperations[] = []>(
  options: ClientOptions & { operations?: P } = {},
): Client & PluginClient<P> => {
  const transport = createTransport(options)
  // The one place where the shape made at run time meets the type computed from the contract.
  const client = build(transport, routes) as unknown as ClientOf<Contract>
  const extras: PhotoExtras = {
    iterate: client.photos.list.all,
    upload: (request) => upload(transport, request),
    replaceFile: (request) => replaceFile(transport, request),
    setRepresentative: (request) => setRepresentative(transport, request),
  }
  const own: Client = {
    ...client,
    photos: { ...client.photos, ...extras },
    formats: { ...client.formats, add: (request) => addFormat(transport, request) },
    tables: { ...client.tables, import: (table) => importTable(transport, table) },
    events: { ...client.events, subscribe: (options) => subscribe(transport, options) },
    uploads: createResumableUploads(transport),
  }
  const added: Record<string, unknown> = {}
  for (const operations of options.operations ?? []) {
    for (const [group, calls] of Object.entries(build(transport, operations))) {
      if (group in own || group in added) throw new TypeError(`Expected another name than "${group}" for a plugin`)
      added[group] = calls
    }
  }
  return { ...own, ...added } as Client & PluginClient<P>
}
