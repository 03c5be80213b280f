import type { PreviewBackend } from './preview.types.ts'

const formats = new Set(['pdf'])

/** The first page, by poppler. */
export const pdftoppm: PreviewBackend = {
  name: 'pdftoppm',
  tools: ['pdftoppm'],
  formats,
  async make(job) {
    await job.run('pdftoppm', [
      ...['-f', '1', '-l', '1', '-singlefile', '-cropbox', '-scale-to', String(pageSidePx(job.maxSidePx)), '-png'],
      `./${job.file}`,
      'page',
    ])
    return 'page.png'
  },
}

/** The first page, by Ghostscript, at 100 pixels an inch. */
export const ghostscript: PreviewBackend = {
  name: 'ghostscript',
  tools: ['ghostscript'],
  formats,
  async make(job) {
    await job.run('ghostscript', [
      ...['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-dNOPROMPT', '-dUseCropBox', '-dFirstPage=1', '-dLastPage=1'],
      ...['-dTextAlphaBits=4', '-dGraphicsAlphaBits=4', '-dMaxBitmap=200000000', '-dNumRenderingThreads=1'],
      ...['-sDEVICE=png16m', '-r100', '-o', 'page.png', '-f', `./${job.file}`],
    ])
    return 'page.png'
  },
}

/** A page has no pixels of its own: as many as fill a large screen. */
const pageSidePx = (maxSidePx: number): number => Math.min(maxSidePx, 2_048)
