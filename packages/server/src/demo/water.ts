import { type Canvas, type Colour, shine } from './canvas.ts'
import { mix, noise, smoothstep } from './noise.ts'

export interface WaterOptions {
  readonly seed: number
  /** Where the water begins, as a share of the height. */
  readonly from: number
  /** Colour of the deep water, seen at one's feet. */
  readonly deep: Colour
  /** 0 a mirror, 1 a breeze, 3 waves. */
  readonly waves: number
  /** A path of light below the sun. */
  readonly glitter?: { readonly x: number; readonly colour: Colour; readonly amount: number; readonly width?: number }
  /** @default 0.75 */
  readonly reflection?: number
}

/** Mirrors what stands above the waterline, broken by waves that grow towards the viewer. */
export const paintWater = (canvas: Canvas, options: WaterOptions): void => {
  const { width, height, pixels } = canvas
  const { seed, from, deep, waves, glitter, reflection = 0.75 } = options
  const line = Math.round(from * height)
  const above = Float32Array.from(pixels.subarray(0, line * width * 3))
  const rows = height - line
  for (let py = line; py < height; py++) {
    const near = (py - line) / rows
    const far = 1 / (near + 0.045)
    const amplitude = waves * (0.5 + near * 26) * (height / 1200)
    for (let px = 0; px < width; px++) {
      const u = (px / width - 0.5) * far * 2.2
      const v = far * 5.5
      const swell =
        noise(seed, u * 3.1, v * 4) +
        0.55 * noise(seed + 1, u * 8.3, v * 9.1) +
        0.3 * noise(seed + 2, u * 19, v * 17) -
        0.92
      const fromRow = Math.min(
        line - 1,
        Math.max(0, Math.round(line - 1 - (py - line) * 0.92 + swell * amplitude * 2.4)),
      )
      const fromColumn = Math.min(width - 1, Math.max(0, Math.round(px + swell * amplitude * 0.5)))
      const mirrored = (fromRow * width + fromColumn) * 3
      const fresnel = reflection * (1 - near * 0.55) * (1 - Math.max(0, swell) * 0.35 * Math.min(1, waves))
      const at = (py * width + px) * 3
      for (let c = 0; c < 3; c++) pixels[at + c] = mix(deep[c] ?? 0, above[mirrored + c] ?? 0, Math.max(0, fresnel))
      if (glitter) {
        const spread = (glitter.width ?? 0.05) * (0.35 + near * 2.4)
        const away = (px / width - glitter.x) / spread
        const facet = smoothstep(0.12, 0.5, swell + 0.25 * Math.exp(-away * away))
        shine(canvas, px, py, glitter.colour, glitter.amount * facet * Math.exp(-away * away) * (1 - near * 0.45))
      }
    }
  }
}
