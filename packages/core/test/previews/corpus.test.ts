import { createReadStream, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith, describeWithCorpus } from '../../src/testing/environment.ts'
import { createTestGallery, type TestGallery } from '../../src/testing/test-gallery.ts'

interface Listed {
  readonly file: string
  readonly kind: string
  readonly mimeType?: string
  readonly expected: { readonly outcome: string }
}

/** Files that need more than sharp, and those of the formats that go by a name. */
const isForeign = /^(video\/|application\/(pdf|vnd\.adobe\.photoshop)|image\/(heic|heif|jxl|svg|x-))/

/** Pictures that are black as they are. */
const isFlat = new Set(['pdf-xmp-iptc.pdf', 'raw-pixel7.dng'])

describeWith(['exiftool', 'ffmpeg', 'imagemagick', 'pdftoppm', 'rsvg-convert'], 'with the programs installed', () => {
  describeWithCorpus('real files that sharp cannot decode', (corpus) => {
    let test: TestGallery
    let album = 0
    beforeAll(async () => {
      test = await createTestGallery({ tools: {}, limits: { acceptsSvg: true } })
      album = (await test.gallery.asSystem('test').albums.create({ name: 'All' })).id
    })
    afterAll(() => test[Symbol.asyncDispose]())

    const listed: Listed[] = corpus ? JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) : []
    // Bombs are for the suites of hostile files: whether they end with a picture is up to the machine.
    const entries = listed.filter(
      ({ kind, mimeType, expected }) =>
        kind !== 'bomb' && isForeign.test(mimeType ?? '') && expected.outcome.startsWith('accept'),
    )
    const misses: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(new URL('./known-misses.json', import.meta.url), 'utf8'),
    )

    it.each(entries)('$file is shown, upright and in its shape', async ({ file }) => {
      const system = test.gallery.asSystem('test')
      const content = createReadStream(join(corpus, file))
      const added = await system.photos
        .add({ content, fileName: file, album })
        .then(({ photo }) => photo)
        .catch((error: { code: string }) => error.code)
      if (typeof added === 'string') return expect(misses[file] ?? '').toContain(added)
      const start = performance.now()
      const opened = await system.derivatives
        .open(added.id, { size: 'medium' })
        .catch((error: { code: string }) => error.code)
      expect(performance.now() - start).toBeLessThan(10_000)
      if (typeof opened === 'string') {
        expect(misses[file] ?? '').toContain(opened)
        // From now on with an icon, instead of a picture that does not come.
        expect((await system.photos.get(added.id)).derivatives).toEqual({})
        return
      }
      const { width, height } = await sharp(opened.bytes).metadata()
      const [shownWidth, shownHeight] = [added.widthPx ?? 0, added.heightPx ?? 0]
      // A pixel more or less of a small picture.
      const tolerance = 0.03 + 1.5 / Math.min(width, height)
      const hasShape = Math.abs(Math.log(width / height / (shownWidth / shownHeight))) < tolerance
      expect(hasShape ? undefined : 'shape').toBe(misses[file]?.split(':')[0])
      const scale = Math.min(1, 792 / shownWidth, 594 / shownHeight)
      expect(width).toBeLessThanOrEqual(Math.ceil(shownWidth * scale) + 1)
      const { channels } = await sharp(opened.bytes).stats()
      // Not all of one colour: black, white, or the grey of a decoder that failed.
      if (Math.min(width, height) > 16 && !isFlat.has(file))
        expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(2)
    })

    it('nothing of the work is left over', async () => {
      // The exiftool that stays open works in a folder of its own.
      const left = (await readdir(join(test.folder, 'incoming'))).filter((name) => !name.startsWith('exiftool-'))
      expect(left).toEqual([])
      expect(Object.keys(misses).filter((file) => !entries.some((entry) => entry.file === file))).toEqual([])
    })

    it('what is not shown, the guide says', async () => {
      const guide = await readFile(new URL('../../../../docs/guides/tools.md', import.meta.url), 'utf8')
      for (const file of Object.keys(misses)) expect(guide).toContain(`\`${file}\``)
    })
  })
})
