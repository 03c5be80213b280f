import { describe, expect, it } from 'vitest'
import { picture, useTemporaryFiles } from '../../test/media-fixtures.ts'
import { configureSharp } from './sharp-setup.ts'

const file = useTemporaryFiles()
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

describe('configureSharp', () => {
  it('closes the loaders of programs and keeps those of pictures', async () => {
    const sharp = await configureSharp()
    await expect(sharp(await file('svg.jpg', svg)).metadata()).rejects.toThrow(/unsupported/)
    await expect(sharp(Buffer.from(svg)).metadata()).rejects.toThrow(/unsupported/)
    await expect(sharp(Buffer.from('%PDF-1.4\n%%EOF')).metadata()).rejects.toThrow()
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
      expect(await sharp(await picture()[format]().toBuffer()).metadata()).toMatchObject({ width: 64 })
    }
  })

  it('does its work once', async () => {
    expect(await configureSharp()).toBe(await configureSharp())
  })
})
