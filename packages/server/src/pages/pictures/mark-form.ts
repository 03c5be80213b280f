import { type ActorGallery, type Watermark, type WatermarkPosition, watermarkPositions } from '@vitrine/core'
import type { H3Event } from 'h3'
import { readBytes } from '../../http/request-bytes.ts'

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

/** @returns `null` where it is no form with a file, or too large. */
export const readMarkForm = async (
  event: H3Event,
): Promise<{ csrfToken: string | null; typed: MarkForm; picture: Uint8Array | null } | null> => {
  const type = event.req.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data;/i.test(type)) return null
  const bytes = await readBytes(event, maxBytes)
  if (bytes === null) return null
  const form = await new Response(Buffer.from(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  if (form === null) return null
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim().slice(0, 200) : ''
  }
  const file = form.get('picture')
  const picture = file !== null && typeof file !== 'string' && file.size > 0 ? await file.arrayBuffer() : null
  return {
    csrfToken: text('csrfToken') || null,
    typed: {
      name: text('name'),
      position: text('position'),
      opacity: text('opacity'),
      margin: text('margin'),
      width: text('width'),
      minWidth: text('minWidth'),
    },
    picture: picture && new Uint8Array(picture),
  }
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
