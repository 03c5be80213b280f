import type { DerivativeFormat } from './recipe.ts'

/** What names one derivative in the cache. */
export interface CacheEntry {
  /** Lower-case hexadecimal, at least 8 digits. */
  readonly contentHash: string
  /** Name of the size. */
  readonly size: string
  readonly format: DerivativeFormat
  /** From `derivativeKey`, with the format. */
  readonly key: string
}

/** What to purge: all derivatives of one photo, one size of all photos, or everything. */
export type PurgeScope = { readonly contentHash: string } | { readonly size: string } | { readonly all: true }
