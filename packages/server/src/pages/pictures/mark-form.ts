import { type ActorGallery, type Watermark, type WatermarkPosition, watermarkPositions } from '@vitrine/core'
import type { H3Event } from 'h3'
import { readMultipart } from '../multipart.ts'

/** A watermark as it was typed. */
export interface MarkForm {
  readonly name: string
  readonly position: string
  readonly opacity: string
  readonly margin: string
  readonly width: string
  readonly minWidth: string
}

export const usualMark: MarkForm = {
  name: '',
  position: 'bottom-right',
  opacity: '50',
  margin: '2',
  width: '25',
  minWidth: '0',
}

/** The picture, and some fields. */
const maxBytes = 600 * 1024

/** @throws {VitrineError} `BODY_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE` */
export const readMarkForm = async (
  event: H3Event,
): Promise<{ csrfToken: string | null; typed: MarkForm; picture: Uint8Array | null }> => {
  const form = await readMultipart(event, maxBytes)
  const typed: MarkForm = {
    name: form.text('name'),
    position: form.text('position'),
    opacity: form.text('opacity'),
    margin: form.text('margin'),
    width: form.text('width'),
    minWidth: form.text('minWidth'),
  }
  return { csrfToken: form.text('csrfToken') || null, typed, picture: await form.file('picture') }
}

const toNumber = (typed: string): number => (/^\d{1,6}(\.\d{1,3})?$/.test(typed) ? Number(typed) : Number.NaN)

/** The mark that is meant, with the picture that its namesake has where none came. @returns `null` where there is no picture. */
export const toMark = async (
  { settings }: ActorGallery,
  typed: MarkForm,
  picture: Uint8Array | null,
): Promise<Watermark | null> => {
  const before = (await settings.derivatives()).settings.watermarks.find(({ name }) => name === typed.name)
  const hash = picture ? (await settings.addWatermarkPicture(picture)).picture : before?.picture
  if (hash === undefined) return null
  return {
    name: typed.name,
    picture: hash,
    position: watermarkPositions.find((position) => position === typed.position) ?? ('' as WatermarkPosition),
    opacityPercent: toNumber(typed.opacity),
    marginPercent: toNumber(typed.margin),
    widthPercent: typed.width === '' ? null : toNumber(typed.width),
    minWidthPx: typed.minWidth === '' ? 0 : toNumber(typed.minWidth),
    minHeightPx: before?.minHeightPx ?? 0,
    sizes: before?.sizes ?? null,
  }
}
