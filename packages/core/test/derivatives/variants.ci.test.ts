import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { derivativeSize } from '../../src/derivatives/geometry.ts'
import { defaultSizes } from '../../src/derivatives/sizes.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { createTestGallery, type TestGallery } from '../../src/testing/test-gallery.ts'
import { distance } from './variants/quadrants.ts'
import { variants } from './variants/variants.ts'

const enabled = defaultSizes.filter((size) => size.enabled)

describeWith(['imagemagick', 'ffmpeg'], 'kinds of pictures that the corpus does not hold', (programs) => {
  let folder = ''
  let test: TestGallery
  let album = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-variants-'))
    test = await createTestGallery({ tools: {} })
    album = (await test.gallery.asSystem('test').albums.create({ name: 'All' })).id
  })
  afterAll(async () => {
    await test[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  it.each(variants)('$name is shown in every size, upright and in its colours', async (variant) => {
    const { name, make, isGrey = false, isThin = false, tolerance = 14 } = variant
    const system = test.gallery.asSystem('test')
    const content = Readable.from([await make({ folder, ...programs })])
    const { photo } = await system.photos.add({ content, fileName: name, album })
    const shown = { widthPx: photo.widthPx ?? 0, heightPx: photo.heightPx ?? 0 }
    if (!isThin) expect(shown.widthPx / shown.heightPx).toBeCloseTo(1.5, 1)
    for (const size of enabled) {
      const { bytes } = await system.derivatives.open(photo.id, { size: size.name })
      const { width, height } = await sharp(bytes)
        .raw()
        .toBuffer({ resolveWithObject: true })
        .then(({ info }) => info)
      expect({ widthPx: width, heightPx: height }, size.name).toEqual(derivativeSize(size, shown))
      if (!isThin) expect(await distance(bytes, { isGrey }), size.name).toBeLessThanOrEqual(tolerance)
    }
  })
})
