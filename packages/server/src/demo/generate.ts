import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { VitrineError } from '@vitrine/core'
import sharp from 'sharp'
import { demoPhotos } from './catalogue.ts'
import { toExif, toXmp } from './metadata.ts'
import { seedFrom } from './noise.ts'
import { type DemoPhoto, shapes } from './photo.ts'

export interface GenerateDemoOptions {
  /** Another seed gives other pictures of the same kinds. @default 7 */
  readonly seed?: number
  /** @default all pictures of the demo gallery */
  readonly photos?: readonly DemoPhoto[]
  /** Called after each picture. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly path: string }) => void
}

export interface GenerateDemoResult {
  readonly folder: string
  /** How many pictures were made; 0 where they were all there. */
  readonly made: number
  readonly total: number
}

/** Raised whenever the pictures change, so that an older demo folder is made anew. */
export const demoVersion = 1
const markerName = '.vitrine-demo.json'
/** Pictures are painted at two thirds of their size and scaled up: a third of the time, and grain of the right size. */
const paintScale = 2 / 3

/**
 * Fills a folder with the pictures of the demo gallery: landscapes and studies that the program paints itself, in nested folders, with
 * dates, cameras, places, titles and keywords. Does nothing where it has been done. Each file appears whole.
 *
 * @throws {VitrineError} `OPTIONS_INVALID` where the folder holds something else: nobody's pictures are mixed with these.
 */
export const generateDemoPhotos = async (
  folder: string,
  options: GenerateDemoOptions = {},
): Promise<GenerateDemoResult> => {
  const { seed = 7, photos = demoPhotos, onProgress } = options
  const total = photos.length
  const marker = join(folder, markerName)
  await mkdir(folder, { recursive: true })
  const found = await readMarker(marker)
  if (found?.version === demoVersion && found.seed === seed && found.complete) return { folder, made: 0, total }
  // Stopped before the very first mark was whole: there is nothing in the folder but that.
  const strangers = (await readdir(folder)).filter((name) => name !== basename(toPartial(marker)))
  if (found === undefined && strangers.length > 0) {
    throw new VitrineError('OPTIONS_INVALID', {
      issues: [{ path: 'folder', message: 'Expected a folder that is empty or holds the demo pictures.' }],
    })
  }
  const mark = (complete: boolean) =>
    writeWhole(marker, Buffer.from(`${JSON.stringify({ version: demoVersion, seed, complete })}\n`))
  await mark(false)

  let done = 0
  const writing = new Set<Promise<void>>()
  for (const photo of photos) {
    const encoded = encode(photo, paintPhoto(photo, seed))
    const task = encoded
      .then(async (bytes) => {
        const path = join(folder, photo.path)
        await mkdir(dirname(path), { recursive: true })
        await writeWhole(path, bytes)
        const takenAt = new Date(`${photo.takenAt.replace(' ', 'T')}${photo.offset}`)
        await utimes(path, takenAt, takenAt)
        done += 1
        onProgress?.({ done, total, path: photo.path })
      })
      .finally(() => writing.delete(task))
    writing.add(task)
    // Painting keeps this thread busy; encoding runs beside it. Two waiting pictures are enough to keep both at work.
    if (writing.size >= 2) await Promise.race(writing)
    await new Promise((next) => setImmediate(next))
  }
  await Promise.all(writing)
  await mark(true)
  return { folder, made: total, total }
}

interface Painted {
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
}

const paintPhoto = (photo: DemoPhoto, seed: number): Painted => {
  const [fullWidth, fullHeight] = shapes[photo.shape]
  const width = Math.round(fullWidth * paintScale)
  const height = Math.round(fullHeight * paintScale)
  return {
    width,
    height,
    pixels: photo.scene({ width, height, seed: (seedFrom(photo.path) ^ Math.imul(seed, 0x9e3779b1)) & 0xffff }),
  }
}

const encode = async (photo: DemoPhoto, { pixels, width, height }: Painted): Promise<Buffer> => {
  const [fullWidth, fullHeight] = shapes[photo.shape]
  const pipeline = sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(fullWidth, fullHeight, { fit: 'fill', kernel: 'lanczos3' })
    .withExif(toExif(photo))
    .withXmp(toXmp(photo))
  switch (extname(photo.path)) {
    case '.webp':
      return pipeline.webp({ quality: 84, effort: 2 }).toBuffer()
    case '.png':
      return pipeline.png({ compressionLevel: 6 }).toBuffer()
    default:
      return pipeline.jpeg({ quality: 87 }).toBuffer()
  }
}

/** Where a file is written until it is whole. */
const toPartial = (path: string): string => join(dirname(path), `.${basename(path)}.part`)

const writeWhole = async (path: string, bytes: Buffer): Promise<void> => {
  const temporary = toPartial(path)
  try {
    await writeFile(temporary, bytes)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const readMarker = async (
  path: string,
): Promise<{ version?: unknown; seed?: unknown; complete?: unknown } | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
