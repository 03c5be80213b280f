/** Formats that derivatives are written in. JPEG is always among those on offer: whatever asks can show it. */
export const derivativeFormats = ['jpeg', 'webp', 'avif'] as const
export type DerivativeFormat = (typeof derivativeFormats)[number]
export type DerivativeMimeType = `image/${DerivativeFormat}`

export const formatExtensions: Readonly<Record<DerivativeFormat, string>> = { jpeg: 'jpg', webp: 'webp', avif: 'avif' }

/** A quality for each format. */
export type Qualities = Readonly<Record<DerivativeFormat, number>>

/** Encoder qualities that look alike: 1 to 100. */
export const defaultQualities: Qualities = Object.freeze({ jpeg: 82, webp: 80, avif: 50 })
