import { requireAdmin } from '../guard.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { toManageView } from '../view-models/manage.ts'

/** `/admin`: the way to all pages for administrators. */
export const registerAdmin = (router: PageRouter, pages: PagesContext): void => {
  router.get('/admin', async (request) => {
    await requireAdmin(request)
    return {
      page: 'admin',
      view: toManageView(pages),
      head: { title: pages.t('manage.title'), section: 'manage', noIndex: true },
      keep: false,
    }
  })
}
