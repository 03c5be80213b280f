import { VitrineError } from '@vitrine/core'
import { baseHeaders, inertContent, noStore } from '../../http/headers.ts'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import { requireAdmin } from '../guard.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { problemsPerPage, readCursor, readPathId } from '../query.ts'
import { progressText, toAdminLibraryView } from '../view-models/admin-library.ts'
import { toManageNav } from '../view-models/manage.ts'

/** `/admin/library`: what is read, how that went, and what was left out. */
export const registerAdminLibrary = (router: PageRouter, pages: PagesContext): void => {
  const { background, links, server, t } = pages
  const path = links.path('/admin/library')

  router.get('/admin/library', async (request) => {
    await requireAdmin(request)
    const { gallery, identity, query } = request
    const cursor = readCursor(query)
    const [roots, problems] = await Promise.all([
      gallery.library.roots(),
      gallery.library.problems({ limit: problemsPerPage, cursor }),
    ])
    const library = toAdminLibraryView(
      roots,
      problems,
      {
        csrfToken: identity.csrfToken,
        notice: query.get('started') === '1' ? t('admin.sync.started') : null,
        runs: gallery.library.progress(),
        moreProblemsUrl:
          problems.nextCursor === null ? null : links.path('/admin/library', { cursor: problems.nextCursor }),
      },
      pages,
    )
    return {
      page: 'admin-library',
      view: { ...library, nav: toManageNav('library', pages) },
      head: { title: t('admin.title'), section: 'manage', noIndex: true },
      keep: false,
    }
  })

  router.get('/admin/library/progress', async (request) => {
    await requireAdmin(request)
    return new Response(JSON.stringify({ text: progressText(request.gallery.library.progress(), pages) }), {
      headers: {
        ...baseHeaders(server.options),
        ...inertContent,
        ...noStore,
        'content-type': 'application/json; charset=utf-8',
      },
    })
  })

  router.post('/admin/library/:root/sync', async (request) => {
    const form = await readForm(request.event)
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const id = readPathId(request.event, 'root')
    const roots = await request.gallery.library.roots()
    if (!roots.some((root) => root.id === id)) throw new VitrineError('ROOT_NOT_FOUND')
    // Reading a big folder takes minutes: the page comes back at once and shows how far it is.
    background.run((signal) => request.gallery.library.sync(id, { signal }))
    return redirectResponse(`${path}?started=1`, server.options)
  })
}
