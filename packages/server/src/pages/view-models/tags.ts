import type { CloudTag, CountedTag, Page, Tag, TagInitial } from '@vitrine/core'
import type { TabView } from './list.ts'
import type { ViewContext } from './view-context.ts'

export interface TagView {
  readonly name: string
  /** Of the name; `null`: that of the gallery. */
  readonly language: string | null
  readonly url: string
  /** `12 photos` */
  readonly count: string
  /** 1 (few photos) to 5 (many). */
  readonly weight: 1 | 2 | 3 | 4 | 5
}

/** `TagsView@1`: either the most used tags, or all of them by their first character. */
export interface TagsView {
  readonly tabs: readonly TabView[]
  readonly cloud: readonly TagView[]
  readonly letters: readonly {
    readonly letter: string
    /** For links within the page. */
    readonly anchor: string
    readonly tags: readonly TagView[]
    /** The others of this character. */
    readonly more: { readonly url: string; readonly text: string } | null
  }[]
  /** `null` unless the page is about one beginning alone. */
  readonly title: string | null
  readonly moreUrl: string | null
  readonly isEmpty: boolean
}

type Shown =
  | { readonly view: 'cloud'; readonly cloud: readonly CloudTag[] }
  | { readonly view: 'letters'; readonly index: readonly TagInitial[] }
  | {
      readonly view: 'letters'
      readonly startsWith: string
      readonly page: Page<Tag>
      readonly moreUrl: string | null
    }

export const toTagsView = (shown: Shown, { links, t }: ViewContext): TagsView => {
  const toView = (tag: CountedTag & { readonly size?: CloudTag['size'] }): TagView => ({
    name: tag.name,
    language: tag.language ?? null,
    url: links.tagUrl(tag),
    count: t('count.photos', { count: tag.photos }),
    weight: tag.size ?? 1,
  })
  const shared = {
    tabs: [
      { label: t('tags.view.cloud'), url: links.tagsUrl(), isCurrent: shown.view === 'cloud' },
      { label: t('tags.view.letters'), url: links.tagsUrl({ view: 'letters' }), isCurrent: shown.view === 'letters' },
    ],
    cloud: [],
    letters: [],
    title: null,
    moreUrl: null,
  }
  if (shown.view === 'cloud') return { ...shared, cloud: shown.cloud.map(toView), isEmpty: shown.cloud.length === 0 }
  if ('page' in shown) {
    const { startsWith, page, moreUrl } = shown
    const letters = [{ letter: startsWith, anchor: 'letter-0', tags: page.items.map(toView), more: null }]
    const title = t('tags.beginningWith', { text: startsWith })
    return { ...shared, letters, title, moreUrl, isEmpty: page.items.length === 0 }
  }
  return {
    ...shared,
    letters: shown.index.map(({ initial, total, tags }, index) => ({
      letter: initial,
      anchor: `letter-${index}`,
      tags: tags.map(toView),
      more:
        total > tags.length
          ? { url: links.tagsUrl({ letter: initial }), text: t('tags.moreOf', { count: total - tags.length }) }
          : null,
    })),
    isEmpty: shown.index.length === 0,
  }
}
