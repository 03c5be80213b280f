import type { Tag } from '@vitrine/core'
import type { PhotoListingView } from './listing.ts'
import type { ViewContext } from './view-context.ts'

export interface TagView {
  readonly name: string
  readonly url: string
  readonly count: string
  /** 1 (few photos) to 5 (many). */
  readonly weight: 1 | 2 | 3 | 4 | 5
}

/** `TagsView@1` */
export interface TagsView {
  readonly total: number
  /** The most used, by name. */
  readonly cloud: readonly TagView[]
  readonly letters: readonly { readonly letter: string; readonly tags: readonly TagView[] }[]
  readonly moreUrl: string | null
}

/** `TagPageView@1` */
export interface TagPageView {
  readonly name: string
  readonly tagsUrl: string
  readonly listing: PhotoListingView
}

/** How many tags the cloud shows at most. */
const cloudSize = 120

/** Counts of photos are spread over some powers of ten, so the steps are logarithmic. */
const toWeight = (photos: number, most: number): TagView['weight'] => {
  if (most <= 1) return 3
  return (1 + Math.min(4, Math.floor((Math.log(Math.max(1, photos)) / Math.log(most)) * 4.999))) as TagView['weight']
}

const firstLetter = (name: string): string => {
  const letter = [...name.normalize('NFD').replace(/\p{M}/gu, '').trimStart()][0]?.toUpperCase() ?? '#'
  return /\p{L}/u.test(letter) ? letter : '#'
}

export const toTagsView = (
  tags: readonly Tag[],
  page: { readonly total: number; readonly moreUrl: string | null },
  { links, t }: ViewContext,
): TagsView => {
  const most = Math.max(1, ...tags.map(({ photos }) => photos))
  const byId = new Map(
    tags.map((tag) => [
      tag.id,
      {
        name: tag.name,
        url: links.tagUrl(tag),
        count: t('count.photos', { count: tag.photos }),
        weight: toWeight(tag.photos, most),
      },
    ]),
  )
  const view = (list: readonly Tag[]): TagView[] => list.flatMap(({ id }) => byId.get(id) ?? [])
  const mostUsed = new Set(
    [...tags]
      .sort((a, b) => b.photos - a.photos)
      .slice(0, cloudSize)
      .map(({ id }) => id),
  )
  const letters = new Map<string, Tag[]>()
  for (const tag of tags) letters.set(firstLetter(tag.name), [...(letters.get(firstLetter(tag.name)) ?? []), tag])
  return {
    total: page.total,
    cloud: view(tags.filter(({ id }) => mostUsed.has(id))),
    letters: [...letters]
      .sort(([a], [b]) => (a === '#' ? 1 : b === '#' ? -1 : a.localeCompare(b)))
      .map(([letter, list]) => ({ letter, tags: view(list) })),
    moreUrl: page.moreUrl,
  }
}
