import type { DerivativeFormat } from './recipe.ts'

/**
 * Picks the format of a derivative from an HTTP `Accept` header (RFC 9110, section 12.5.1). WebP only where it is named, as `image/*`
 * and the like are also sent by programs that cannot show it; JPEG otherwise, and always where nothing was said.
 */
export const negotiateFormat = (accept: string | undefined): DerivativeFormat => {
  if (!accept) return 'jpeg'
  const weights = new Map<string, number>()
  for (const part of accept.slice(0, 1000).split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    const quality = weight === undefined ? 1 : Number(weight)
    weights.set(range, Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0)
  }
  const webp = weights.get('image/webp') ?? 0
  const jpeg = weights.get('image/jpeg') ?? weights.get('image/*') ?? weights.get('*/*') ?? 0
  return webp > 0 && webp >= jpeg ? 'webp' : 'jpeg'
}
