import type { Contract, InputOf, Operation, Scope } from '@vitrine/sdk/contract'
import type { ActorName } from './actors.ts'
import type { Kind, Outcome } from './kinds.ts'
import type { Part, Subject } from './subject.ts'

/** What becomes of one operation for everybody, and how to ask for it. */
export interface Row<O extends Operation> {
  /** Who may. */
  readonly may: Kind
  /** Path, query and body as one flat object, as a client passes them. */
  readonly send: (subject: Subject) => InputOf<O>
  /** The part `file` of a multipart request. */
  readonly file?: (subject: Subject) => Promise<File> | File
  /** What a success uses up: each gets one of its own. */
  readonly uses?: readonly Part[]
  /** A success ends sessions or keys of the asker: everybody comes anew. */
  readonly endsSessions?: true
  /** Of several scopes that would do, the one for what is sent here. */
  readonly scope?: Scope
  /** What those are answered who may, where there is nothing to be done. */
  readonly done?: { readonly is: Outcome; readonly because: string }
  /** Where the kind does not hold, and why. */
  readonly except?: Partial<Record<ActorName, { readonly is: Outcome; readonly because: string }>>
}

/** A row for each operation: one that is missing does not compile. */
export type Rows<C> = { readonly [K in keyof C]: C[K] extends Operation ? Row<C[K]> : Rows<C[K]> }

/** The rows of one group of the contract. */
export type RowsOf<G extends keyof Contract> = Rows<Contract[G]>

/** For operations that take nothing. */
export const nothing = () => ({})
