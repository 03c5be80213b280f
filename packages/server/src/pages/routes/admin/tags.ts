import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor } from '../../query.ts'
import { findTag, toLines } from '../../tag-names.ts'
import { type TagFormValues, toManagedTagsView } from '../../view-models/admin/managed-tags.ts'
import { type FormFault, faultAt, toFormFault } from '../../view-models/form-page.ts'

const maxSearchLength = 200

const tagsPerPage = 100
const maxTagFormBytes = 256 * 1024

/** `/admin/tags`: all tags, and making new ones. */
export const registerAdminTags = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answer = async (
    { gallery, identity, query }: PageRequest,
    typed: { values?: TagFormValues; fault?: FormFault } = {},
  ): Promise<PageAnswer> => {
    const text = (query.get('text') ?? '').slice(0, maxSearchLength).trim()
    const isOrphans = query.get('orphans') === '1'
    const { manage } = gallery.tags
    const [page, orphans, indexing] = await Promise.all([
      manage.list({ text, orphans: isOrphans, limit: tagsPerPage, cursor: readCursor(query) }),
      manage.list({ orphans: true, limit: 1 }),
      manage.indexing(),
    ])
    return {
      page: 'admin-tags',
      view: toManagedTagsView(
        page,
        {
          text,
          isOrphans,
          orphanCount: orphans.total,
          photosLeft: indexing.photosLeft,
          notice: readNotice(query, pages),
          csrfToken: identity.csrfToken,
          ...typed,
        },
        pages,
      ),
      head: { title: t('manage.tags'), section: 'manage', noIndex: true },
      status: typed.fault?.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/tags', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.post('/admin/tags', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxTagFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const values = readTagForm(form)
    const parent = values.parent === '' ? null : await findTag(request.gallery, values.parent)
    if (values.parent !== '' && parent === null)
      return answer(request, { values, fault: faultAt('parent', t('mtags.parent.unknown'), pages) })
    try {
      await request.gallery.tags.manage.create({
        name: values.name,
        parentId: parent?.id ?? null,
        synonyms: toLines(values.synonyms),
      })
    } catch (error) {
      return answer(request, { values, fault: toFormFault(error, pages, { parentId: 'parent' }) })
    }
    return redirectResponse(links.path('/admin/tags', { text: values.name, done: 'created' }), server.options)
  })
}

export const readTagForm = (form: URLSearchParams): TagFormValues => ({
  name: (form.get('name') ?? '').trim(),
  parent: (form.get('parent') ?? '').trim().slice(0, 255),
  synonyms: form.get('synonyms') ?? '',
})
