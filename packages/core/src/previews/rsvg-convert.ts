import { join } from 'node:path'
import { ByteSource } from '../media/byte-source.ts'
import { walkSvg } from '../media/containers/svg.ts'
import type { PreviewBackend } from './preview.types.ts'

/** Enough for a large screen. */
const drawingSidePx = 2_048
/** Most take a tenth of a second. One that draws itself a billion times would keep others waiting. */
const maxMs = 5_000

/** Drawings, by librsvg: it runs no script, asks no address, and opens no file outside of the folder of the run. */
export const rsvgConvert: PreviewBackend = {
  name: 'rsvg-convert',
  tools: ['rsvg-convert'],
  formats: new Set(['svg']),
  async make(job) {
    const own = await ByteSource.use(join(job.folder, job.file), job.timeoutMs, walkSvg)
    const [width, height] = [own.widthPx ?? 0, own.heightPx ?? 0]
    const scale = Math.min(1, Math.min(job.maxSidePx, drawingSidePx) / Math.max(width, height, 1))
    const side = (pixels: number) => Math.max(1, Math.round(pixels * scale))
    const output = 'drawing.png'
    // The size that the gallery found: a drawing that leaves it open is painted as another one elsewhere.
    const size = [`--width=${side(width)}`, `--height=${side(height)}`]
    await job.run('rsvg-convert', ['--format=png', ...size, `--output=${output}`, `./${job.file}`], { maxMs })
    return output
  },
}
