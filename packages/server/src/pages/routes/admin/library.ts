import { VitrineError } from '@vitrine/core'
import { baseHeaders, inertContent, noStore } from '../../../http/headers.ts'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { problemsPerPage, readCursor, readPathId } from '../../query.ts'
import { type LibraryFormValues, progressText, toAdminLibraryView } from '../../view-models/admin/library.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, toFormFault } from '../../view-models/form-page.ts'

/** `/admin/library`: what is read, how that went, and what was left out. */
export const registerAdminLibrary = (router: PageRouter, pages: PagesContext): void => {
  const { background, links, server, t } = pages
  const path = links.path('/admin/library')
  const readLibraryNotice = (query: URLSearchParams): string | null =>
    query.get('started') === '1'
      ? t('admin.sync.started')
      : query.get('saved') === '1'
        ? t('admin.settings.saved')
        : null

  const answer = async (
    request: PageRequest,
    typed?: { values: LibraryFormValues; fault: FormFault },
  ): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const cursor = readCursor(query)
    const [roots, problems, watching, settings] = await Promise.all([
      gallery.library.roots(),
      gallery.library.problems({ limit: problemsPerPage, cursor }),
      gallery.library.watching(),
      gallery.settings.library(),
    ])
    const library = toAdminLibraryView(
      roots,
      problems,
      {
        csrfToken: identity.csrfToken,
        notice: typed ? null : readLibraryNotice(query),
        watching,
        settings,
        ...(typed ? { typed } : {}),
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
      status: typed?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/library', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.post('/admin/library', async (request) => {
    const form = await readAdminForm(request, server)
    const values = {
      watch: form.get('watch') === '1',
      schedule: (form.get('schedule') ?? '').trim(),
      quietSeconds: (form.get('quietSeconds') ?? '').trim(),
    }
    const { locked } = await request.gallery.settings.library()
    const patch = {
      watch: values.watch,
      schedule: values.schedule === '' ? null : values.schedule,
      quietSeconds: Number(values.quietSeconds.replace(',', '.')),
    }
    try {
      // What the server fixes is shown and not sent back.
      const free = Object.entries(patch).filter(([name]) => !(locked as readonly string[]).includes(name))
      await request.gallery.settings.setLibrary(Object.fromEntries(free))
    } catch (error) {
      return answer(request, { values, fault: toFormFault(error, pages) })
    }
    return redirectResponse(`${path}?saved=1`, server.options)
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
    await readAdminForm(request, server)
    const id = readPathId(request.event, 'root')
    const roots = await request.gallery.library.roots()
    if (!roots.some((root) => root.id === id)) throw new VitrineError('ROOT_NOT_FOUND')
    // Reading a big folder takes minutes: the page comes back at once and shows how far it is.
    background.run((signal) => request.gallery.library.sync(id, { signal }))
    return redirectResponse(`${path}?started=1`, server.options)
  })
}
