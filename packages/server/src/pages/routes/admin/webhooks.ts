import type { AttemptResult } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor, readPathId } from '../../query.ts'
import {
  toAdminWebhooksView,
  toAdminWebhookView,
  type WebhookPageState,
  type WebhookValues,
} from '../../view-models/admin/webhooks.ts'
import { type FormFault, faultAt, toFormFault } from '../../view-models/form-page.ts'

const deliveriesPerPage = 50

/** `/admin/webhooks`: who is told what happens, and whether it arrives. */
export const registerAdminWebhooks = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const stateOf = ({ identity, query }: PageRequest): WebhookPageState => {
    const tested = query.get('tested')
    const status = tested !== null && /^\d{3}$/.test(tested) ? Number(tested) : null
    const isTaken = status !== null && status >= 200 && status < 300
    const done = (['saved', 'deleted', 'replayed'] as const).find((name) => name === query.get('done'))
    return {
      csrfToken: identity.csrfToken,
      notice: isTaken ? t('webhooks.tested', { status }) : done === undefined ? null : t(`webhooks.${done}`),
      fault:
        tested === null || isTaken
          ? null
          : status === null
            ? t('webhooks.tested.none')
            : t('webhooks.tested.refused', { status }),
      secret: null,
    }
  }
  const head = () => ({ title: t('webhooks.title'), section: 'manage', noIndex: true }) as const

  const showList = async (request: PageRequest, more: Partial<WebhookPageState> = {}): Promise<PageAnswer> => ({
    page: 'admin-webhooks',
    view: toAdminWebhooksView(await request.gallery.webhooks.list(), { ...stateOf(request), ...more }, pages),
    head: head(),
    status: more.typed?.fault.status ?? 200,
    keep: false,
  })

  const showOne = async (
    request: PageRequest,
    more: Partial<WebhookPageState> & { since?: { value: string; fault: FormFault } } = {},
  ): Promise<PageAnswer> => {
    const id = readPathId(request.event, 'webhook')
    const webhook = await request.gallery.webhooks.get(id)
    const cursor = readCursor(request.query)
    const deliveries = await request.gallery.webhooks.deliveries(id, {
      limit: deliveriesPerPage,
      ...(cursor === undefined ? {} : { cursor }),
    })
    return {
      page: 'admin-webhook',
      view: toAdminWebhookView(webhook, deliveries, { ...stateOf(request), ...more }, pages),
      head: head(),
      status: more.typed?.fault.status ?? more.since?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/webhooks', async (request) => {
    await requireAdmin(request)
    return showList(request)
  })
  router.get('/admin/webhooks/:webhook', async (request) => {
    await requireAdmin(request)
    return showOne(request)
  })

  /** A form that was sent by an administrator. */
  const post = (path: string, work: (request: PageRequest, form: URLSearchParams) => Promise<PageAnswer>): void =>
    router.post(path, async (request) => {
      const form = await readAdminForm(request, server)
      return work(request, form)
    })
  const backTo = (request: PageRequest, query: Record<string, string>): Response =>
    redirectResponse(links.path(`/admin/webhooks/${readPathId(request.event, 'webhook')}`, query), server.options)

  post('/admin/webhooks', async (request, form) => {
    const values = readValues(form)
    try {
      // Not kept for going back to: the secret is shown in this answer alone.
      const { secret } = await request.gallery.webhooks.create(toDraft(values))
      return await showList(request, { secret })
    } catch (error) {
      return showList(request, { typed: { values, fault: toFormFault(error, pages) } })
    }
  })
  post('/admin/webhooks/:webhook', async (request, form) => {
    const values = readValues(form)
    try {
      await request.gallery.webhooks.update(readPathId(request.event, 'webhook'), toDraft(values))
      return backTo(request, { done: 'saved' })
    } catch (error) {
      return showOne(request, { typed: { values, fault: toFormFault(error, pages) } })
    }
  })
  for (const [action, state] of [
    ['pause', 'paused'],
    ['resume', 'active'],
  ] as const)
    post(`/admin/webhooks/:webhook/${action}`, async (request) => {
      await request.gallery.webhooks.update(readPathId(request.event, 'webhook'), { state })
      return backTo(request, { done: 'saved' })
    })
  post('/admin/webhooks/:webhook/test', async (request) =>
    backTo(request, toTested(await request.gallery.webhooks.test(readPathId(request.event, 'webhook')))),
  )
  post('/admin/webhooks/:webhook/deliveries/:delivery/resend', async (request) => {
    const id = readPathId(request.event, 'webhook')
    return backTo(request, toTested(await request.gallery.webhooks.resend(id, readPathId(request.event, 'delivery'))))
  })
  post('/admin/webhooks/:webhook/replay', async (request, form) => {
    const value = (form.get('since') ?? '').trim()
    const since = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00.000Z`) : new Date(Number.NaN)
    if (Number.isNaN(since.getTime()))
      return showOne(request, { since: { value, fault: faultAt('since', t('webhooks.replay.since.fault'), pages) } })
    await request.gallery.webhooks.replay(readPathId(request.event, 'webhook'), { since: since.toISOString() })
    return backTo(request, { done: 'replayed' })
  })
  post('/admin/webhooks/:webhook/secret', async (request) => {
    const { secret } = await request.gallery.webhooks.renewSecret(readPathId(request.event, 'webhook'))
    return showOne(request, { secret })
  })
  post('/admin/webhooks/:webhook/delete', async (request) => {
    await request.gallery.webhooks.delete(readPathId(request.event, 'webhook'))
    return redirectResponse(links.path('/admin/webhooks', { done: 'deleted' }), server.options)
  })
}

const readValues = (form: URLSearchParams): WebhookValues => ({
  url: (form.get('url') ?? '').trim(),
  description: (form.get('description') ?? '').trim(),
  types: (form.get('types') ?? '').trim(),
})

const toDraft = ({ url, description, types }: WebhookValues) => ({
  url,
  description,
  types: types === '' ? null : types.split(/[\s,]+/).filter((type) => type !== ''),
})

const toTested = ({ status }: AttemptResult): Record<string, string> => ({
  tested: status === null ? 'none' : String(status),
})
