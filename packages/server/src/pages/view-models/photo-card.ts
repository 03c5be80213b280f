import type { Photo } from '@vitrine/core'
import type { PhotoContext } from '../../links.ts'
import { ratioClass } from '../../themes/ratios.ts'
import { tintClass } from '../../themes/tints.ts'
import { toNewMarks } from './new-marks.ts'
import { type PictureView, photoTitle, toPictureView } from './picture.ts'
import type { ViewContext } from './view-context.ts'

/** A photo in a grid: `PhotoCardView@1`. */
export interface PhotoCardView {
  readonly id: number
  readonly url: string
  readonly title: string
  /** Of the title; `null`: that of the gallery. */
  readonly language: string | null
  readonly picture: PictureView | null
  /** Class that gives the cell its aspect ratio. */
  readonly ratio: string
  /** Class that gives the cell a colour until the picture is there; may be empty. */
  readonly tint: string
  /** ThumbHash, base64: a blur to show until the picture is there. */
  readonly blur: string | null
  readonly mediaType: Photo['mediaType']
  /** File ending in capitals, such as `PDF`, for tiles without a picture. */
  readonly kind: string
  /** Of videos. */
  readonly duration: string | null
  /** Came in within the last days, unlike others of the page. */
  readonly isNew: boolean
  /** Near the top of the page: loaded at once. */
  readonly eager: boolean
}

/** How many pictures at the top of a page are loaded without waiting for the layout. */
const eagerCount = 6

export const fileKind = (fileName: string): string => /\.([^.]{1,8})$/.exec(fileName)?.[1]?.toUpperCase() ?? '?'

export const toPhotoCards = (photos: readonly Photo[], within: PhotoContext, context: ViewContext): PhotoCardView[] => {
  const marks = toNewMarks(photos.map(({ addedAt }) => addedAt))
  return photos.map((photo, index) => {
    const picture = toPictureView(photo, 'grid', context)
    return {
      id: photo.id,
      url: context.links.photoUrl(photo, within),
      title: photoTitle(photo),
      language: photo.languages.title,
      picture,
      ratio: picture
        ? ratioClass(photo.widthPx ?? picture.widthPx, photo.heightPx ?? picture.heightPx)
        : ratioClass(4, 3),
      tint: picture && !picture.isSmall ? tintClass(photo.placeholder) : '',
      blur: picture && !picture.isSmall ? photo.placeholder : null,
      mediaType: photo.mediaType,
      kind: fileKind(photo.fileName),
      duration: photo.durationSeconds === null ? null : context.formats.duration(photo.durationSeconds),
      isNew: marks[index] ?? false,
      eager: index < eagerCount,
    }
  })
}
