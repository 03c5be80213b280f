import { inputInvalid, VitrineError } from '@vitrine/core'
import { getRouterParam } from 'h3'
import { unflatten } from '../../auth/view-as-mark.ts'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'

/** `/s/<key>`, `/view-as`: the gallery through other eyes than one's own, and back. */
export const registerViewing = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages

  router.get('/s/:key', async ({ event }) => {
    const shared = await server.enterLink(event, getRouterParam(event, 'key', { decode: true }) ?? '')
    // Unknown, ended and revoked read the same.
    if (shared === null) throw new VitrineError('LINK_NOT_FOUND')
    const { items, total } = await shared.albums.list({ parent: null, limit: 1 })
    const [only] = total === 1 ? items : []
    const response = redirectResponse(only ? links.albumUrl(only) : links.homeUrl(), server.options, 302)
    // The address holds the key: it is kept by nobody and told to no other page.
    response.headers.set('referrer-policy', 'no-referrer')
    response.headers.set('cache-control', 'no-store')
    return response
  })

  router.post('/leave-link', async ({ event }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    server.leaveLink(event)
    return redirectResponse(links.homeUrl(), server.options)
  })

  router.post('/view-as', async ({ event }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    const target = unflatten(form.get('viewer') ?? '', form.get('viewerId') ?? '')
    if (target === null) throw inputInvalid([{ path: 'viewer', message: 'Expected guest, or a user, group or link' }])
    await server.startViewAs(event, target)
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })

  router.post('/view-as/stop', async ({ event }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    await server.stopViewAs(event)
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })
}
