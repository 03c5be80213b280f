import { VitrineError } from '@vitrine/core'
import { getRouterParam } from 'h3'
import { baseHeaders, privateRevalidated } from '../../../http/headers.ts'
import { toChoice } from '../../../themes/choice.ts'
import { deleteTheme } from '../../../themes/delete-theme.ts'
import type { InstalledTheme } from '../../../themes/installed.ts'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { stopPreview } from '../../theme-preview.ts'
import { toThemesView } from '../../view-models/admin/themes.ts'

/** `/admin/themes`: the themes there are, and which of them everybody sees. */
export const registerAdminThemes = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const { themes } = server
  const back = (done?: 'saved' | 'deleted') =>
    redirectResponse(links.path('/admin/themes', done ? { done } : {}), server.options)

  const answer = async (request: PageRequest, refused?: { status: number; message: string }): Promise<PageAnswer> => {
    const appearance = await request.gallery.appearance()
    return {
      page: 'admin-themes',
      view: toThemesView(
        {
          installed: themes.installed(),
          active: themes.open([appearance.theme], appearance).view.name,
          appearance,
          csrfToken: request.identity.csrfToken,
          notice: refused ? null : readNotice(request.query, pages),
          error: refused?.message ?? null,
        },
        pages,
      ),
      head: { title: t('mthemes.title'), section: 'manage', noIndex: true },
      status: refused?.status ?? 200,
      keep: false,
    }
  }
  const named = ({ event }: PageRequest): InstalledTheme => {
    const name = getRouterParam(event, 'theme') ?? ''
    const theme = themes.installed().find((one) => one.name === name)
    if (!theme || theme.isHidden) throw new VitrineError('THEME_NOT_FOUND')
    return theme
  }

  router.get('/admin/themes', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.get('/admin/themes/:theme/screenshot', async (request) => {
    await requireAdmin(request)
    const { screenshot } = named(request)
    if (!screenshot) throw new VitrineError('ROUTE_NOT_FOUND')
    const type = { '.jpg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp' }[screenshot.extension]
    return new Response(Buffer.from(screenshot.bytes), {
      headers: { ...baseHeaders(server.options), ...privateRevalidated, 'content-type': type ?? '' },
    })
  })

  router.post('/admin/themes/:theme/activate', async (request) => {
    await readAdminForm(request, server)
    const theme = named(request)
    if (theme.fault !== null) throw new VitrineError('THEME_NOT_FOUND')
    await request.gallery.settings.setAppearance({ theme: theme.name })
    // Whoever tried it sees it now because everybody does.
    stopPreview(request.event, pages)
    return back('saved')
  })

  router.post('/admin/themes/:theme/delete', async (request) => {
    await readAdminForm(request, server)
    try {
      await deleteTheme(named(request), request.gallery, server)
    } catch (error) {
      if (!VitrineError.has(error, 'THEME_IN_USE')) throw error
      return answer(request, { status: 409, message: error.message })
    }
    return back('deleted')
  })

  router.post('/admin/themes/offered', async (request) => {
    const form = await readAdminForm(request, server)
    const known = themes.installed().filter(({ isHidden, fault }) => !isHidden && fault === null)
    const offered = form.getAll('theme').filter((name) => known.some((theme) => theme.name === toChoice(name).name))
    await request.gallery.settings.setAppearance({ offered })
    return back('saved')
  })

  router.post('/admin/themes/reread', async (request) => {
    await readAdminForm(request, server)
    themes.reread()
    return back('saved')
  })

  router.post('/admin/themes/stop', async (request) => {
    await readAdminForm(request, server)
    stopPreview(request.event, pages)
    return back()
  })
}
