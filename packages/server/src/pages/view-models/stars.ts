import type { Photo, PhotoScore } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

/** How a photo was rated by those who look at it. */
export interface StarsView {
  /** `null`: nobody rated it, or nobody is to know. */
  readonly average: string | null
  /** `null`: the one who looks may not rate. */
  readonly form: {
    readonly action: string
    readonly csrfToken: string | null
    readonly returnTo: string
    readonly choices: readonly {
      /** What is sent: one’s own rating sent again takes it back. */
      readonly value: number
      readonly label: string
      readonly isLit: boolean
      readonly isOwn: boolean
    }[]
  } | null
}

const most = 5

export const toStars = (
  photo: Photo,
  {
    score: { score, count, own, mayRate },
    csrfToken,
    returnTo,
  }: { readonly score: PhotoScore; readonly csrfToken: string | null; readonly returnTo: string },
  { links, t, formats }: ViewContext,
): StarsView | null => {
  if (score === null && !mayRate) return null
  const choices = Array.from({ length: most }, (_, index) => {
    const stars = index + 1
    const isOwn = stars === own
    return {
      value: isOwn ? 0 : stars,
      label: t(isOwn ? 'photo.stars.remove' : 'photo.stars.give', { stars }),
      isLit: own !== null && stars <= own,
      isOwn,
    }
  })
  return {
    average: score === null ? null : t('photo.stars.average', { score: formats.number(score), count }),
    form: mayRate ? { action: links.path(`/photos/${photo.id}/stars`), csrfToken, returnTo, choices } : null,
  }
}
