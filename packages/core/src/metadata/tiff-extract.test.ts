import { describe, expect, it } from 'vitest'
import { picture, useTemporaryFiles } from '../../test/media-fixtures.ts'
import { ByteSource } from '../media/byte-source.ts'
import { readExif } from './exif.ts'
import { extractTiff } from './tiff-extract.ts'

const file = useTemporaryFiles()

describe('extractTiff', () => {
  it('gives exifr the same values as the whole file, in a block of its own', async () => {
    const jpeg = await picture()
      .withExif({
        IFD0: { Make: 'Vitrine' },
        IFD2: { LensModel: 'Card', FNumber: '28/10' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '1/1 2/1 3/1' },
      })
      .jpeg()
      .toBuffer()
    const start = jpeg.indexOf('Exif\0\0') + 6
    const block = jpeg.subarray(start, start - 8 + jpeg.readUInt16BE(start - 8))
    // What raw files look like: the directory first, then megabytes of picture.
    const path = await file('photo.dng', Buffer.concat([block, Buffer.alloc(8 * 1024 * 1024)]))
    const extracted = await ByteSource.use(path, 1000, extractTiff)
    expect(extracted.length).toBeLessThan(4096)
    expect(await readExif(extracted)).toEqual(await readExif(block))
    expect((await readExif(extracted)).tags.size).toBeGreaterThan(3)
    // Olympus writes another number where TIFF has 42.
    const orf = Buffer.from(block)
    orf.write('RO', 2, 'latin1')
    expect(await readExif(await ByteSource.use(await file('photo.orf', orf), 1000, extractTiff))).toEqual(
      await readExif(block),
    )
  })
})
