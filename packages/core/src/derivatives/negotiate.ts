import type { DerivativeFormat } from './formats.ts'

/**
 * Picks the format of a derivative from an HTTP `Accept` header (RFC 9110, section 12.5.1). AVIF and WebP only where they are named, as
 * `image/*` and the like are also sent by programs that cannot show them; JPEG otherwise, and always where nothing was said.
 *
 * @param offered - What may be chosen. Of formats that are as welcome, the smaller one: AVIF, then WebP.
 */
export const negotiateFormat = (
  accept: string | undefined,
  offered: readonly DerivativeFormat[] = ['jpeg', 'webp'],
): DerivativeFormat => {
  if (!accept) return 'jpeg'
  const weights = new Map<string, number>()
  for (const part of accept.slice(0, 1000).split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    const quality = weight === undefined ? 1 : Number(weight)
    weights.set(range, Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0)
  }
  let best: DerivativeFormat = 'jpeg'
  let bestWeight = weights.get('image/jpeg') ?? weights.get('image/*') ?? weights.get('*/*') ?? 0
  for (const format of ['webp', 'avif'] as const) {
    const weight = offered.includes(format) ? (weights.get(`image/${format}`) ?? 0) : 0
    if (weight === 0 || weight < bestWeight) continue
    best = format
    bestWeight = weight
  }
  return best
}
