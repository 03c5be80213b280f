import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RenderTarget } from '../../src/derivatives/encode.ts'
import { defaultQualities, derivativeFormats } from '../../src/derivatives/formats.ts'
import { renderDerivatives } from '../../src/derivatives/render.ts'
import { defaultSizes, type SizeDefinition } from '../../src/derivatives/sizes.ts'

export interface Listed {
  readonly file: string
  readonly kind: string
  readonly mimeType?: string
  readonly needs?: string
  readonly expected?: {
    readonly outcome?: string
    readonly width?: number
    readonly height?: number
    readonly orientation?: number
  }
}

/** The folder of real pictures; `undefined` where the environment names none. */
export const corpus = process.env.VITRINE_CORPUS
export const listed: Listed[] = corpus ? JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) : []
const renderable = /^image\/(jpeg|png|webp|gif|tiff|avif)$/
/** The sizes that every gallery has. */
export const sizes = defaultSizes.filter(({ enabled }) => enabled)
export const size: SizeDefinition = defaultSizes.find(({ name }) => name === 'small') ?? {
  name: 'small',
  widthPx: 576,
  heightPx: 432,
  fit: 'inside',
  enabled: true,
}
export const limits = {
  maxPixels: 220_000_000,
  timeoutMs: 20_000,
  quality: defaultQualities,
  avifEffort: 0,
  markPicture: () => Promise.reject(new Error('there is no mark')),
}
/** One size in every format. */
const inEveryFormat: readonly RenderTarget[] = derivativeFormats.map((format) => ({ size, format }))
export const render = (entry: Listed, targets = inEveryFormat) =>
  renderDerivatives(
    {
      file: join(corpus ?? '', entry.file),
      mimeType: entry.mimeType ?? '',
      orientation: entry.expected?.orientation || 1,
    },
    targets,
    limits,
  )

/** What every gallery shows, without further programs. */
export const accepted = listed.filter(
  ({ mimeType, expected, needs, kind }) =>
    renderable.test(mimeType ?? '') &&
    !needs &&
    kind !== 'bomb' &&
    expected?.outcome?.startsWith('accept') &&
    expected.outcome !== 'accept-or-reject',
)
