import type { Rights } from '../access/rights.ts'
import type { SizeDefinition } from '../derivatives/sizes.ts'
import type { DerivativePolicy } from './derivative-settings.ts'

/**
 * The sizes that somebody may have: all that are switched on, but for a link no larger one than it says. Where that size is gone from the
 * settings nobody knows any more how large it was: then the smallest alone.
 */
export const sizesFor = ({ terms }: Pick<Rights, 'terms'>, policy: DerivativePolicy): readonly SizeDefinition[] => {
  const { enabled } = policy.profile
  if (!terms || terms.maxSize === null) return enabled
  const most = policy.settings.sizes.find(({ name }) => name === terms.maxSize)
  const allowed = most ? enabled.filter((size) => fitsIn(size, most)) : []
  if (allowed.length > 0) return allowed
  return [...enabled].sort((a, b) => area(a) - area(b)).slice(0, 1)
}

const fitsIn = (size: SizeDefinition, most: SizeDefinition): boolean =>
  size.widthPx <= most.widthPx && size.heightPx <= most.heightPx

const area = ({ widthPx, heightPx }: SizeDefinition): number => widthPx * heightPx

/** Of these sizes the largest that shows the whole picture. */
export const largestOf = (sizes: readonly SizeDefinition[]): string | null =>
  sizes.filter(({ fit }) => fit === 'inside').sort((a, b) => area(b) - area(a))[0]?.name ?? null
