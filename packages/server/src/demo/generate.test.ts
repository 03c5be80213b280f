import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoPhotos } from './catalogue.ts'
import { generateDemoPhotos } from './generate.ts'
import { shapes } from './photo.ts'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'vitrine-demo-')), 'pictures')
})
afterEach(async () => rm(join(folder, '..'), { recursive: true, force: true }))

const few = demoPhotos.filter(({ path }) => /Bleu\.webp|Totality\.jpg|Curtain\.jpg/.test(path))
const filesBelow = async () => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

describe('the demo pictures', () => {
  it('are about forty, of different shapes and types, in nested folders with names of the world', () => {
    expect(demoPhotos.length).toBeGreaterThanOrEqual(38)
    expect(new Set(demoPhotos.map(({ path }) => path)).size).toBe(demoPhotos.length)
    expect(new Set(demoPhotos.map(({ shape }) => shape)).size).toBe(Object.keys(shapes).length)
    expect(new Set(demoPhotos.map(({ takenAt }) => takenAt.slice(0, 4))).size).toBeGreaterThanOrEqual(6)
    const names = demoPhotos.map(({ path }) => path).join('\n')
    for (const part of ['Iceland/Ring road/', 'Été à la mer/', '夜空/', '.webp', '.png']) expect(names).toContain(part)
    for (const { takenAt, offset } of demoPhotos)
      expect(Number.isNaN(Date.parse(`${takenAt.replace(' ', 'T')}${offset}`))).toBe(false)
  })

  it.each(demoPhotos.map((photo) => [photo.path, photo] as const))(
    '%s is the same each time and not empty',
    async (_, photo) => {
      const [width, height] = shapes[photo.shape]
      const request = { width: Math.round(width / 24), height: Math.round(height / 24), seed: 5 }
      const pixels = photo.scene(request)
      expect(pixels.equals(photo.scene(request))).toBe(true)
      expect(pixels.equals(photo.scene({ ...request, seed: 6 }))).toBe(false)
      const { channels } = await sharp(pixels, {
        raw: { width: request.width, height: request.height, channels: 3 },
      }).stats()
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(8)
      expect(Math.max(...channels.map(({ max }) => max))).toBeGreaterThan(90)
    },
  )
})

describe('generateDemoPhotos', () => {
  it('writes whole files with their metadata, once', async () => {
    const seen: string[] = []
    const first = await generateDemoPhotos(folder, {
      photos: few,
      onProgress: ({ done, total, path }) => seen.push(`${done}/${total} ${path}`),
    })
    expect(first).toEqual({ folder, made: 3, total: 3 })
    expect(seen).toHaveLength(3)
    const files = await filesBelow()
    expect(files).toHaveLength(4)
    for (const photo of few) {
      const path = join(folder, photo.path)
      const about = await sharp(path).metadata()
      expect([about.width, about.height]).toEqual([...shapes[photo.shape]])
      expect(about.xmpAsString).toContain(`>${photo.title}<`)
      for (const keyword of photo.keywords) expect(about.xmpAsString).toContain(`<rdf:li>${keyword}</rdf:li>`)
      expect(about.exif?.includes(photo.gear.model)).toBe(true)
      expect(about.exif?.includes(photo.takenAt.replaceAll('-', ':'))).toBe(true)
      expect((await stat(path)).mtime.toISOString()).toBe(
        new Date(`${photo.takenAt.replace(' ', 'T')}${photo.offset}`).toISOString(),
      )
    }
    const hashes = await Promise.all(
      files.map(async (file) =>
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      ),
    )

    expect(await generateDemoPhotos(folder, { photos: few })).toEqual({ folder, made: 0, total: 3 })

    // A run that was cut short begins again and ends with the same bytes.
    await rm(join(folder, few[0]?.path ?? ''))
    await writeFile(join(folder, '.vitrine-demo.json'), '{"version":1,"seed":7,"complete":false}')
    expect(await generateDemoPhotos(folder, { photos: few })).toMatchObject({ made: 3 })
    expect(
      await Promise.all(
        files.map(async (file) =>
          createHash('sha256')
            .update(await readFile(file))
            .digest('hex'),
        ),
      ),
    ).toEqual(hashes)
  })

  it('goes on where it was stopped while it wrote its very first mark', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, '..vitrine-demo.json.part'), '{"ver')
    expect(await generateDemoPhotos(folder, { photos: few.slice(0, 1) })).toMatchObject({ made: 1 })
    expect(await readdir(folder)).not.toContain('..vitrine-demo.json.part')
  })

  it('keeps its hands off a folder that holds something else', async () => {
    await generateDemoPhotos(folder, { photos: [] })
    await rm(join(folder, '.vitrine-demo.json'))
    await writeFile(join(folder, 'wedding.jpg'), 'somebody’s picture')
    await expect(generateDemoPhotos(folder, { photos: few })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' })
    expect(await readdir(folder)).toEqual(['wedding.jpg'])
  })
})
