import type { Format } from '../media/formats.ts'
import type { ToolName } from '../tools/programs.ts'
import { exiftoolPreview } from './exiftool.ts'
import { ffmpegPoster, ffmpegStill } from './ffmpeg.ts'
import { heifConvert } from './heif-convert.ts'
import { imagemagick } from './imagemagick.ts'
import { ghostscript, pdftoppm } from './pdf.ts'
import type { PreviewBackend } from './preview.types.ts'
import { rsvgConvert } from './rsvg-convert.ts'

/** In order of preference: of those that can, the first is asked first. */
const backends: readonly PreviewBackend[] = [
  ffmpegPoster,
  exiftoolPreview,
  imagemagick,
  heifConvert,
  ffmpegStill,
  pdftoppm,
  ghostscript,
  rsvgConvert,
]

/** The back ends for a format whose programs are all there, the best first. */
export const usableBackends = (
  { extension }: Pick<Format, 'extension'>,
  known: ReadonlySet<ToolName>,
): readonly PreviewBackend[] =>
  backends.filter(({ formats, tools }) => formats.has(extension) && tools.every((tool) => known.has(tool)))

/**
 * Whether pictures of a format come out of every back end as they are to be shown: the decoders of HEIF and JPEG XL and the readers
 * of videos turn them by the file's own word, and a page is upright. Others are turned by the photo's orientation afterwards.
 */
export const isUprightFormat = ({ mediaType, family }: Pick<Format, 'mediaType' | 'family'>): boolean =>
  mediaType !== 'image' || family === 'heif' || family === 'jxl'
