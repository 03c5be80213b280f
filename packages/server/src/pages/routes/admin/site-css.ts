import { requireOwnRules } from '../../../themes/site-css.ts'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { maxLongFormBytes, readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, type FormView, noFault, toFormFault } from '../../view-models/form-page.ts'

/** `/admin/themes/css`: rules of the site's own. */
export const registerAdminSiteCss = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const path = links.path('/admin/themes/css')

  const answer = async (request: PageRequest, typed?: string, fault: FormFault = noFault): Promise<PageAnswer> => {
    const { css, before } = await request.gallery.settings.siteCss()
    const { csrfToken } = request.identity
    const form = (
      rest: Pick<FormView, 'id' | 'title' | 'action' | 'error' | 'fields' | 'submit' | 'lead'>,
    ): FormView => ({
      method: 'post',
      csrfToken,
      ...rest,
    })
    return {
      page: 'admin-form',
      view: {
        nav: toManageNav('themes', pages),
        title: t('mthemes.css'),
        lead: t('mthemes.css.lead'),
        marks: [],
        breadcrumbs: [{ name: t('mthemes.title'), url: links.path('/admin/themes') }],
        notice: fault === noFault ? readNotice(request.query, pages) : null,
        links: [],
        forms: [
          form({
            id: 'css',
            title: null,
            action: path,
            error: fault.message,
            fields: [
              {
                kind: 'area',
                name: 'css',
                label: t('mthemes.css.label'),
                hint: t('mthemes.css.hint'),
                value: typed ?? css,
                maxLength: 65_536,
                rows: 20,
                error: fault.of('css'),
              },
            ],
            submit: t('manage.save'),
          }),
          ...(before === null
            ? []
            : [
                form({
                  id: 'undo',
                  title: t('mthemes.css.undo'),
                  lead: t('mthemes.css.undo.lead'),
                  action: `${path}/undo`,
                  error: null,
                  fields: [],
                  submit: t('mthemes.css.undo'),
                }),
              ]),
        ],
      },
      head: { title: t('mthemes.css'), section: 'manage', noIndex: true },
      status: fault.status,
      keep: false,
    }
  }
  const saved = () => redirectResponse(links.path('/admin/themes/css', { done: 'saved' }), server.options)

  router.get('/admin/themes/css', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.post('/admin/themes/css', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const css = (form.get('css') ?? '').replaceAll('\r\n', '\n')
    try {
      requireOwnRules(css)
      await request.gallery.settings.setSiteCss(css)
    } catch (error) {
      return answer(request, css, toFormFault(error, pages))
    }
    return saved()
  })

  router.post('/admin/themes/css/undo', async (request) => {
    await readAdminForm(request, server)
    await request.gallery.settings.undoSiteCss()
    return saved()
  })
}
