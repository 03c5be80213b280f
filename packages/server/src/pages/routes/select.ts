import { maxLongFormBytes, readForm } from '../form.ts'
import { toListQuery } from '../lists/list-address.ts'
import { readList, readPhotos } from '../lists/list-query.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { photosPerPage, readCursor } from '../query.ts'
import { toPhotoCards } from '../view-models/photo-card.ts'
import { toPickForm } from '../view-models/picking.ts'
import type { SelectView } from '../view-models/select.ts'

/** `/select?album=12`: photos of a list with boxes to tick. Sent to itself it goes on with the next page, and keeps what was ticked. */
export const registerSelect = (router: PageRouter, pages: PagesContext): void => {
  router.get('/select', (request) => showSelect(request, pages, []))

  // What is ticked can be too much for an address.
  router.post('/select', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    return showSelect({ ...request, query: form }, pages, readPhotos(form))
  })
}

const showSelect = async (
  request: PageRequest,
  pages: PagesContext,
  picked: readonly number[],
): Promise<PageAnswer> => {
  const { gallery, query, identity } = request
  const { links, t } = pages
  const list = await readList(request, pages)
  const { hasFavourites } = await request.me()
  const paging = { limit: photosPerPage, cursor: readCursor(query) }
  const page = list.isFavourites
    ? await gallery.favourites.list(paging)
    : await gallery.photos.list({ ...list.scope, ...paging })
  const here = new Set(page.items.map(({ id }) => id))
  const kept = picked.filter((id) => !here.has(id))
  const title = t('select.title', { name: list.name })
  const view: SelectView = {
    ...toPickForm(page.items, { csrfToken: identity.csrfToken, hasFavourites }, pages),
    title,
    breadcrumbs: [
      ...(list.breadcrumbs.length > 0 ? list.breadcrumbs : [{ name: list.name, url: list.url }]),
      { name: t('picking.select'), url: null },
    ],
    error: query.get('none') === '1' ? t('select.none') : null,
    cards: toPhotoCards(page.items, list.within, pages).map((card) => ({ ...card, isNew: false })),
    picked: new Set(picked.filter((id) => here.has(id))),
    kept,
    keptText: kept.length > 0 ? t('select.kept', { count: kept.length }) : null,
    hidden: Object.entries(toListQuery(list.within, list)).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value: String(value) }],
    ),
    action: links.path('/select'),
    nextCursor: page.nextCursor,
  }
  return { page: 'select', view, head: { title, noIndex: true }, keep: false }
}
