import { redirectResponse } from '../../document.ts'
import { maxLongFormBytes, readForm } from '../../form.ts'
import { readPhotos } from '../../lists/list-query.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { densityOf } from '../../page-density.ts'
import { photosPerPage, readCursor, readPathId } from '../../query.ts'
import { toAccountNav } from '../../view-models/account/nav.ts'
import type { FavouritesView } from '../../view-models/favourites.ts'
import { toPhotoListing } from '../../view-models/listing.ts'

/** As many as the core takes at once. */
const maxAdded = 1_000

/** `/favourites`: photos that a user chose, or that were chosen by the link one comes by; and where photos are chosen and rated. */
export const registerFavourites = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const show = async (request: PageRequest): Promise<PageAnswer> => {
    const { gallery, query, identity } = request
    const cursor = readCursor(query)
    const { kind, preferences, hasFavourites } = await request.me()
    const page = await gallery.favourites.list({ cursor, limit: preferences.photosPerPage ?? photosPerPage })
    const listing = toPhotoListing(
      page,
      {
        within: {},
        sort: undefined,
        isFirst: cursor === undefined,
        density: densityOf(request, pages),
        url: (more) => links.path('/favourites', more),
        picker: { csrfToken: identity.csrfToken, hasFavourites, list: 'favourites' },
      },
      pages,
    )
    const title = t('favourites.title')
    const view: FavouritesView = {
      accountNav: kind === 'link' ? [] : toAccountNav('favourites', pages),
      title,
      lead: t(kind === 'link' ? 'favourites.lead.link' : 'favourites.lead'),
      notice: query.get('done') === 'cleared' ? t('favourites.cleared') : null,
      listing,
      empty:
        page.total > 0
          ? null
          : {
              title: t('favourites.none.title'),
              text: t('favourites.none.text'),
              linkUrl: links.homeUrl(),
              link: t('error.home'),
            },
      clear: page.total > 0 ? { action: links.path('/favourites/clear'), csrfToken: identity.csrfToken } : null,
    }
    return {
      page: 'favourites',
      visit: { section: 'favourites' },
      view,
      head: { title, noIndex: true, ...(kind === 'link' ? {} : { section: 'account' as const }) },
      keep: false,
    }
  }

  router.get('/favourites', show)

  router.post('/favourites/add', async ({ event, gallery }) => {
    const form = await readForm(event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(event, form.get('csrfToken'))
    const ids = readPhotos(form)
    for (let from = 0; from < ids.length; from += maxAdded)
      await gallery.favourites.add(ids.slice(from, from + maxAdded))
    return redirectResponse(links.path('/favourites'), server.options)
  })

  router.post('/favourites/clear', async ({ event, gallery }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    await gallery.favourites.clear()
    return redirectResponse(links.path('/favourites', { done: 'cleared' }), server.options)
  })

  router.post('/photos/:photo/favourite', async ({ event, gallery }) => {
    const id = readPathId(event, 'photo')
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    if (form.get('isFavourite') === '1') await gallery.favourites.add([id])
    else await gallery.favourites.remove([id])
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })

  router.post('/photos/:photo/stars', async ({ event, gallery }) => {
    const id = readPathId(event, 'photo')
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    await gallery.ratings.set(id, /^[0-5]$/.test(form.get('stars') ?? '') ? Number(form.get('stars')) : Number.NaN)
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })
}
