import type { Album, Photo } from '@vitrine/core'
import { toNewMarks } from './new-marks.ts'
import { type PictureView, toPictureView } from './picture.ts'
import type { ViewContext } from './view-context.ts'

/** An album as a card with its cover: `AlbumCardView@1`. */
export interface AlbumCardView {
  readonly id: number
  readonly url: string
  readonly name: string
  /** Of the name; `null`: that of the gallery. */
  readonly language: string | null
  readonly cover: PictureView | null
  /** `12 photos`, `3 albums · 128 photos` */
  readonly counts: string
  /** When its photos were taken: `2019 – 2021`, `4 July 2019`. */
  readonly dates: string | null
  /** Photos came in within the last days. */
  readonly isNew: boolean
  readonly isPrivate: boolean
  readonly isLocked: boolean
}

/** The photos directly inside count where there are no sub-albums, all below where there are. */
export const albumCounts = ({ counts }: Album, { t }: ViewContext): string =>
  [
    counts.albums > 0 ? t('count.albums', { count: counts.albums }) : '',
    counts.photosBelow > 0 || counts.albums === 0 ? t('count.photos', { count: counts.photosBelow }) : '',
  ]
    .filter((text) => text !== '')
    .join(' · ')

/** When the photos of an album and of those below were taken; `null` where nothing is dated. */
export const albumDates = ({ dates }: Album, { formats }: ViewContext): string | null =>
  dates && formats.dayRange(dates.from, dates.to)

/** @param covers - The photos that the covers are made of, by id. */
export const toAlbumCards = (
  albums: readonly Album[],
  covers: ReadonlyMap<number, Photo>,
  context: ViewContext,
): AlbumCardView[] => {
  // What is all new needs no mark.
  const marks = toNewMarks(albums.map(({ newestAt }) => newestAt))
  return albums.map((album, index) => {
    const cover = album.coverPhotoId === null ? undefined : covers.get(album.coverPhotoId)
    return {
      id: album.id,
      url: context.links.albumUrl(album),
      name: album.name,
      language: album.languages.name,
      // The name stands below the picture: saying it twice helps nobody.
      cover: cover ? withoutText(toPictureView(cover, 'cover', context)) : null,
      counts: albumCounts(album, context),
      dates: albumDates(album, context),
      isNew: marks[index] ?? false,
      isPrivate: album.visibility === 'private',
      isLocked: album.locked,
    }
  })
}

const withoutText = (picture: PictureView | null): PictureView | null => (picture ? { ...picture, alt: '' } : null)
