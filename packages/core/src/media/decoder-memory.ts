import type { Metadata } from 'sharp'

/** What decoding one picture may take, in bytes. Beyond it a picture is kept and downloaded, but not shown. */
export const maxDecoderBytes = 900 * 1024 * 1024

type Header = Pick<Metadata, 'format' | 'width' | 'height' | 'pageHeight' | 'channels' | 'depth'> &
  Pick<Partial<Metadata>, 'isProgressive' | 'chromaSubsampling'>

/**
 * Bytes that a decoder holds for each pixel of the picture; 0 where it goes through the picture line by line. Measured with libvips
 * 8.18: libheif and dav1d take 16 to 18, libwebp up to 9.4, nsgif 5.8; libjpeg keeps the coefficients of a progressive picture, and libpng
 * all of an interlaced one.
 */
const bytesPerPixel = (header: Header): number => {
  switch (header.format) {
    case 'heif':
      return 18
    case 'webp':
      return 9.5
    case 'gif':
      return 6
    case 'jpeg':
      return header.isProgressive ? (header.chromaSubsampling?.startsWith('4:2:0') ? 4.5 : 8) : 0
    case 'png':
      return header.isProgressive ? header.channels * (header.depth === 'ushort' ? 2 : 1) + 1 : 0
    default:
      return 0
  }
}

/** How many pixels a picture of this kind may have; `Infinity` where its decoder needs no more memory for more of them. */
export const maxPixelsInMemory = (header: Header): number => {
  const bytes = bytesPerPixel(header)
  return bytes === 0 ? Number.POSITIVE_INFINITY : Math.floor(maxDecoderBytes / bytes)
}

export const fitsMemory = (header: Header): boolean =>
  header.width * (header.pageHeight ?? header.height) <= maxPixelsInMemory(header)

/** How much more memory than a line-by-line decoder those of some types take: what may be decoded at once is counted by it. */
export const memoryWeight = (mimeType: string): number =>
  mimeType === 'image/avif' ? 4 : mimeType === 'image/webp' ? 2 : mimeType === 'image/gif' ? 1.5 : 1
