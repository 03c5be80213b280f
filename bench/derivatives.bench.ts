import { maxPixelsOfOwnTables } from '../packages/core/src/derivatives/encode.ts'
import { derivativeSize } from '../packages/core/src/derivatives/geometry.ts'
import { loadSharp, type Sharp } from '../packages/core/src/derivatives/load-sharp.ts'
// Inside the core on purpose: what is measured is the renderer and its cache, without a database around them.
import { createDerivatives } from '../packages/core/src/derivatives/service.ts'
import type { SizeDefinition } from '../packages/core/src/derivatives/sizes.ts'
import type { Derivatives } from '../packages/core/src/derivatives/types.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { drawPhoto, photo } from './kernel/draw-photo.ts'

/** As the gallery encodes a picture of that size: what is compared is the way to it. */
const jpegOf = (pixels: number) =>
  ({
    quality: 82,
    chromaSubsampling: '4:2:0',
    progressive: false,
    optimiseCoding: pixels <= maxPixelsOfOwnTables,
  }) as const

interface State {
  readonly sharp: Sharp
  readonly file: Buffer
  readonly derivatives: Derivatives
  renders: number
}

const setup = async ({ random, folder }: BenchWorld): Promise<State> => {
  const sharp = await loadSharp()
  const file = await drawPhoto(sharp, random)
  const onFault = (error: unknown): never => {
    throw error
  }
  return { sharp, file, derivatives: createDerivatives({ root: folder, onFault }), renders: 0 }
}

/** All nine sizes through the gallery: limits, plan, render, cache in memory and on disk. */
const subject = async (state: State): Promise<void> => {
  // Another hash each time, or the cache would answer.
  const contentHash = (++state.renders).toString(16).padStart(64, '0')
  const source = { ...photo, contentHash, orientation: 1, mimeType: 'image/jpeg', file: state.file }
  const { rendered } = await state.derivatives.warm(source)
  if (rendered !== 9) throw new Error(`${rendered} sizes were rendered, not 9.`)
}

const resizeOf = ({ widthPx, heightPx, fit }: SizeDefinition) =>
  ({ width: widthPx, height: heightPx, fit: fit === 'crop' ? 'cover' : 'inside' }) as const

const pixelsOf = (size: SizeDefinition): number => {
  const { widthPx, heightPx } = derivativeSize(size, photo)
  return widthPx * heightPx
}

/** The least that sharp can do it with: decode once at the largest size, then each size from the one before. */
const pyramid = async ({ sharp, file, derivatives }: State): Promise<void> => {
  const descending = [...derivatives.sizes].sort((a, b) => b.widthPx - a.widthPx)
  let above: { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } } | undefined
  for (const size of descending) {
    const from = above === undefined ? sharp(file) : sharp(above.data, { raw: above.info })
    const next = await from.resize(resizeOf(size)).raw().toBuffer({ resolveWithObject: true })
    await sharp(next.data, { raw: next.info })
      .jpeg(jpegOf(next.info.width * next.info.height))
      .toBuffer()
    if (size.fit === 'inside') above = next
  }
}

/** One resize of the whole picture per size. The extract of everything keeps sharp from letting the decoder do a part of it. */
const oneByOne = async ({ sharp, file, derivatives }: State): Promise<void> => {
  const everything = { left: 0, top: 0, width: photo.widthPx, height: photo.heightPx }
  for (const size of derivatives.sizes)
    await sharp(file)
      .extract(everything)
      .resize(resizeOf(size))
      .jpeg(jpegOf(pixelsOf(size)))
      .toBuffer()
}

/** The same, with the decoder's own scaling by 2, 4 or 8: what a program gets that just calls `resize`. */
const oneByOneOnLoad = async ({ sharp, file, derivatives }: State): Promise<void> => {
  for (const size of derivatives.sizes)
    await sharp(file)
      .resize(resizeOf(size))
      .jpeg(jpegOf(pixelsOf(size)))
      .toBuffer()
}

const nineSizes = (name: string, ratio: number, baseline: (state: State) => Promise<void>): Bench =>
  defineBench<State>({
    name: `derivatives.${name}`,
    unit: 'cpu-s',
    measure: 'cpu',
    better: 'lower',
    limits: { ratio },
    rounds: 15,
    warmUpRounds: 2,
    setup,
    teardown: ({ derivatives }) => derivatives.close(),
    baseline,
    subject,
  })

export const benches: readonly Bench[] = [
  nineSizes('nine-sizes-to-bare-pyramid', 1.15, pyramid),
  nineSizes('nine-sizes-to-one-by-one', 1 / 4, oneByOne),
  nineSizes('nine-sizes-to-one-by-one-on-load', 1 / 2, oneByOneOnLoad),
]
