import { loadAbout } from '../comments-about.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { readCursor } from '../query.ts'
import { toCommentRows } from '../view-models/admin/comments.ts'
import { readCommentQuery, toCommentAddress, toCommentFilter, toCommentOptions } from '../view-models/comment-filter.ts'

const path = '/comments'
const perPage = 50

/** `/comments`: what was written last, about whatever the visitor sees. */
export const registerLatestComments = (router: PageRouter, pages: PagesContext): void => {
  const { links, t } = pages

  router.get(path, async ({ gallery, query: address }) => {
    const query = readCommentQuery(address)
    const [page, album] = await Promise.all([
      gallery.comments.list({ ...toCommentOptions(query), limit: perPage, cursor: readCursor(address) }),
      query.album === null ? null : gallery.albums.get(query.album),
    ])
    const about = await loadAbout(gallery, page.items)
    const filter = toCommentFilter(query, { path, comments: page.items, album }, pages)
    const found = filter.allUrl === null ? '' : '.found'
    return {
      page: 'comments',
      view: {
        filter,
        count: t('mcomments.count', { count: page.total }),
        rows: toCommentRows(page.items, about, pages, (author) =>
          links.path(path, toCommentAddress(query, { author })),
        ),
        empty: {
          title: t(found === '' ? 'lcomments.none' : 'lcomments.none.found'),
          text: t(found === '' ? 'lcomments.none.text' : 'lcomments.none.found.text'),
        },
        moreUrl:
          page.nextCursor === null ? null : links.path(path, toCommentAddress(query, { cursor: page.nextCursor })),
      },
      visit: { section: 'comments', albumId: query.album ?? undefined },
      head: { title: t('lcomments.title'), noIndex: true, canonicalPath: links.path(path) },
    }
  })
}
