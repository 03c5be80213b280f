import type { CustomField, Facet, Filters } from '@vitrine/core'

/** Names of what is ticked but not among the values that were counted. */
export interface KnownNames {
  readonly tags: ReadonlyMap<number, string>
  readonly albums: ReadonlyMap<number, string>
  readonly users: ReadonlyMap<number, string>
}

/** What the filters of the bar are made of. */
export interface Bar {
  readonly filters: Filters
  readonly facets: ReadonlyMap<string, Facet>
  readonly names: KnownNames
  /** The custom fields of photos, in their order. */
  readonly fields: readonly CustomField[]
}
