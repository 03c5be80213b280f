import type { Rights } from '../access/rights.ts'
import type { Query } from '../query/query.types.ts'
import type { Bits } from './catalogue.types.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'

export type Leaf = Exclude<Query, { type: 'all' | 'and' | 'or' | 'not' }>

export interface Evaluation {
  readonly rights: Rights
  readonly catalogue: MemoryCatalogue
  /** Slots there were when it began: photos that come meanwhile are in no part of the answer. */
  readonly slots: number
  /** What only the database can tell. */
  ask(leaf: Leaf): Promise<Bits>
  /** A tag and those below it. */
  tagsFrom(id: number): Promise<readonly number[]>
}
