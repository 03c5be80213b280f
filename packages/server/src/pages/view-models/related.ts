import type { CountedTag, RelatedAlbum } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

/** Something that narrows the photos of a page, with how many are left. */
export interface RelatedView {
  readonly name: string
  /** Of the name; `null`: that of the gallery. */
  readonly language: string | null
  readonly url: string
  /** `12` */
  readonly count: string
  /** For those who do not see the figure beside the name. */
  readonly label: string
}

/** What narrows the photos of a page further. */
export interface RelatedBlockView {
  readonly tags: readonly RelatedView[]
  readonly albums: readonly RelatedView[]
}

export const toRelatedBlock = (
  related: { readonly tags: readonly CountedTag[]; readonly albums: readonly RelatedAlbum[] },
  urls: { tag(tag: CountedTag): string; album(album: RelatedAlbum): string },
  { t, formats }: ViewContext,
): RelatedBlockView => ({
  tags: related.tags.map((tag) => ({
    name: tag.name,
    language: tag.language ?? null,
    url: urls.tag(tag),
    count: formats.number(tag.photos),
    label: t('related.addTag', { name: tag.name, count: tag.photos }),
  })),
  albums: related.albums.map((album) => ({
    name: album.name,
    language: album.language ?? null,
    url: urls.album(album),
    count: formats.number(album.photos),
    label: t('related.addAlbum', { name: album.name, count: album.photos }),
  })),
})
