import { VitrineError } from '@vitrine/core'
import { drainRequest } from '../../../http/drain.ts'
import { tableResponse } from '../../../http/table-response.ts'
import { receiveTableForm } from '../../../uploads/receive-table.ts'
import { createTableDrafts, maxDraftBytes } from '../../../uploads/table-drafts.ts'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readSearch } from '../../query.ts'
import { type TablesPageState, tableFormats, toAdminTablesView } from '../../view-models/admin/tables.ts'
import { type FormFault, faultAt, toFormFault } from '../../view-models/form-page.ts'

const unchosen: TablesPageState['typed'] = { format: 'csv', q: '', clearsEmpty: false }

/** `/admin/tables`: what people wrote on photos as a table, out and, after a look at what would change, in. */
export const registerAdminTables = (router: PageRouter, pages: PagesContext): void => {
  const { background, links, server, t } = pages
  const drafts = createTableDrafts(background)
  const back = (query: Record<string, string>) => redirectResponse(links.path('/admin/tables', query), server.options)

  const answer = (
    request: PageRequest,
    again: Partial<Pick<TablesPageState, 'typed' | 'refused'>> = {},
  ): PageAnswer => {
    const { identity, query } = request
    const asked = query.get('table')
    const draft = asked === null ? null : drafts.get(asked)
    const view = toAdminTablesView(
      {
        csrfToken: identity.csrfToken,
        notice: asked !== null && draft === null ? t('tables.gone') : null,
        draft,
        typed: unchosen,
        ...again,
      },
      pages,
    )
    return {
      page: 'admin-tables',
      view,
      head: { title: t('tables.title'), section: 'manage', noIndex: true, isBusy: Boolean(view.draft?.progress) },
      status: again.refused?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/tables', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.get('/admin/tables/export', async (request) => {
    await requireAdmin(request)
    const { gallery, query } = request
    const format = tableFormats.find((name) => name === query.get('format')) ?? unchosen.format
    const q = readSearch(query)
    const table = format === 'csv-bom' ? { format: 'csv' as const, bom: true } : { format }
    try {
      return await tableResponse(gallery, { ...table, ...(q === '' ? {} : { q }) }, server.options)
    } catch (error) {
      const refused = { form: 'export' as const, fault: toFormFault(error, pages) }
      return answer(request, { typed: { ...unchosen, format, q }, refused })
    }
  })

  router.post('/admin/tables/check', async (request) => {
    const { event, gallery } = request
    let clearsEmpty = false
    try {
      await requireAdmin(request)
      const work = receiveTableForm(event, server, {
        maxBytes: maxDraftBytes,
        store: (fields, { fileName, content }) => {
          clearsEmpty = fields.some(([name, value]) => name === 'clearEmpty' && value === '1')
          return drafts.check(gallery, { fileName: fileName || 'table', content, clearEmpty: clearsEmpty })
        },
      })
      return await work.then(
        ({ id }) => back({ table: id }),
        (error: unknown) =>
          answer(request, {
            typed: { ...unchosen, clearsEmpty },
            refused: { form: 'import', fault: toTableFault(error, pages) },
          }),
      )
    } catch (error) {
      drainRequest(event)
      throw error
    }
  })

  router.post('/admin/tables/apply', async (request) => {
    const form = await readAdminForm(request, server)
    const table = form.get('table') ?? ''
    drafts.apply(request.gallery, table, { skipErrors: form.get('skipErrors') === '1' })
    return back({ table })
  })
}

/** What is wrong with a file that was chosen. @throws the error itself where it is nothing of the kind */
const toTableFault = (error: unknown, pages: PagesContext): FormFault => {
  if (VitrineError.has(error, 'MEDIA_TOO_LARGE', 'BODY_TOO_LARGE'))
    return faultAt('file', pages.t('tables.import.tooLarge'), pages)
  if (VitrineError.has(error, 'UPLOAD_INVALID') && error.issues.some(({ path }) => path === 'file'))
    return faultAt('file', pages.t('tables.import.missing'), pages)
  return toFormFault(error, pages)
}
