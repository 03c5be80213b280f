import { requireAdmin } from '../../guard.ts'
import type { PageRouter, PagesContext } from '../../page-context.ts'
import { toManageView } from '../../view-models/admin/manage.ts'
import { toOverviewView } from '../../view-models/admin/overview.ts'
import { chartSpan, toVisitChart } from '../../view-models/admin/visit-chart.ts'

/** Of visits that the page shows. */
const weeks = 4

/** `/admin`: the way to all pages for administrators. */
export const registerAdmin = (router: PageRouter, pages: PagesContext): void => {
  router.get('/admin', async (request) => {
    await requireAdmin(request)
    const { gallery } = request
    const span = chartSpan('day', new Date(), weeks * 7)
    const [overview, summary, check] = await Promise.all([
      gallery.overview.read(),
      gallery.history.summary({ by: 'day', from: span.from, to: span.to }),
      gallery.storage.latest(),
    ])
    const chart =
      summary.all.total === 0 ? null : toVisitChart(summary, span.periods, pages, pages.t('overview.visits'))
    return {
      page: 'admin',
      view: toManageView(toOverviewView(overview, { chart, check }, pages), pages),
      head: { title: pages.t('manage.title'), section: 'manage', noIndex: true },
      keep: false,
    }
  })
}
