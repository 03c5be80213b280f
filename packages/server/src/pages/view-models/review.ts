import type { Album, Review, UploadQuota } from '@vitrine/core'
import type { AccountNav } from './account/nav.ts'
import type { Managed } from './admin/manage.ts'
import { type PictureView, photoTitle, toPictureView } from './picture.ts'
import type { ViewContext } from './view-context.ts'

/** A photo that was sent in. */
export interface ReviewCardView {
  readonly id: number
  readonly title: string
  readonly url: string
  readonly picture: PictureView | null
  readonly sender: string
  readonly album: string
  readonly sentAt: string
  readonly note: string | null
  readonly state: Review['state']
  readonly stateText: string
}

/** `ReviewView@1` */
export interface ReviewView {
  readonly nav: Managed['nav'] | null
  readonly tabs: {
    readonly label: string
    readonly items: readonly { readonly label: string; readonly url: string; readonly isCurrent: boolean }[]
  }
  readonly state: 'waiting' | 'returned'
  readonly count: string
  readonly cards: readonly ReviewCardView[]
  readonly action: string
  readonly csrfToken: string | null
  readonly done: { readonly text: string; readonly undo: { readonly ids: readonly number[] } | null } | null
  readonly error: string | null
  readonly noteError: string | null
  readonly typedNote: string
  readonly picked: ReadonlySet<number>
  readonly moreUrl: string | null
}

/** `OwnUploadsView@1` */
export interface OwnUploadsView {
  readonly accountNav: AccountNav
  readonly cards: readonly ReviewCardView[]
  readonly csrfToken: string | null
  readonly action: string
  readonly quota: readonly string[]
  readonly olderUrl: string | null
}

export const toReviewCards = (
  reviews: readonly Review[],
  albums: ReadonlyMap<number, Album>,
  context: ViewContext,
): ReviewCardView[] => reviews.map((review) => toReviewCard(review, albums, context))

const toReviewCard = (
  { photo, sender, albumId, sentAt, note, state }: Review,
  albums: ReadonlyMap<number, Album>,
  context: ViewContext,
): ReviewCardView => {
  const { links, t, formats } = context
  const album = albumId === null ? undefined : albums.get(albumId)
  return {
    id: photo.id,
    title: photoTitle(photo),
    url: links.photoUrl(photo),
    picture: toPictureView(photo, 'grid', context),
    sender:
      sender.type === 'guest'
        ? t('review.from.guest')
        : t(sender.type === 'link' ? 'review.from.link' : 'review.from', { name: sender.name }),
    album: album ? t('review.in', { name: album.name }) : t('review.albumGone'),
    sentAt: formats.instant(sentAt),
    note: note === null ? null : t('review.note.of', { note }),
    state,
    stateText: t(`mine.${state}`),
  }
}

export const toQuotaLines = (quota: UploadQuota | null, { t, formats }: ViewContext): string[] => {
  if (quota === null) return []
  const { maxPhotos, maxBytes, photos, bytes } = quota
  return [
    ...(maxPhotos === null
      ? []
      : [t('mine.quota.photos', { used: formats.number(photos), max: formats.number(maxPhotos) })]),
    ...(maxBytes === null ? [] : [t('mine.quota.bytes', { used: formats.bytes(bytes), max: formats.bytes(maxBytes) })]),
  ]
}
