import sharp, { type Sharp as Pipeline } from 'sharp'
import { turn } from '../../../src/derivatives/turn.ts'

/** Upright: red, green above; blue, yellow below. Muted, so that every space here can hold them. */
const colours = [
  [200, 60, 60],
  [60, 170, 70],
  [60, 80, 190],
  [210, 190, 70],
] as const

const grey = ([red, green, blue]: readonly number[]): number =>
  Math.round(0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0))

/** The picture with which every turn, every mirroring and every wrong colour shows. */
export const quadrants = (widthPx: number, heightPx: number): Pipeline => {
  const data = Buffer.alloc(widthPx * heightPx * 3)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const at = (y < heightPx / 2 ? 0 : 2) + (x < widthPx / 2 ? 0 : 1)
      data.set(colours[at] ?? colours[0], (y * widthPx + x) * 3)
    }
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
}

/** Stored so that it is upright once it is turned as `orientation` asks. */
export const stored = async (orientation: number, widthPx = 240, heightPx = 160): Promise<Pipeline> => {
  // Every turn but the quarter turns undoes itself.
  const inverse = orientation === 6 ? 8 : orientation === 8 ? 6 : orientation
  const upright = await quadrants(widthPx, heightPx).png().toBuffer()
  return sharp(await turn(sharp(upright), inverse).png().toBuffer())
}

/**
 * How far the middles of the four quarters are from what they should be, in the worst channel, 0 to 255.
 *
 * @param isGrey - The file has lost its colours: light and dark are compared.
 */
export const distance = async (bytes: Uint8Array, { isGrey = false } = {}): Promise<number> => {
  const { data, info } = await sharp(Buffer.from(bytes))
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  let worst = 0
  for (const [index, colour] of colours.entries()) {
    const x = Math.floor(info.width * (index % 2 === 0 ? 0.25 : 0.75))
    const y = Math.floor(info.height * (index < 2 ? 0.25 : 0.75))
    const at = (y * info.width + x) * info.channels
    const found = [0, 1, 2].map((channel) => data[at + Math.min(channel, info.channels - 1)] ?? 0)
    if (isGrey) worst = Math.max(worst, Math.abs(grey(found) - grey(colour)))
    else
      for (const [channel, value] of colour.entries()) worst = Math.max(worst, Math.abs((found[channel] ?? 0) - value))
  }
  return worst
}
