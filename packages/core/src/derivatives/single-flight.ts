import { setTimeout as sleep } from 'node:timers/promises'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { CachedDerivative, DerivativeCache } from './cache.ts'
import type { CacheEntry } from './cache-entry.ts'
import type { RenderTarget } from './encode.ts'
import { createRenderClaims, type Release } from './render-claims.ts'
import type { Renderer, RenderOrder } from './renderer.ts'
import type { DerivativeSource, DerivativesOptions } from './types.ts'

/** One derivative that somebody wants, with its place in the cache. */
export interface Wanted extends RenderTarget {
  readonly entry: CacheEntry
}

export interface Obtained extends CachedDerivative {
  /** Rendered for this ask, not found in the cache. */
  readonly fresh: boolean
}

export interface SingleFlight {
  /** What is wanted, in that order: from the cache, from somebody who is rendering it, or rendered. */
  obtain(source: DerivativeSource, wanted: readonly Wanted[], order: RenderOrder): Promise<Obtained[]>
  close(): Promise<void>
}

/** How often to look whether another process is done: at first, and at most. */
const pollMs = { first: 15, most: 250 } as const

/** Sees to it that what is missing is rendered once, however many ask for it, in this process and in others. */
export const createSingleFlight = ({
  cache,
  renderer,
  ...options
}: DerivativesOptions & { readonly cache: DerivativeCache; readonly renderer: Renderer }): SingleFlight => {
  const { now = Date.now, claimLeaseMs: leaseMs = 10_000 } = options
  const claims = createRenderClaims({ root: options.root, now, leaseMs })
  const inFlight = new Map<string, Promise<Obtained>>()

  /** A cache that cannot be read is as good as an empty one. */
  const lookUp = ({ entry }: Wanted): Promise<CachedDerivative | undefined> =>
    cache.get(entry).catch((error: unknown) => {
      options.onFault?.(error, { ...entry })
      return undefined
    })

  const keep = async ({ entry }: Wanted, derivative: CachedDerivative): Promise<void> => {
    // A full disk must not keep a visitor from a picture that is there.
    await cache.put(entry, derivative).catch((error: unknown) => options.onFault?.(error, { ...entry }))
  }

  /** Renders what was claimed, but for what came into the cache before that, and puts it there before anybody else may claim it. */
  const renderClaimed = async (
    source: DerivativeSource,
    claimed: ReadonlyMap<Wanted, Release>,
    order: RenderOrder,
  ): Promise<Map<Wanted, Obtained>> => {
    const results = new Map<Wanted, Obtained>()
    try {
      const missing: Wanted[] = []
      const lookAgain = async (one: Wanted): Promise<void> => {
        const found = (await cache.has(one.entry)) ? await lookUp(one) : undefined
        if (found) results.set(one, { ...found, fresh: false })
        else missing.push(one)
      }
      await Promise.all([...claimed.keys()].map(lookAgain))
      const made = missing.length > 0 ? await renderer.render(source, missing, order) : []
      const keepOne = async ([one, derivative]: readonly [Wanted, CachedDerivative]): Promise<void> => {
        await keep(one, derivative)
        results.set(one, { ...derivative, fresh: true })
      }
      await Promise.all([...made].map(keepOne))
    } finally {
      await Promise.all([...claimed.values()].map((release) => release()))
    }
    return results
  }

  /** Waits for another process to finish; does it here where that one gives up. */
  const waitForOther = async (source: DerivativeSource, one: Wanted, order: RenderOrder): Promise<Obtained> => {
    for (let waitMs: number = pollMs.first; ; waitMs = Math.min(waitMs * 2, pollMs.most)) {
      await sleep(waitMs)
      if (await cache.has(one.entry)) {
        const found = await lookUp(one)
        if (found) return { ...found, fresh: false }
      }
      const release = await claims.claim(one.entry.key)
      if (release === null) continue
      const derivative = (await renderClaimed(source, new Map([[one, release]]), order)).get(one)
      if (derivative === undefined) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      return derivative
    }
  }

  const findOrRender = async (
    source: DerivativeSource,
    wanted: readonly Wanted[],
    order: RenderOrder,
  ): Promise<Map<Wanted, Obtained>> => {
    const results = new Map<Wanted, Obtained>()
    const found = await Promise.all(wanted.map(lookUp))
    const claimed = new Map<Wanted, Release>()
    const others: Wanted[] = []
    const settle = async (one: Wanted, derivative: CachedDerivative | undefined): Promise<void> => {
      if (derivative) return void results.set(one, { ...derivative, fresh: false })
      // Never waited for while others are held: two processes that want the same sizes would wait for each other.
      const release = await claims.claim(one.entry.key)
      if (release) claimed.set(one, release)
      else others.push(one)
    }
    await Promise.all(wanted.map((one, index) => settle(one, found[index])))
    if (claimed.size > 0)
      for (const [one, derivative] of await renderClaimed(source, claimed, order)) results.set(one, derivative)
    for (const one of others) results.set(one, await waitForOther(source, one, order))
    return results
  }

  return {
    /**
     * Every ask from the first look into the cache to the end of the rendering shares one result. There is no `await` before the result
     * is announced: with one, a second ask could miss the cache, see nothing in flight any more, and render again.
     */
    obtain(source, wanted, order) {
      const fresh = wanted.filter(({ entry }) => !inFlight.has(entry.key))
      const all = fresh.length > 0 ? findOrRender(source, fresh, order) : undefined
      for (const one of fresh) {
        const each = Promise.resolve(all)
          .then((results) => {
            const derivative = results?.get(one)
            if (derivative === undefined) throw new VitrineError('DERIVATIVE_NOT_FOUND')
            return derivative
          })
          .finally(() => inFlight.delete(one.entry.key))
        inFlight.set(one.entry.key, each)
      }
      return Promise.all(wanted.flatMap(({ entry }) => inFlight.get(entry.key) ?? []))
    },

    async close() {
      await Promise.allSettled(inFlight.values())
      await claims.close()
    },
  }
}
