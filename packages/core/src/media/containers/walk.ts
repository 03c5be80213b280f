import type { ByteSource } from '../byte-source.ts'
import type { Format } from '../formats.ts'
import { walkAvi } from './avi.ts'
import { walkCr3 } from './cr3.ts'
import type { ContainerFacts, WalkOptions } from './facts.ts'
import { walkGif } from './gif.ts'
import { walkHeif } from './heif.ts'
import { walkJpeg } from './jpeg.ts'
import { walkJxl } from './jxl.ts'
import { walkMatroska } from './matroska.ts'
import { walkMovie } from './movie.ts'
import { walkPdf } from './pdf.ts'
import { walkPng } from './png.ts'
import { walkPsd } from './psd.ts'
import { walkRaf } from './raf.ts'
import { walkSvg } from './svg.ts'
import { walkTiff } from './tiff.ts'
import { walkWebp } from './webp.ts'

/** Walks the structure of a file of a known format. */
export const walkContainer = (source: ByteSource, format: Format, options: WalkOptions): Promise<ContainerFacts> => {
  switch (format.family) {
    case 'jpeg':
      return walkJpeg(source, options)
    case 'png':
      return walkPng(source, options)
    case 'gif':
      return walkGif(source, options)
    case 'webp':
      return walkWebp(source, options)
    case 'heif':
      return walkHeif(source, options)
    case 'cr3':
      return walkCr3(source, options)
    case 'jxl':
      return walkJxl(source, options)
    case 'tiff':
      return walkTiff(source, options, format.extension !== 'tif')
    case 'raf':
      return walkRaf(source, options)
    case 'psd':
      return walkPsd(source, options)
    case 'movie':
      return walkMovie(source, options)
    case 'matroska':
      return walkMatroska(source, options)
    case 'avi':
      return walkAvi(source, options)
    case 'pdf':
      return walkPdf(source)
    case 'svg':
      return walkSvg(source)
  }
}
