import type { PreviewBackend } from './preview.types.ts'

/** libheif's own program: decodes what the library can, and turns the picture by the file's own boxes. */
export const heifConvert: PreviewBackend = {
  name: 'heif-convert',
  tools: ['heif-convert'],
  formats: new Set(['heic', 'heif']),
  async make(job) {
    const output = 'converted.png'
    await job.run('heif-convert', [`./${job.file}`, `./${output}`])
    return output
  },
}
