import { VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor, readPathId } from '../../query.ts'
import { jobStates, jobsPath, toAdminJobsView } from '../../view-models/admin/jobs.ts'

const jobsPerPage = 50

/** `/admin/jobs`: what the gallery does by itself. */
export const registerAdminJobs = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const show = async (request: PageRequest, fault: string | null = null): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const state = jobStates.find((one) => one === query.get('state')) ?? null
    const done = (['retried', 'removed'] as const).find((one) => one === query.get('done'))
    const page = await gallery.jobs.list({
      limit: jobsPerPage,
      state: state ?? undefined,
      cursor: readCursor(query),
    })
    const about = { state, fault, notice: done ? t(`jobs.${done}`) : null, csrfToken: identity.csrfToken }
    return {
      page: 'admin-jobs',
      view: toAdminJobsView(page, about, pages),
      head: { title: t('jobs.title'), section: 'manage', noIndex: true },
      status: fault === null ? 200 : 409,
      keep: false,
    }
  }

  router.get('/admin/jobs', async (request) => {
    await requireAdmin(request)
    return show(request)
  })

  for (const [action, done] of [
    ['retry', 'retried'],
    ['remove', 'removed'],
  ] as const)
    router.post(`/admin/jobs/:job/${action}`, async (request) => {
      await readAdminForm(request, server)
      try {
        await request.gallery.jobs[action](readPathId(request.event, 'job'))
      } catch (error) {
        // It went on in the meantime: the list says how it stands.
        if (!VitrineError.has(error, 'JOB_NOT_FOUND', 'JOB_NOT_RETRYABLE', 'JOB_RUNNING')) throw error
        return show(request, error.message)
      }
      return redirectResponse(links.path(jobsPath, { done }), server.options)
    })
}
