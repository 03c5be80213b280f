import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { picture } from '../../test/media-fixtures.ts'
import { readExif } from './exif.ts'

const heapBytes = (): number => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

describe('readExif', () => {
  it('keeps nothing of what it read, however many files come', async () => {
    const jpeg = await picture()
      .withExif({ IFD0: { Make: 'Vitrine' } })
      .jpeg()
      .toBuffer()
    const block = jpeg.subarray(jpeg.indexOf('Exif\0\0') + 6)
    const read = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n++) await readExif(block)
    }
    await read(200)
    const before = heapBytes()
    await read(2_000)
    // It was ten kilobytes for each file.
    expect(heapBytes() - before).toBeLessThan(4 * 1024 ** 2)
  })
})
