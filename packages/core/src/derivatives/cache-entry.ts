import type { DerivativeFormat } from './formats.ts'

/** What names one derivative in the cache. */
export interface CacheEntry {
  /** Lower-case hexadecimal, at least 8 digits. */
  readonly contentHash: string
  /** Name of the size. */
  readonly size: string
  readonly format: DerivativeFormat
  /** From the settings, see `RenderProfile.tagOf`. */
  readonly tag: string
  /** From `recipeOf`, with the format. */
  readonly key: string
}

/**
 * What to purge: derivatives of one photo (all, or some sizes), one size of all photos, everything, or whatever the settings would
 * make otherwise by now.
 */
export type PurgeScope =
  | { readonly contentHash: string; readonly sizes?: readonly string[] }
  | { readonly size: string }
  | { readonly all: true }
  | { readonly otherThan: ReadonlySet<string> }

/** Everything but the ending: never a `.` within a part. */
export const entryName = ({ contentHash, size, tag, key }: CacheEntry): string => `${contentHash}.${size}.${tag}.${key}`

/** Whether a name made by `entryName`, with whatever follows it, is in a scope. */
export const concernedBy = (scope: PurgeScope): ((name: string) => boolean) => {
  if ('all' in scope) return () => true
  return (name) => {
    const [contentHash = '', size = '', tag = ''] = name.split('.')
    if ('contentHash' in scope)
      return contentHash === scope.contentHash && (scope.sizes === undefined || scope.sizes.includes(size))
    if ('size' in scope) return size === scope.size
    // What other programs made of a file: no setting has a say in it.
    return !size.startsWith('_') && !scope.otherThan.has(tag)
  }
}
