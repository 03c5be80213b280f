import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PreviewBackend } from './preview.types.ts'
import { readSize } from './raster.ts'

/** Names under which camera makers keep pictures inside RAW files. */
const tags = [
  'JpgFromRaw',
  'JpgFromRaw2',
  'PreviewImage',
  'OtherImage',
  'PreviewTIFF',
  'ThumbnailImage',
  'ThumbnailTIFF',
]
const maxPictures = 20

/** The largest picture that the camera put into a RAW file. */
export const exiftoolPreview: PreviewBackend = {
  name: 'exiftool',
  tools: ['exiftool'],
  formats: new Set(['dng', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'pef', 'srw', 'raf']),
  async make(job) {
    await job.run('exiftool', [
      // First, and empty: a configuration file is a program.
      ...['-config', '', '-q', '-q', '-m', '-a', '-b', '-W!', 'picture-%t%-c.%s'],
      ...tags.map((tag) => `-${tag}`),
      `./${job.file}`,
    ])
    const names = (await readdir(job.folder)).filter((name) => name.startsWith('picture-')).slice(0, maxPictures)
    let largest: { file: string; pixels: number; bytes: number } | null = null
    for (const file of names) {
      const size = await readSize(join(job.folder, file))
      if (size === null) continue
      const { size: bytes } = await stat(join(job.folder, file))
      const pixels = size.widthPx * size.heightPx
      if (pixels > job.maxPixels) continue
      if (largest === null || pixels > largest.pixels || (pixels === largest.pixels && bytes > largest.bytes))
        largest = { file, pixels, bytes }
    }
    if (largest === null) throw new Error('There is no picture inside that can be read.')
    return largest.file
  },
}
