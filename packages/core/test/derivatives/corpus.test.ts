import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectEncoded } from '../../src/derivatives/encoded.ts'
import { turnDimensions } from '../../src/derivatives/geometry.ts'
import type { SizeDefinition } from '../../src/derivatives/sizes.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { accepted, corpus, listed, render, size, sizes } from './real-files.ts'

/** What becomes of a picture in a size, never larger than it is. */
const boxOf = ({ fit, ...box }: SizeDefinition, shown: { widthPx: number; heightPx: number }) => {
  const side = Math.min(box.widthPx, shown.widthPx, shown.heightPx)
  if (fit === 'crop') return { widthPx: side, heightPx: side }
  const scale = Math.min(1, box.widthPx / shown.widthPx, box.heightPx / shown.heightPx)
  return { widthPx: Math.max(1, shown.widthPx * scale), heightPx: Math.max(1, shown.heightPx * scale) }
}

describe.skipIf(!corpus)('real files (skipped where VITRINE_CORPUS does not name the folder that holds them)', () => {
  it.each(accepted)('$file renders upright, in every size and every format', async (entry) => {
    const others = sizes.filter((each) => each !== size).map((each) => ({ size: each, format: 'jpeg' as const }))
    const rendered = [...(await render(entry)), ...(await render(entry, others))]
    expect(rendered).toHaveLength(others.length + 3)
    const { width: widthPx = 0, height: heightPx = 0, orientation = 1 } = entry.expected ?? {}
    // libheif turns a picture by the file's own boxes, which the list does not count as an orientation.
    const shown = turnDimensions({ widthPx, heightPx }, entry.file === 'orientation-avif-irot1.avif' ? 6 : orientation)
    for (const { bytes, target } of rendered) {
      const made = inspectEncoded(bytes, target.format)
      expect(made).toBeDefined()
      const expected = boxOf(target.size, shown)
      // To the pixel that rounding may take.
      for (const side of ['widthPx', 'heightPx'] as const)
        expect(Math.abs((made?.[side] ?? 0) - expected[side]), `${target.size.name}, ${side}`).toBeLessThanOrEqual(1)
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
