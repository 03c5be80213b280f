import { type NewsRhythm, type NewsSubscriber, newsRhythms, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { findUser } from '../../find-user.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor } from '../../query.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, type FormPageView, type FormView, noFault, toFormFault } from '../../view-models/form-page.ts'

const base = '/admin/news'
const perPage = 50

/** `/admin/news`: who is written to about what is new, and how. */
export const registerAdminNews = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t, formats } = pages
  const back = (done: string) => redirectResponse(links.path(base, { done }), server.options)

  const labelOf = ({ username, rhythm, nextAt, canBeWrittenTo }: NewsSubscriber): string => {
    const row = { name: username, rhythm: t(`notify.${rhythm}`) }
    return canBeWrittenTo && nextAt !== null
      ? t('mnews.row', { ...row, next: formats.instant(nextAt) })
      : t('mnews.row.mute', row)
  }

  const show = async (
    { gallery, identity, query }: PageRequest,
    refused?: { readonly form: 'settings' | 'send' | 'choose'; readonly fault: FormFault },
  ): Promise<PageAnswer> => {
    const [state, settings, page] = await Promise.all([
      gallery.news.state(),
      gallery.news.settings(),
      gallery.news.subscribers({ limit: perPage, cursor: readCursor(query) }),
    ])
    const preview = query.get('look') === '1' ? await gallery.news.preview() : null
    const faultOf = (form: string): FormFault => (refused?.form === form ? refused.fault : noFault)
    const form = (
      id: 'settings' | 'send' | 'choose' | 'list',
      rest: Pick<FormView, 'title' | 'fields' | 'submit'> & { readonly lead?: string; readonly isDangerous?: boolean },
    ): FormView => ({
      id,
      method: 'post',
      action: links.path(`${base}/${id}`),
      csrfToken: identity.csrfToken,
      error: faultOf(id).message,
      ...rest,
    })
    const fault = faultOf('settings')
    const done = query.get('done')
    const view: FormPageView = {
      nav: toManageNav('news', pages),
      title: t('mnews.title'),
      lead: [
        t('mnews.lead', { count: state.subscribers }),
        ...(settings.enabled && !state.isOffered ? [t('mnews.noMail')] : []),
        ...(state.isOffered && state.nextAt !== null ? [t('mnews.next', { when: formats.instant(state.nextAt) })] : []),
      ].join(' '),
      marks: [],
      breadcrumbs: [],
      notice: done === 'sent' ? t('mnews.done.sent') : done === 'saved' ? t('done.saved') : null,
      links: [
        ...(state.isOffered
          ? [{ name: t('mnews.look'), url: links.path(base, { look: 1 }), icon: 'next' as const }]
          : []),
        ...(page.nextCursor === null
          ? []
          : [{ name: t('mnews.older'), url: links.path(base, { cursor: page.nextCursor }), icon: 'next' as const }]),
      ],
      forms: [
        form('settings', {
          title: t('mnews.settings'),
          fields: [
            { kind: 'check', name: 'enabled', label: t('mnews.enabled'), isChecked: settings.enabled },
            {
              kind: 'number',
              name: 'hour',
              label: t('mnews.hour'),
              value: String(settings.hour),
              maxLength: 2,
              error: fault.of('hour'),
            },
            {
              kind: 'area',
              name: 'text',
              label: t('mnews.ownText'),
              value: settings.text ?? '',
              maxLength: 1_000,
              rows: 3,
              error: fault.of('text'),
            },
            { kind: 'check', name: 'pictures', label: t('mnews.pictures'), isChecked: settings.pictures },
            {
              kind: 'number',
              name: 'maxPictures',
              label: t('mnews.maxPictures'),
              value: String(settings.maxPictures),
              maxLength: 2,
              error: fault.of('maxPictures'),
            },
          ],
          submit: t('manage.save'),
        }),
        ...(state.isOffered
          ? [
              form('send', {
                title: t('mnews.send'),
                lead: preview
                  ? t('mnews.send.preview', {
                      looked: preview.looked,
                      letters: preview.letters,
                      photos: preview.mostPhotos,
                      isComplete: String(preview.isComplete),
                    })
                  : t('mnews.send.lead'),
                fields: [],
                submit: t('mnews.send.submit'),
              }),
            ]
          : []),
        form('choose', {
          title: t('mnews.choose'),
          fields: [
            {
              kind: 'text',
              name: 'username',
              label: t('mnews.username'),
              value: '',
              maxLength: 100,
              error: faultOf('choose').of('username'),
            },
            {
              kind: 'select',
              name: 'rhythm',
              label: t('notify.rhythm'),
              options: newsRhythms.map((value) => ({
                value,
                label: t(`notify.${value}`),
                isSelected: value === 'weekly',
              })),
            },
          ],
          submit: t('manage.save'),
        }),
        ...(page.items.length === 0
          ? []
          : [
              form('list', {
                title: t('mnews.list'),
                fields: [
                  {
                    kind: 'checks',
                    name: 'users',
                    label: t('mnews.list'),
                    options: page.items.map((row) => ({
                      value: String(row.userId),
                      label: labelOf(row),
                      isSelected: false,
                    })),
                  },
                ],
                submit: t('mnews.list.end'),
              }),
            ]),
      ],
    }
    return {
      page: 'admin-form',
      view,
      head: { title: view.title, section: 'manage', noIndex: true },
      status: refused?.fault.status ?? 200,
      keep: false,
    }
  }

  const post = (
    id: 'settings' | 'send' | 'choose',
    save: (request: PageRequest, form: URLSearchParams) => Promise<Response>,
  ): void =>
    router.post(`${base}/${id}`, async (request) => {
      const form = await readAdminForm(request, server)
      try {
        return await save(request, form)
      } catch (error) {
        return show(request, { form: id, fault: toFormFault(error, pages) })
      }
    })

  router.get(base, async (request) => {
    await requireAdmin(request)
    return show(request)
  })

  post('settings', async ({ gallery }, form) => {
    await gallery.news.setSettings({
      enabled: form.has('enabled'),
      hour: Number(form.get('hour') || Number.NaN),
      text: form.get('text')?.trim() || null,
      pictures: form.has('pictures'),
      maxPictures: Number(form.get('maxPictures') || Number.NaN),
    })
    return back('saved')
  })

  post('send', async ({ gallery }) => {
    await gallery.news.send()
    return back('sent')
  })

  post('choose', async ({ gallery }, form) => {
    const name = (form.get('username') ?? '').trim()
    const user = await findUser(gallery, name)
    if (!user) throw new VitrineError('INPUT_INVALID', { issues: [{ path: 'username', message: t('mnews.unknown') }] })
    await gallery.news.chooseFor(user.id, { rhythm: (form.get('rhythm') ?? '') as NewsRhythm })
    return back('saved')
  })

  router.post(`${base}/list`, async (request) => {
    const form = await readAdminForm(request, server)
    for (const id of form.getAll('users').slice(0, perPage))
      await request.gallery.news.chooseFor(Number(id), { rhythm: 'never' })
    return back('saved')
  })
}
