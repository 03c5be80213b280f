import { redirectResponse } from '../document.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { photosPerPage, readCursor, readSort, readTarget, tagsPerPage } from '../query.ts'
import { toPhotoListing } from '../view-models/listing.ts'
import { toTagsView } from '../view-models/tags.ts'

/** `/tags` and `/tags/5-sea` */
export const registerTags = (router: PageRouter, pages: PagesContext): void => {
  const { links, t } = pages

  router.get('/tags', async ({ gallery, query }) => {
    const cursor = readCursor(query)
    const page = await gallery.tags.list({ limit: tagsPerPage, cursor })
    const moreUrl = page.nextCursor === null ? null : links.tagsUrl({ cursor: page.nextCursor })
    return {
      page: 'tags',
      view: toTagsView(page.items, { total: page.total, moreUrl }, pages),
      head: { title: t('tags.title'), section: 'tags', canonicalPath: links.tagsUrl(), noIndex: cursor !== undefined },
    }
  })

  router.get('/tags/:tag', async ({ event, gallery, query }) => {
    const target = readTarget(event, 'tag')
    const tag = await gallery.tags.get(target.id)
    if (!target.isSpelled(tag)) {
      return redirectResponse(links.tagUrl(tag, Object.fromEntries(query)), pages.server.options, 301)
    }
    const [sort, cursor] = [readSort(query, '-takenAt'), readCursor(query)]
    const photos = await gallery.photos.list({ tag: tag.id, sort, limit: photosPerPage, cursor })
    const listing = toPhotoListing(
      photos,
      {
        within: { tag: tag.id },
        url: (more) => links.tagUrl(tag, more),
        sort,
        defaultSort: '-takenAt',
        isFirst: cursor === undefined,
      },
      pages,
    )
    return {
      page: 'tag',
      view: { name: tag.name, tagsUrl: links.tagsUrl(), listing },
      head: {
        title: t('tag.title', { name: tag.name }),
        section: 'tags',
        canonicalPath: links.tagUrl(tag),
        noIndex: true,
      },
    }
  })
}
