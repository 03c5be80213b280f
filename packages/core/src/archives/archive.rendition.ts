import { capabilityBit } from '../access/capabilities.ts'
import type { CallContext } from '../context.ts'
import type { DerivativeSource } from '../derivatives/types.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { derivativeSourceOf } from '../photos/photo.source.ts'
import type { RenderedPhoto } from '../photos/photo.table.ts'
import { downloadSizeOf, photoBits } from '../photos/photo.views.ts'
import { sizesFor } from '../settings/sizes-for.ts'

/** What goes into an archive of one photo. */
export type Rendition =
  | { readonly kind: 'original' }
  | {
      readonly kind: 'size'
      readonly size: string
      readonly source: DerivativeSource
      /** Whether the name of the original may be told. */
      readonly keepsName: boolean
    }

/** @throws {VitrineError} `SIZE_NOT_FOUND` for a size that this actor cannot have */
export const checkSize = ({ gallery, rights }: CallContext, size: string): void => {
  if (size === 'original') return
  if (!sizesFor(rights, gallery.imaging.policyOf(rights)).some(({ name }) => name === size))
    throw new VitrineError('SIZE_NOT_FOUND')
}

/** `null` where the actor may not download the photo, whose albums these are, or there is nothing that it could be given of it. */
export const renditionOf = (
  context: CallContext,
  row: RenderedPhoto & { readonly media_type: string },
  albumIds: readonly number[],
  asked: string,
): Rendition | null => {
  const { gallery, rights } = context
  const mayHaveOriginal = (photoBits(context, albumIds) & capabilityBit.download) !== 0
  const most = downloadSizeOf(context, albumIds)
  if (!mayHaveOriginal && most === null) return null
  if (mayHaveOriginal && (asked === 'original' || row.media_type !== 'image')) return { kind: 'original' }
  const source = derivativeSourceOf(gallery, row, gallery.imaging.markFor(rights))
  if (!source) return mayHaveOriginal ? { kind: 'original' } : null
  const size = asked === 'original' ? most : asked
  return size === null ? null : { kind: 'size', size, source, keepsName: mayHaveOriginal }
}

/** What a JPEG of a photograph takes for each pixel, at the quality of the sizes. */
const bytesPerPixel = 0.25

/** As large as the file will be, about. */
export const bytesOf = ({ gallery, rights }: CallContext, row: { bytes: number }, rendition: Rendition): number => {
  if (rendition.kind === 'original') return Number(row.bytes)
  const { profile } = gallery.imaging.policyOf(rights)
  const described = gallery.derivatives.under(profile).describe(rendition.source, rendition.size)[rendition.size]
  return described ? Math.round(described.widthPx * described.heightPx * bytesPerPixel) : 0
}
