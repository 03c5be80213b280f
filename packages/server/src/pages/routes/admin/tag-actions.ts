import { inputInvalid, type ManagedTag } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { findTag } from '../../tag-names.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, type FormField, type FormView, faultAt, toFormFault } from '../../view-models/form-page.ts'

const maxSelected = 100

/** `/admin/tags/merge`, `/admin/tags/delete`, `/admin/tags/orphans`: each asks first, and then does it. */
export const registerAdminTagActions = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const readSelection = async ({ gallery }: PageRequest, from: URLSearchParams): Promise<ManagedTag[]> => {
    const values = [...new Set(from.getAll('id'))].slice(0, maxSelected)
    if (values.length === 0) throw inputInvalid([{ path: 'id', message: t('mtags.nothing') }])
    return Promise.all(values.map((value) => gallery.tags.manage.get(Number(value))))
  }

  const answer = (
    title: string,
    lead: string,
    form: Omit<FormView, 'id' | 'title' | 'method' | 'cancelUrl'>,
    fault?: FormFault,
  ): PageAnswer => ({
    page: 'admin-form',
    view: {
      nav: toManageNav('tags', pages),
      title,
      lead,
      marks: [],
      breadcrumbs: [
        { name: t('manage.tags'), url: links.path('/admin/tags') },
        { name: title, url: null },
      ],
      notice: null,
      links: [],
      forms: [{ ...form, id: 'confirm', title: null, method: 'post', cancelUrl: links.path('/admin/tags') }],
    },
    head: { title, section: 'manage', noIndex: true },
    status: fault?.status ?? 200,
    keep: false,
  })

  const hidden = (tags: readonly ManagedTag[]): FormField[] =>
    tags.map(({ id }) => ({ kind: 'hidden', name: 'id', value: String(id) }))

  const toText = (tag: ManagedTag): string => `${tag.name} (${t('count.photos', { count: tag.photos })})`

  const askMerge = (request: PageRequest, tags: readonly ManagedTag[], chosen = '', other = '', fault?: FormFault) => {
    const most = tags.toSorted((a, b) => b.photos - a.photos)[0]
    const preset = chosen === '' ? (tags.length > 1 ? String(most?.id) : 'other') : chosen
    return answer(
      t('mtags.merge.title'),
      t('mtags.merge.lead'),
      {
        action: links.path('/admin/tags/merge'),
        csrfToken: request.identity.csrfToken,
        error: fault?.message ?? null,
        fields: [
          ...hidden(tags),
          {
            kind: 'choice',
            name: 'into',
            label: t('mtags.merge.into'),
            error: fault?.of('into') ?? null,
            options: [
              ...tags.map((tag) => ({
                value: String(tag.id),
                label: tag.name,
                hint: t('count.photos', { count: tag.photos }),
                isSelected: preset === String(tag.id),
              })),
              { value: 'other', label: t('mtags.merge.other'), isSelected: preset === 'other' },
            ],
          },
          {
            kind: 'text',
            name: 'other',
            label: t('mtags.merge.other'),
            hint: t('mtags.merge.other.hint'),
            value: other,
            maxLength: 255,
            suggestUrl: links.apiUrl('/tags/suggest'),
            error: fault?.of('other') ?? null,
          },
        ],
        submit: t('mtags.merge.submit'),
      },
      fault,
    )
  }

  router.get('/admin/tags/merge', async (request) => {
    await requireAdmin(request)
    return askMerge(request, await readSelection(request, request.query))
  })

  router.post('/admin/tags/merge', async (request) => {
    const form = await readAdminForm(request, server)
    const tags = await readSelection(request, form)
    const [chosen, other] = [form.get('into') ?? '', (form.get('other') ?? '').trim().slice(0, 255)]
    const again = (fault: FormFault) => askMerge(request, tags, chosen, other, fault)
    const isOther = chosen === 'other'
    const into = isOther
      ? other === ''
        ? undefined
        : (await findTag(request.gallery, other))?.id
      : tags.find(({ id }) => String(id) === chosen)?.id
    if (into === undefined)
      return again(
        faultAt(isOther ? 'other' : 'into', t(isOther ? 'mtags.parent.unknown' : 'mtags.merge.choose'), pages),
      )
    const from = tags.map(({ id }) => id).filter((id) => id !== into)
    if (from.length === 0) return again(faultAt('into', t('mtags.merge.choose'), pages))
    try {
      await request.gallery.tags.manage.merge({ from, into })
    } catch (error) {
      return again(toFormFault(error, pages, { from: 'into' }))
    }
    return redirectResponse(links.path(`/admin/tags/${into}`, { done: 'merged' }), server.options)
  })

  router.get('/admin/tags/delete', async (request) => {
    await requireAdmin(request)
    const tags = await readSelection(request, request.query)
    return answer(t('mtags.delete.title', { count: tags.length }), t('mtags.delete.lead'), {
      lead: tags.map(toText).join(', '),
      action: links.path('/admin/tags/delete'),
      csrfToken: request.identity.csrfToken,
      error: null,
      fields: hidden(tags),
      submit: t('mtags.delete.submit'),
      isDangerous: true,
    })
  })

  router.post('/admin/tags/delete', async (request) => {
    const form = await readAdminForm(request, server)
    const tags = await readSelection(request, form)
    await request.gallery.tags.manage.delete(tags.map(({ id }) => id))
    return redirectResponse(links.path('/admin/tags', { done: 'deleted' }), server.options)
  })

  router.get('/admin/tags/orphans', async (request) => {
    await requireAdmin(request)
    const { total } = await request.gallery.tags.manage.list({ orphans: true, limit: 1 })
    return answer(t('mtags.orphans.title'), t('mtags.orphans.lead', { count: total }), {
      action: links.path('/admin/tags/orphans'),
      csrfToken: request.identity.csrfToken,
      error: null,
      fields: [],
      submit: t('mtags.orphans.delete'),
      isDangerous: true,
    })
  })

  router.post('/admin/tags/orphans', async (request) => {
    await readAdminForm(request, server)
    await request.gallery.tags.manage.deleteOrphans()
    return redirectResponse(links.path('/admin/tags', { done: 'orphans' }), server.options)
  })
}
