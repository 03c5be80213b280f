import { siteFilesOf } from '../../../themes/site-files.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { readMultipart } from '../../multipart.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { toAdminLogo } from '../../view-models/admin/logo.ts'
import { type FormFault, noFault, toFormFault } from '../../view-models/form-page.ts'

/** Two pictures, and some fields. */
const maxFormBytes = 1_100 * 1024

/** `/admin/themes/logo`: the logo of the site. */
export const registerAdminLogo = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const path = '/admin/themes/logo'

  const answer = async (request: PageRequest, fault: FormFault = noFault): Promise<PageAnswer> => {
    const files = siteFilesOf(server.gallery)
    return {
      page: 'admin-logo',
      view: await toAdminLogo(
        {
          logo: (await request.gallery.appearance()).logo,
          urlOf: (digest) => server.themes.siteFile('logo.png', digest, files),
          csrfToken: request.identity.csrfToken,
          notice: fault === noFault ? readNotice(request.query, pages) : null,
          fault,
        },
        pages,
      ),
      head: { title: t('mlogo.title'), section: 'manage', noIndex: true },
      status: fault.status,
      keep: false,
    }
  }

  router.get(path, async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.post(path, async (request) => {
    const form = await readMultipart(request.event, maxFormBytes)
    await server.checkWrite(request.event, form.text('csrfToken') || null)
    await requireAdmin(request)
    // A new picture, none, or that which is there.
    const picture = async (ground: 'light' | 'dark') =>
      (await form.file(ground)) ?? (form.text(`remove-${ground}`) === '' ? undefined : null)
    try {
      await request.gallery.settings.setLogo({
        light: await picture('light'),
        dark: await picture('dark'),
        withTitle: form.text('withTitle') !== '',
      })
    } catch (error) {
      return answer(request, toFormFault(error, pages))
    }
    return redirectResponse(links.path(path, { done: 'saved' }), server.options)
  })
}
