import { LRUCache } from 'lru-cache'
import type { CallContext } from '../context.ts'
import type { CheckedScope } from '../photos/photo.query.ts'
import { type Pausable, type PhotoSet, withPhotos } from './photo-set.ts'

/** What was computed of sets of photos, kept for viewers of the same access class until the gallery changes. */
export interface Computed {
  /**
   * Computes several things of one set, or finds them computed.
   *
   * @param kinds - Names of the things, different for all that is different.
   * @param work - Computes one of them, within one run or in several.
   */
  of<T extends object>(
    context: CallContext,
    scope: CheckedScope,
    kinds: readonly string[],
    work: (photos: PhotoSet, kind: string) => Pausable<T> | T,
  ): Promise<Map<string, T>>
  /** Keeps what `make` makes of all photos that the actor may see. `counts` says how large it is. */
  keep<T extends { readonly counts: { readonly length: number } }>(
    context: CallContext,
    kind: string,
    make: () => Promise<T>,
  ): Promise<T>
}

const bytesPerValue = 24
const maxBytes = 32 * 1_024 * 1_024
/** A scope may say “the last 7 days”: what was true a minute ago is near enough. */
const maxAgeMs = 60_000

export const createComputed = (): Computed => {
  const known = new LRUCache<string, object>({
    maxSize: maxBytes,
    ttl: maxAgeMs,
    sizeCalculation: (value) => 1_024 + bytesPerValue * lengthOf(value),
  })
  const underWay = new Map<string, Promise<Map<string, object>>>()
  const keyFor = ({ rights }: CallContext, commit: number, scope: CheckedScope, rest: unknown) =>
    JSON.stringify([commit, rights.tree.version, rights.classKey, scope, rest])

  return {
    keep: async <T extends { readonly counts: { readonly length: number } }>(
      context: CallContext,
      kind: string,
      make: () => Promise<T>,
    ) => {
      const { commit } = await context.gallery.sets.ready(context.rights.commit)
      const key = keyFor(context, commit, {}, ['kept', kind])
      const value = known.get(key) as T | undefined
      if (value !== undefined) return value
      const made = await make()
      known.set(key, made)
      return made
    },

    of: async <T extends object>(
      context: CallContext,
      scope: CheckedScope,
      kinds: readonly string[],
      work: (photos: PhotoSet, kind: string) => Pausable<T> | T,
    ) => {
      const { commit } = await context.gallery.sets.ready(context.rights.commit)
      const keyOf = (at: number, rest: unknown) => keyFor(context, at, scope, rest)
      const results = new Map<string, T>()
      const missing: string[] = []
      for (const kind of kinds) {
        const value = known.get(keyOf(commit, kind))
        if (value === undefined) missing.push(kind)
        else results.set(kind, value as T)
      }
      if (missing.length === 0) return results

      const key = keyOf(commit, missing)
      let computing = underWay.get(key)
      if (!computing) {
        computing = withPhotos(context, scope, function* (photos) {
          const found = new Map<string, object>()
          const { commit: at } = photos.catalogue
          for (const kind of missing) {
            const done = work(photos, kind)
            found.set(kind, isPausable(done) ? yield* done : done)
            yield
          }
          for (const [kind, value] of found) known.set(keyOf(at, kind), value)
          return found
        }).finally(() => underWay.delete(key))
        underWay.set(key, computing)
      }
      for (const [kind, value] of await computing) results.set(kind, value as T)
      return results
    },
  }
}

const isPausable = <T>(value: Pausable<T> | T): value is Pausable<T> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value

/** Whatever is large here is large by what it counts. */
const lengthOf = (value: object): number =>
  'counts' in value && typeof value.counts === 'object' && value.counts !== null && 'length' in value.counts
    ? Number(value.counts.length)
    : 0
