import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageRouter, PagesContext } from '../../page-context.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { toAdminStorageView } from '../../view-models/admin/storage.ts'

/** `/admin/storage`: whether everything that should be stored is, and what the last check found. */
export const registerAdminStorage = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const path = links.path('/admin/storage')

  router.get('/admin/storage', async (request) => {
    await requireAdmin(request)
    const { gallery, identity, query } = request
    const started = query.get('started')
    const notice = started === '1' ? t('storage.started') : started === '0' ? t('storage.busy') : null
    const view = toAdminStorageView(await gallery.storage.latest(), { csrfToken: identity.csrfToken, notice }, pages)
    return {
      page: 'admin-storage',
      view: { ...view, nav: toManageNav('storage', pages) },
      head: { title: t('storage.title'), section: 'manage', noIndex: true },
      keep: false,
    }
  })

  router.post('/admin/storage/check', async (request) => {
    const form = await readAdminForm(request, server)
    const id = await request.gallery.storage.enqueue({ repair: form.get('repair') === '1' })
    return redirectResponse(`${path}?started=${id === null ? 0 : 1}`, server.options)
  })
}
