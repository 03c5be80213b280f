import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectEncoded } from '../../src/derivatives/encoded.ts'
import { turnDimensions } from '../../src/derivatives/geometry.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { accepted, corpus, listed, render, size } from './real-files.ts'

describe.skipIf(!corpus)('real files (skipped where VITRINE_CORPUS does not name the folder that holds them)', () => {
  it.each(accepted)('$file renders upright', async (entry) => {
    const rendered = await render(entry)
    const { width: widthPx = 0, height: heightPx = 0, orientation = 1 } = entry.expected ?? {}
    // libheif turns a picture by the file's own boxes, which the list does not count as an orientation.
    const shown = turnDimensions({ widthPx, heightPx }, entry.file === 'orientation-avif-irot1.avif' ? 6 : orientation)
    for (const { bytes, target } of rendered) {
      const made = inspectEncoded(bytes, target.format)
      expect(made).toBeDefined()
      expect(made?.widthPx).toBeLessThanOrEqual(Math.min(shown.widthPx, size.widthPx))
      expect(made?.heightPx).toBeLessThanOrEqual(Math.min(shown.heightPx, size.heightPx))
      expect(
        Math.sign((made?.widthPx ?? 0) - (made?.heightPx ?? 0)) * Math.sign(shown.widthPx - shown.heightPx),
      ).not.toBe(-1)
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    }
  })

  it.each(listed.filter(({ expected }) => expected?.outcome === 'reject'))(
    '$file is refused, quickly',
    async (entry) => {
      const start = performance.now()
      await expect(render(entry)).rejects.toMatchObject({ code: expect.stringMatching(/^MEDIA_/) })
      expect(performance.now() - start).toBeLessThan(2000)
    },
  )

  it('shows CMYK that Adobe stored inverted as red on black, as it does itself in the thumbnail inside', async () => {
    const entry = listed.find(({ file }) => file === 'cmyk-adobe-inverted.jpg')
    const [jpeg] = entry ? await render(entry) : []
    const { channels } = await sharp(jpeg?.bytes).stats()
    const [red = 0, green = 0, blue = 0] = channels.map(({ mean }) => mean)
    expect(red).toBeGreaterThan(2 * green)
    expect(Math.max(red, green, blue)).toBeLessThan(80)
  })
})

describeWith('exiftool', 'what exiftool finds in derivatives of real files', ({ exiftool }) => {
  it.skipIf(!corpus)('is neither where nor when nor by whom', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-exiftool-'))
    try {
      for (const [index, entry] of accepted.entries())
        for (const { bytes, target } of await render(entry)) {
          await writeFile(join(folder, `${index}.${target.format}`), bytes)
        }
      const { stdout } = await promisify(execFile)(exiftool, ['-json', '-G1', '-a', '-u', folder], {
        maxBuffer: 64 * 1024 * 1024,
      })
      const found = JSON.parse(stdout) as Record<string, unknown>[]
      expect(found).toHaveLength(accepted.length * 3)
      const groups = new Set(found.flatMap((file) => Object.keys(file).map((name) => name.split(':')[0])))
      const known = [
        'SourceFile',
        'ExifTool',
        'System',
        'File',
        'Composite',
        'JFIF',
        'RIFF',
        'QuickTime',
        'Meta',
        'VP8',
        'VP8L',
        'VP8X',
      ]
      expect([...groups].filter((group) => !known.includes(group ?? ''))).toEqual([])
      expect(
        found
          .flatMap((file) => Object.keys(file))
          .filter((name) => /gps|date(?!.*(System|File))|artist|serial/i.test(name.replace(/^(System|File):.*/, ''))),
      ).toEqual([])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
