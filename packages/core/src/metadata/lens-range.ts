import { toNumber } from './text.ts'

const decimal = (value: number) => String(Math.round(value * 10) / 10)

const range = (from: number | null, to: number | null): string | null => {
  const [low, high] = [from ?? to, to ?? from]
  if (low === null || high === null || low <= 0) return null
  return low === high ? decimal(low) : `${decimal(low)}-${decimal(high)}`
}

/**
 * `24-70mm f/2.8` from the shortest and longest focal length and the f-number at each (CIPA DC-008, LensSpecification), the only
 * thing that some cameras say about a lens.
 */
export const toLensRange = (values: unknown): string | null => {
  if (!Array.isArray(values)) return null
  const [shortest, longest, wideOpen, teleOpen] = values.map(toNumber)
  const lengths = range(shortest ?? null, longest ?? null)
  if (lengths === null) return null
  const apertures = range(wideOpen ?? null, teleOpen ?? null)
  return apertures === null ? `${lengths}mm` : `${lengths}mm f/${apertures}`
}
