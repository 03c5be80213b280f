import { defaultQualities } from '../packages/core/src/derivatives/formats.ts'
import { loadSharp, type Sharp } from '../packages/core/src/derivatives/load-sharp.ts'
// Inside the core on purpose: what is looked at is the renderer alone.
import { renderDerivatives } from '../packages/core/src/derivatives/render.ts'
import { defaultSizes, type SizeDefinition } from '../packages/core/src/derivatives/sizes.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { drawPhoto, photo } from './kernel/draw-photo.ts'
import { similarity, toPixels } from './kernel/likeness.ts'

const sizes = defaultSizes.filter(({ enabled, fit }) => enabled && fit === 'inside')

interface State {
  readonly sharp: Sharp
  readonly file: Buffer
  /** Of each size, scaled once from the whole picture and never encoded. */
  readonly references: ReadonlyMap<string, Buffer>
}

const setup = async ({ random }: BenchWorld): Promise<State> => {
  const sharp = await loadSharp()
  const file = await drawPhoto(sharp, random)
  const whole = await sharp(file).png({ compressionLevel: 0 }).toBuffer()
  const references = new Map<string, Buffer>()
  for (const { name, widthPx, heightPx } of sizes) {
    const scaled = sharp(whole).resize(widthPx, heightPx, { fit: 'inside' })
    references.set(name, await scaled.png({ compressionLevel: 0 }).toBuffer())
  }
  return { sharp, file, references }
}

/** The least alike of the sizes: SSIM of the luma, 1 is the same picture. */
const worstOf = async (state: State, pictureOf: (size: SizeDefinition) => Buffer | undefined): Promise<number> => {
  let worst = Number.POSITIVE_INFINITY
  for (const size of sizes) {
    const [made, reference] = [pictureOf(size), state.references.get(size.name)]
    if (!made || !reference) throw new Error(`${size.name} was not made.`)
    const [one, other] = [await toPixels(state.sharp, made), await toPixels(state.sharp, reference)]
    worst = Math.min(worst, similarity(one, other))
  }
  return worst
}

/** All sizes from one decode against each scaled by itself and encoded alike: what the pyramid costs in likeness. */
export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'derivatives.likeness-of-nine-sizes',
    unit: 'ssim',
    measure: 'returned',
    better: 'higher',
    limits: { ratio: 0.98, value: 0.9 },
    rounds: 1,
    warmUpRounds: 0,
    setup,
    baseline: async (state) => {
      const encoded = new Map<string, Buffer>()
      for (const { name } of sizes)
        encoded.set(
          name,
          await state.sharp(state.references.get(name)).jpeg({ quality: defaultQualities.jpeg }).toBuffer(),
        )
      return worstOf(state, ({ name }) => encoded.get(name))
    },
    subject: async (state) => {
      const targets = sizes.map((size) => ({ size, format: 'jpeg' as const }))
      const made = await renderDerivatives({ file: state.file, mimeType: 'image/jpeg', orientation: 1 }, targets, {
        maxPixels: photo.widthPx * photo.heightPx,
        timeoutMs: 20_000,
        quality: defaultQualities,
        avifEffort: 0,
        markPicture: () => Promise.reject(new Error('there is no mark')),
      })
      return worstOf(state, (size) => made.find(({ target }) => target.size === size)?.bytes)
    },
  }),
]
