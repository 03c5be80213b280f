import { VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { type BatchFormValues, readBatchForm, toBatch } from '../../batches/batch-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor } from '../../query.ts'
import { type AdminBatchesState, batchesPath, toAdminBatchesView } from '../../view-models/admin/batches.ts'
import { noFault, toFormFault } from '../../view-models/form-page.ts'

const batchesPerPage = 20

/** Fields of the form by what the core calls them. */
const fieldOf = { 'select.q': 'q', 'change.set.level': 'level', 'change.shiftTakenAtSeconds': 'shift', level: 'level' }

/** `/admin/batches`: many photos changed at once, looked at before, undone as one. */
export const registerAdminBatches = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const show = async (
    request: PageRequest,
    values: BatchFormValues,
    given: Partial<Pick<AdminBatchesState, 'fault' | 'preview' | 'failure'>> = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const page = await gallery.batch.list({ limit: batchesPerPage, cursor: readCursor(query) })
    const state = { fault: noFault, preview: null, failure: null, ...given }
    const notice = given.fault || given.preview || given.failure ? null : readDone(query)
    const view = toAdminBatchesView({ page, values, notice, csrfToken: identity.csrfToken, ...state }, pages)
    return {
      page: 'admin-batches',
      view,
      head: { title: t('batches.title'), section: 'manage', noIndex: true },
      status: state.failure === null ? state.fault.status : 409,
      keep: false,
    }
  }

  /** What was done, from the address: numbers alone, never words. */
  const readDone = (query: URLSearchParams): string | null => {
    const number = (name: string): number => (/^\d{1,7}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : 0)
    if (query.has('changed')) return t('batches.done', { count: number('changed') })
    if (!query.has('undone')) return null
    const undone = t('batches.undone', { count: number('undone') })
    return number('kept') === 0 ? undone : `${undone} ${t('batches.kept', { count: number('kept') })}`
  }

  router.get(batchesPath, async (request) => {
    await requireAdmin(request)
    // Other pages lead here with a selection.
    const values = readBatchForm(new URLSearchParams({ q: request.query.get('q') ?? '' }))
    return show(request, values)
  })

  for (const step of ['look', 'apply'] as const)
    router.post(`${batchesPath}/${step}`, async (request) => {
      const form = await readAdminForm(request, server)
      const values = readBatchForm(form)
      try {
        const asked = await toBatch(request.gallery, values, pages)
        if (step === 'look') {
          const preview = await request.gallery.batch.run({ ...asked, dryRun: true })
          return await show(request, values, { preview })
        }
        const expected = form.get('photos') ?? ''
        const { changed } = await request.gallery.batch.run({
          ...asked,
          expectedPhotos: /^\d{1,7}$/.test(expected) ? Number(expected) : -1,
        })
        return redirectResponse(links.path(batchesPath, { changed }), server.options)
      } catch (error) {
        if (VitrineError.has(error, 'BATCH_TOO_LARGE', 'BATCH_REFUSED', 'ALBUM_IS_SMART', 'HOOK_REJECTED'))
          return show(request, values, { failure: error.message })
        return show(request, values, { fault: toFormFault(error, pages, fieldOf) })
      }
    })

  router.post(`${batchesPath}/:batch/undo`, async (request) => {
    await readAdminForm(request, server)
    try {
      const { changed, kept } = await request.gallery.batch.undo(request.event.context.params?.batch ?? '')
      return redirectResponse(links.path(batchesPath, { undone: changed, kept }), server.options)
    } catch (error) {
      // Somebody else was first: the list says so.
      if (!VitrineError.has(error, 'BATCH_UNDONE')) throw error
      return show(request, readBatchForm(new URLSearchParams()), { failure: error.message })
    }
  })
}
