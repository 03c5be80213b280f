import { loadSharp, type Sharp } from '../packages/core/src/derivatives/load-sharp.ts'
// Inside the core on purpose: what is measured is the renderer and its cache, without a database around them.
import { createDerivatives } from '../packages/core/src/derivatives/service.ts'
import type { SizeDefinition } from '../packages/core/src/derivatives/sizes.ts'
import type { Derivatives } from '../packages/core/src/derivatives/types.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'

const photo = { widthPx: 4000, heightPx: 3000 }
const jpeg = { quality: 82, chromaSubsampling: '4:2:0', progressive: false, optimiseCoding: true } as const

/**
 * A picture with the traits of a photo: soft areas, edges of every size, and a little grain, from three layers of noise. At quality
 * 95, as cameras write, that is a JPEG of about 5.6 MB. The size matters: what a pyramid saves is decoding.
 */
const drawPhoto = async (sharp: Sharp, random: BenchWorld['random']): Promise<Buffer> => {
  const layer = async (widthPx: number, contrast: number) => {
    const heightPx = (widthPx * 3) / 4
    const data = Buffer.alloc(widthPx * heightPx * 3)
    for (let at = 0; at < data.length; at++) data[at] = 128 + (random() - 0.5) * contrast
    const raw = { width: widthPx, height: heightPx, channels: 3 } as const
    return sharp(data, { raw })
      .resize(photo.widthPx, photo.heightPx, { fit: 'fill' })
      .png({ compressionLevel: 0 })
      .toBuffer()
  }
  const [coarse, middle, fine] = [await layer(16, 255), await layer(400, 160), await layer(4000, 40)]
  const blend = [middle, fine].map((input) => ({ input, blend: 'overlay' as const }))
  return sharp(coarse).composite(blend).removeAlpha().jpeg({ quality: 95 }).toBuffer()
}

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

/** The least that sharp can do it with: decode once at the largest size, then each size from the one before. */
const pyramid = async ({ sharp, file, derivatives }: State): Promise<void> => {
  const descending = [...derivatives.sizes].sort((a, b) => b.widthPx - a.widthPx)
  let above: { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } } | undefined
  for (const size of descending) {
    const from = above === undefined ? sharp(file) : sharp(above.data, { raw: above.info })
    const next = await from.resize(resizeOf(size)).raw().toBuffer({ resolveWithObject: true })
    await sharp(next.data, { raw: next.info }).jpeg(jpeg).toBuffer()
    if (size.fit === 'inside') above = next
  }
}

/** One resize of the whole picture per size. The extract of everything keeps sharp from letting the decoder do a part of it. */
const oneByOne = async ({ sharp, file, derivatives }: State): Promise<void> => {
  const everything = { left: 0, top: 0, width: photo.widthPx, height: photo.heightPx }
  for (const size of derivatives.sizes)
    await sharp(file).extract(everything).resize(resizeOf(size)).jpeg(jpeg).toBuffer()
}

/** The same, with the decoder's own scaling by 2, 4 or 8: what a program gets that just calls `resize`. */
const oneByOneOnLoad = async ({ sharp, file, derivatives }: State): Promise<void> => {
  for (const size of derivatives.sizes) await sharp(file).resize(resizeOf(size)).jpeg(jpeg).toBuffer()
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
