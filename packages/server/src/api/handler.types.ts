import type { ActorGallery } from '@vitrine/core'
import type { Operation, OutputOf, ParsedInputOf } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import type { GenericSchema, InferOutput } from 'valibot'
import type { RequestIdentity } from '../auth/request-identity.ts'
import type { BackgroundWork } from '../background.ts'
import type { ServerContext } from '../context.ts'

/** What a handler is given beside its input. */
export interface ApiCall {
  readonly context: ServerContext
  readonly event: H3Event
  readonly identity: RequestIdentity
  /** The gallery as the asker sees it. */
  readonly gallery: ActorGallery
  readonly background: BackgroundWork
}

/** An answer that chooses its status. */
export interface Answer<T> {
  readonly status: number
  readonly body: T
}

/** What the path of an operation names. */
type ParamsOf<O extends Operation> = O['input']['params'] extends GenericSchema
  ? InferOutput<O['input']['params']>
  : unknown

/** Multipart operations read the request themselves, while it arrives; binary ones answer with bytes. */
export type HandlerOf<O extends Operation> = O['answer'] extends 'binary'
  ? (call: ApiCall, input: ParsedInputOf<O>) => Promise<Response>
  : O extends { readonly encoding: 'multipart' }
    ? (call: ApiCall, params: ParamsOf<O>) => Promise<Answer<OutputOf<O>>>
    : (call: ApiCall, input: ParsedInputOf<O>) => Promise<OutputOf<O>>

/** One handler for each operation of a contract: a missing or mistyped one does not compile. */
export type Handlers<C> = {
  readonly [K in keyof C]: C[K] extends Operation ? HandlerOf<C[K]> : Handlers<C[K]>
}
