import type { MediaType } from './types.ts'

/** How the structure of a format is walked. */
export type Family =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'heif'
  | 'cr3'
  | 'jxl'
  | 'tiff'
  | 'raf'
  | 'psd'
  | 'movie'
  | 'matroska'
  | 'avi'
  | 'pdf'
  | 'svg'

export interface Format {
  readonly mediaType: MediaType
  readonly mimeType: string
  readonly extension: string
  readonly family: Family
  /** sharp's prebuilt libvips decodes it; still subject to its header check. */
  readonly decodable: boolean
}

const image = (mimeType: string, extension: string, family: Family, decodable = false): Format => ({
  mediaType: 'image',
  mimeType,
  extension,
  family,
  decodable,
})
const raw = (extension: string, mimeType: string, family: Family = 'tiff') => image(mimeType, extension, family)
const video = (mimeType: string, extension: string, family: Family): Format => ({
  mediaType: 'video',
  mimeType,
  extension,
  family,
  decodable: false,
})

/** Every format that is taken in, by its canonical extension; SVG only where the limits allow it. */
export const formats = {
  jpg: image('image/jpeg', 'jpg', 'jpeg', true),
  png: image('image/png', 'png', 'png', true),
  gif: image('image/gif', 'gif', 'gif', true),
  webp: image('image/webp', 'webp', 'webp', true),
  avif: image('image/avif', 'avif', 'heif', true),
  heic: image('image/heic', 'heic', 'heif'),
  heif: image('image/heif', 'heif', 'heif'),
  tif: image('image/tiff', 'tif', 'tiff', true),
  jxl: image('image/jxl', 'jxl', 'jxl'),
  psd: image('image/vnd.adobe.photoshop', 'psd', 'psd'),
  dng: raw('dng', 'image/x-adobe-dng'),
  cr2: raw('cr2', 'image/x-canon-cr2'),
  cr3: raw('cr3', 'image/x-canon-cr3', 'cr3'),
  nef: raw('nef', 'image/x-nikon-nef'),
  arw: raw('arw', 'image/x-sony-arw'),
  orf: raw('orf', 'image/x-olympus-orf'),
  rw2: raw('rw2', 'image/x-panasonic-rw2'),
  pef: raw('pef', 'image/x-pentax-pef'),
  srw: raw('srw', 'image/x-samsung-srw'),
  raf: raw('raf', 'image/x-fujifilm-raf', 'raf'),
  svg: image('image/svg+xml', 'svg', 'svg'),
  mp4: video('video/mp4', 'mp4', 'movie'),
  m4v: video('video/x-m4v', 'm4v', 'movie'),
  mov: video('video/quicktime', 'mov', 'movie'),
  '3gp': video('video/3gpp', '3gp', 'movie'),
  webm: video('video/webm', 'webm', 'matroska'),
  mkv: video('video/x-matroska', 'mkv', 'matroska'),
  avi: video('video/vnd.avi', 'avi', 'avi'),
  pdf: { mediaType: 'document', mimeType: 'application/pdf', extension: 'pdf', family: 'pdf', decodable: false },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof formats

const byMimeType: ReadonlyMap<string, Format> = new Map(
  Object.values<Format>(formats).map((format) => [format.mimeType, format]),
)

/** The format that a probe named, by its MIME type. */
export const formatOfMimeType = (mimeType: string): Format | null => byMimeType.get(mimeType) ?? null
