import type { Photo } from '@vitrine/core'
import type { PhotoContext } from '../../links.ts'
import { isPackable, toListQuery } from '../lists/list-address.ts'
import type { ViewContext } from './view-context.ts'

/** Who may go on with the photos of a list, and which list it is. */
export interface Picker {
  readonly csrfToken: string | null
  readonly hasFavourites: boolean
  /** Where the list is named by nothing but itself. */
  readonly list?: 'favourites'
}

export interface SizeChoice {
  readonly value: string
  readonly label: string
}

/** What can be done with photos that were chosen: a form that is sent with their numbers as `photos`. */
export interface PickFormView {
  readonly csrfToken: string | null
  /** `null`: none of the photos may be downloaded. */
  readonly download: {
    readonly action: string
    readonly estimateUrl: string
    readonly sizes: readonly SizeChoice[]
  } | null
  readonly favourites: { readonly action: string; readonly apiUrl: string } | null
  readonly share: { readonly action: string } | null
}

/** `PickingView@1`: ways on from a list. */
export interface PickingView extends PickFormView {
  /** `null`: there is nothing to do with chosen photos. */
  readonly selectUrl: string | null
  readonly archiveUrl: string | null
  readonly slideshowUrl: string
}

/** Sizes below are for looking, in pixels of the longer side. */
const smallestPx = 700

export const mayDownload = ({ capabilities, downloadSize }: Photo): boolean =>
  capabilities.includes('download') || downloadSize !== null

/** The original and the larger sizes, as those photos have them. */
export const toSizeChoices = (photos: readonly Photo[], { t }: ViewContext): SizeChoice[] => {
  const first = photos.find((photo) => Object.keys(photo.derivatives).length > 0)
  const largest = new Map<string, number>()
  for (const { derivatives, mediaType } of photos)
    if (mediaType === 'image')
      for (const [name, { widthPx, heightPx }] of Object.entries(derivatives))
        largest.set(name, Math.max(largest.get(name) ?? 0, widthPx, heightPx))
  const hasOriginals = photos.some(({ capabilities }) => capabilities.includes('download'))
  const sizes = [...largest]
    .filter(([name, pixels]) => name !== 'square' && pixels >= smallestPx && first !== undefined)
    .sort(([, a], [, b]) => b - a)
    // Small originals are never enlarged: their larger sizes are all alike.
    .filter(([, pixels], index, all) => pixels !== all[index + 1]?.[1])
  return [
    { value: 'original', label: t(hasOriginals ? 'picking.original' : 'picking.largest') },
    ...sizes.map(([value, pixels]) => ({ value, label: t('picking.pixels', { name: value, pixels }) })),
  ]
}

export const toPickForm = (
  photos: readonly Photo[],
  { csrfToken, hasFavourites }: Pick<Picker, 'csrfToken' | 'hasFavourites'>,
  context: ViewContext,
): PickFormView => {
  const { links } = context
  const toDownload = photos.filter(mayDownload)
  return {
    csrfToken,
    download:
      toDownload.length > 0
        ? {
            action: links.path('/archive'),
            estimateUrl: links.apiUrl('/archives/estimate'),
            sizes: toSizeChoices(toDownload, context),
          }
        : null,
    favourites: hasFavourites ? { action: links.path('/favourites/add'), apiUrl: links.apiUrl('/favourites') } : null,
    share: photos.some(({ capabilities }) => capabilities.includes('share'))
      ? { action: links.path('/share/chosen') }
      : null,
  }
}

export const toPicking = (
  photos: readonly Photo[],
  within: PhotoContext,
  picker: Picker,
  context: ViewContext,
): PickingView | null => {
  if (photos.length === 0) return null
  const form = toPickForm(photos, picker, context)
  const isFavourites = picker.list === 'favourites'
  const query = toListQuery(within, { isFavourites })
  const { links } = context
  return {
    ...form,
    selectUrl: form.download || form.favourites || form.share ? links.path('/select', query) : null,
    archiveUrl: form.download && (isFavourites || isPackable(within)) ? links.path('/archive', query) : null,
    slideshowUrl: links.path('/slideshow', query),
  }
}
