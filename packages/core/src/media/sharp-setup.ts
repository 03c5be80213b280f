import type Sharp from 'sharp'

/**
 * The loaders that stay open, file and buffer forms. `VipsForeignLoadHeif` opens HEIC too, but the prebuilt libvips decodes AV1 only.
 * SVG, PDF, ImageMagick, OpenSlide and the rest stay blocked: they are programs or reach for other files.
 */
const allowedLoaders = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'].flatMap((name) => [
  `VipsForeignLoad${name}File`,
  `VipsForeignLoad${name}Buffer`,
])

let configured: Promise<typeof Sharp> | undefined

/**
 * Loads sharp on first use (about 100 ms, which a cold start does not pay) and closes every loader that is not needed.
 * Idempotent. libvips keeps this setting per process, so it is the one thing here that two galleries share: both want it the same.
 */
export const configureSharp = (): Promise<typeof Sharp> => {
  configured ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: allowedLoaders })
    // Files change under their names in a library root: a cached open file would show the old picture.
    sharp.cache(false)
    return sharp
  })
  return configured
}
