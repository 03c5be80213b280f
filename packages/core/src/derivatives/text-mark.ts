import { createHash } from 'node:crypto'
import { VitrineError } from '../errors/vitrine-error.ts'
import { escapeHtml } from '../text/escape-html.ts'
import type { Sharp } from './load-sharp.ts'
import type { Mark, Watermark } from './watermark.ts'

/** Raised whenever the same text would be drawn with other pixels. */
const version = 1

/** Lines are broken at this width, in pixels: about 24 characters. */
const linePx = 900
const borderPx = 6
const leanDegrees = -30

/**
 * A text all over the picture. On derivatives too small to read it on there is none.
 *
 * @param over - The mark that lies there anyhow: whoever may choose a text must not get rid of it.
 */
export const textMark = (text: string, over: Watermark | null): Mark => ({
  name: 'text',
  picture: createHash('sha256').update(`text|${version}|${text}`).digest('hex'),
  position: 'tiled',
  opacityPercent: 38,
  marginPercent: 2,
  widthPercent: 34,
  minWidthPx: 150,
  minHeightPx: 150,
  sizes: null,
  text,
  over,
})

/**
 * The text in white with a dark edge, leaning, as a PNG that is transparent elsewhere.
 *
 * @throws {VitrineError} `TOOL_FAILED` where this machine has no font to draw it with: no picture is shown without its mark, and nothing is
 * held against the picture.
 */
export const drawText = async (sharp: Sharp, text: string): Promise<Buffer> => {
  const inColour = (colour: string) =>
    sharp({
      text: {
        text: `<span foreground="${colour}">${escapeHtml(text)}</span>`,
        font: 'sans bold 24',
        width: linePx,
        align: 'centre',
        wrap: 'word-char',
        dpi: 150,
        rgba: true,
      },
    })
      .extend({
        top: borderPx,
        bottom: borderPx,
        left: borderPx,
        right: borderPx,
        background: { r: 0, g: 0, b: 0, alpha: 0 },
      })
      .png()
      .toBuffer()
  const [white, black] = await Promise.all([inColour('white'), inColour('black')])
  const { channels } = await sharp(white).stats()
  if ((channels[3]?.max ?? 0) === 0)
    throw new VitrineError('TOOL_FAILED', { details: { tool: 'a font', reason: 'missing' } })
  const shadow = await sharp(black).blur(2).toBuffer()
  const whole = await sharp(shadow)
    .composite([{ input: shadow }, { input: white }])
    .png()
    .toBuffer()
  return sharp(whole)
    .rotate(leanDegrees, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer()
}
