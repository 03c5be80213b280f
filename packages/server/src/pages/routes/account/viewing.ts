import { type ActorGallery, inputInvalid, type ShareDoorstep, VitrineError } from '@vitrine/core'
import { getRouterParam } from 'h3'
import { unflatten } from '../../../auth/view-as-mark.ts'
import { toFailure } from '../../../http/errors.ts'
import type { Links } from '../../../links.ts'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'

interface Doorstep {
  readonly error: string | null
  readonly status: number
}

/** The one album or photo that a link opens, or all of it. */
const landingUrl = async (shared: ActorGallery, links: Links): Promise<string> => {
  const albums = await shared.albums.list({ parent: null, limit: 1 })
  const [album] = albums.total === 1 ? albums.items : []
  if (album) return links.albumUrl(album)
  if (albums.total > 0) return links.homeUrl()
  const photos = await shared.photos.list({ limit: 1 })
  const [photo] = photos.total === 1 ? photos.items : []
  return photo ? links.photoUrl(photo) : links.homeUrl()
}

/** `/s/<key>`, `/view-as`: the gallery through other eyes than one's own, and back. */
export const registerViewing = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const keyOf = ({ event }: PageRequest): string => getRouterParam(event, 'key', { decode: true }) ?? ''

  /** The address holds the key: it is kept by nobody and told to no other page. */
  const headers = { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' }

  const enter = async ({ event }: PageRequest, entry: { key: string; password?: string }): Promise<Response> => {
    const shared = await server.enterLink(event, entry)
    if (shared === null) throw await server.faultOfLink(event, entry.key)
    const response = redirectResponse(await landingUrl(shared, links), server.options, 302)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

  /** Says nothing of what the link opens: programs that draw previews of links see it, too. */
  const answer = (doorstep: ShareDoorstep, { error = null, status = 200 }: Partial<Doorstep> = {}): PageAnswer => ({
    page: 'link-door',
    view: { title: t('link-door.title'), ...doorstep, error },
    head: { title: t('link-door.title'), noIndex: true },
    status,
    keep: false,
    headers,
  })

  router.get('/s/:key', async (request) => {
    const key = keyOf(request)
    const doorstep = await server.lookAtLink(request.event, key)
    if (doorstep === null) throw await server.faultOfLink(request.event, key)
    return doorstep.needsPassword || doorstep.isLimited ? answer(doorstep) : enter(request, { key })
  })

  router.post('/s/:key', async (request) => {
    const form = await readForm(request.event)
    const key = keyOf(request)
    try {
      return await enter(request, { key, password: form.get('password') ?? '' })
    } catch (error) {
      if (!VitrineError.has(error, 'LINK_PASSWORD_INVALID', 'RATE_LIMITED')) throw error
      const doorstep = await server.lookAtLink(request.event, key)
      if (doorstep === null) throw await server.faultOfLink(request.event, key)
      return answer(doorstep, { error: error.message, status: toFailure(error).status })
    }
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
