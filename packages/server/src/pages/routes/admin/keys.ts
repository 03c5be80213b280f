import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageRouter, PagesContext } from '../../page-context.ts'
import { toApiKeyViews } from '../../view-models/account/api-keys.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { moreUrlOf, noticeOf, revoke } from '../account/keys.ts'

const base = '/admin/keys'

/** `/admin/keys`: the API keys of everybody. */
export const registerAdminKeys = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  router.get(base, async (request) => {
    await requireAdmin(request)
    const { gallery, identity, query } = request
    const list = await gallery.keys.list({ user: 'all', limit: 50, cursor: query.get('after') ?? undefined })
    return {
      page: 'api-keys',
      view: {
        accountNav: null,
        manageNav: toManageNav('keys', pages),
        title: t('apiKeys.all.title'),
        lead: t('apiKeys.all.lead'),
        notice: noticeOf(query, pages),
        csrfToken: identity.csrfToken,
        created: null,
        countText: pages.formats.number(list.total),
        keys: toApiKeyViews(list, { base, isAll: true }, pages),
        emptyText: t('apiKeys.none.all'),
        moreUrl: moreUrlOf(list, base, pages),
        revokeAllUrl: null,
        form: null,
      },
      head: { title: t('apiKeys.all.title'), section: 'manage', noIndex: true },
      keep: false,
    }
  })

  router.post(`${base}/:id/revoke`, async (request) => {
    await requireAdmin(request)
    await revoke(request, pages)
    return redirectResponse(links.path(base, { done: 'revoked' }), server.options)
  })
}
