import { VitrineError } from '@vitrine/core'
import { loadAbout } from '../comments-about.ts'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import { requireAdmin } from '../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readCursor, readPathId } from '../query.ts'
import { toAccountNav } from '../view-models/account/nav.ts'
import { toCommentRows } from '../view-models/admin/comments.ts'
import { type FormFault, noFault, toFormFault } from '../view-models/form-page.ts'
import { toPhotoCards } from '../view-models/photo-card.ts'
import { photoTitle } from '../view-models/picture.ts'
import { type LinkView, toLinkRows, toLinksNav, toVisitRows } from '../view-models/share.ts'
import { changeFields } from '../view-models/share-fields.ts'
import { listLinks, listSizes, readTerms } from './share-terms.ts'

/** Chosen and rated photos that are shown on the page of a link; programs read on. */
const maxChosen = 500
/** The same of comments. */
const maxComments = 200

/** `/links`, `/links/5`, `/admin/links`: what was shared, by whom it was opened, and its end. */
export const registerShareLinks = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const done = (query: URLSearchParams): string | null => {
    const what = (['saved', 'revoked', 'everything'] as const).find((one) => one === query.get('done'))
    return what === undefined ? null : t(`links.done.${what}`)
  }

  const showAll = async (request: PageRequest, path: '/links' | '/admin/links'): Promise<PageAnswer> => {
    const list = await listLinks(request, { limit: 100, cursor: readCursor(request.query) }, pages)
    const isAdmin = path === '/admin/links'
    const title = t(isAdmin ? 'links.title' : 'links.own')
    return {
      page: 'links',
      view: {
        nav: isAdmin ? toLinksNav(pages) : null,
        accountNav: toAccountNav('links', pages),
        title,
        lead: t(isAdmin ? 'links.text' : 'links.own.lead'),
        notice: done(request.query),
        list,
        revokeAll: list.rows.some((row) => row.revoke !== null)
          ? {
              action: links.path(`${path}/revoke-all`),
              text: t(isAdmin ? 'links.revokeEverybodys.text' : 'links.revokeOwn.text'),
            }
          : null,
        olderUrl: list.nextCursor === null ? null : links.path(path, { cursor: list.nextCursor }),
      },
      head: { title, noIndex: true, ...(isAdmin ? { section: 'manage' as const } : {}) },
      keep: false,
    }
  }

  router.get('/links', async (request) => {
    const { user, isAdmin } = await request.me()
    if (!user) throw new VitrineError('UNAUTHENTICATED')
    return isAdmin ? redirectResponse(links.path('/admin/links'), server.options, 302) : showAll(request, '/links')
  })

  router.get('/admin/links', async (request) => {
    await requireAdmin(request)
    return showAll(request, '/admin/links')
  })

  const showOne = async (
    request: PageRequest,
    { typed = null, fault = noFault }: { typed?: URLSearchParams | null; fault?: FormFault } = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity, query, event } = request
    const id = readPathId(event, 'link')
    const link = await gallery.shares.get(id)
    const [visits, albums, { isAdmin }, sizes, chosen, rated, comments] = await Promise.all([
      gallery.shares.visits(id, { limit: 100, cursor: readCursor(query) }),
      gallery.albums.getMany(link.grants.map(({ albumId }) => albumId)),
      request.me(),
      listSizes(gallery),
      gallery.favourites.ofLink(id, { limit: maxChosen }),
      gallery.ratings.ofLink(id, { limit: maxChosen }),
      gallery.comments.ofLink(id, { limit: maxComments }),
    ])
    const allUrl = links.path(isAdmin ? '/admin/links' : '/links')
    const byId = new Map(albums.map((album) => [album.id, album]))
    const view: LinkView = {
      title: link.name,
      breadcrumbs: [
        { name: t(isAdmin ? 'links.title' : 'links.own'), url: allUrl },
        { name: link.name, url: null },
      ],
      notice: done(query),
      made: t('links.made', { at: pages.formats.instant(link.createdAt) }),
      list: {
        rows: toLinkRows([link], { albums: byId, now: new Date().toISOString() }, pages),
        csrfToken: identity.csrfToken,
        returnTo: `${allUrl}?done=revoked`,
      },
      form:
        link.revokedAt !== null
          ? null
          : {
              id: 'link',
              title: t('links.change'),
              method: 'post',
              action: links.path(`/links/${id}`),
              csrfToken: identity.csrfToken,
              error: fault.message,
              fields: changeFields(link, { typed, sizes, error: fault.of }, pages),
              submit: t('manage.save'),
            },
      chosen:
        chosen.total > 0 || link.feedback.includes('favourite')
          ? {
              cards: toPhotoCards(chosen.items, {}, pages),
              note:
                chosen.total === 0
                  ? t('links.chosen.none')
                  : chosen.total > chosen.items.length
                    ? t('links.chosen.first', { shown: chosen.items.length, total: chosen.total })
                    : null,
            }
          : null,
      rated:
        rated.total === 0
          ? null
          : {
              rows: rated.items.map(({ photo, stars }) => ({
                title: photoTitle(photo),
                url: links.photoUrl(photo),
                stars,
                label: t('photo.stars.give', { stars }),
              })),
              note:
                rated.total > rated.items.length
                  ? t('links.rated.first', { shown: rated.items.length, total: rated.total })
                  : null,
            },
      comments:
        comments.total === 0
          ? null
          : {
              rows: toCommentRows(comments.items, await loadAbout(gallery, comments.items), pages).map((row) => ({
                ...row,
                linkUrl: null,
              })),
              note:
                comments.total > comments.items.length
                  ? t('links.comments.first', { shown: comments.items.length, total: comments.total })
                  : null,
            },
      visits: toVisitRows(visits.items, pages),
      olderUrl: visits.nextCursor === null ? null : links.path(`/links/${id}`, { cursor: visits.nextCursor }),
    }
    return { page: 'link', view, head: { title: link.name, noIndex: true }, status: fault.status, keep: false }
  }

  router.get('/links/:link', (request) => showOne(request))

  router.post('/links/:link', async (request) => {
    const { event, gallery } = request
    const typed = await readForm(event)
    await server.checkWrite(event, typed.get('csrfToken'))
    const id = readPathId(event, 'link')
    const link = await gallery.shares.get(id)
    try {
      const { expiresAt, ...terms } = readTerms(typed)
      const held = link.photos?.capabilities ?? link.grants[0]?.capabilities ?? []
      const download = typed.get('download') === '1'
      await gallery.shares.update(id, {
        ...terms,
        name: (typed.get('name') ?? '').trim(),
        // The same day may be another time of it.
        ...(expiresAt?.slice(0, 10) === link.expiresAt?.slice(0, 10) ? {} : { expiresAt }),
        ...(typed.get('noPassword') === '1' ? { password: null } : {}),
        ...(download === held.includes('download')
          ? {}
          : {
              capabilities: [...held.filter((one) => one !== 'download'), ...(download ? ['download' as const] : [])],
            }),
      })
    } catch (error) {
      return showOne(request, { typed, fault: toFormFault(error, pages) })
    }
    return redirectResponse(links.path(`/links/${id}`, { done: 'saved' }), server.options)
  })

  const registerRevokeAll = (path: '/links' | '/admin/links') =>
    router.post(`${path}/revoke-all`, async ({ event, gallery }) => {
      const form = await readForm(event)
      await server.checkWrite(event, form.get('csrfToken'))
      await gallery.shares.revokeAll({ everybody: path === '/admin/links' })
      return redirectResponse(links.path(path, { done: 'everything' }), server.options)
    })
  registerRevokeAll('/links')
  registerRevokeAll('/admin/links')

  router.post('/links/:link/revoke', async ({ event, gallery }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    await gallery.shares.revoke(readPathId(event, 'link'))
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })
}
