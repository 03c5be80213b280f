import { VitrineError } from '@vitrine/core'
import { getRouterParam } from 'h3'
import { baseHeaders, noStore } from '../../../http/headers.ts'
import { paletteValue } from '../../../themes/choice.ts'
import type { ThemeFacts } from '../../../themes/facts.ts'
import { type ReadValues, readFormValues } from '../../../themes/read-values.ts'
import type { ThemeValues } from '../../../themes/theme-settings.ts'
import { weakContrasts, withPalette } from '../../../themes/tokens.ts'
import { readAdminForm } from '../../admin-form.ts'
import { documentHeaders, pagePolicy, redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { otherList } from '../../lists/photo-list.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { toThemeFields } from '../../view-models/admin/theme-fields.ts'
import { showHome } from '../home.ts'
import { showPhoto } from '../photo.ts'

/** A preview stands in a frame of the page of settings, and nowhere else. */
const framed = {
  ...documentHeaders,
  'content-security-policy': pagePolicy({ frames: "'self'" }),
  'x-frame-options': 'SAMEORIGIN',
}

/** `/admin/themes/mosaic`: what can be set of a theme, and how it would look. */
export const registerAdminTheme = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t, formats } = pages
  const { themes } = server

  const factsOf = ({ event }: PageRequest): ThemeFacts & { readonly description: string } => {
    const theme = themes.find(getRouterParam(event, 'theme') ?? '')
    if (!theme?.facts || theme.isHidden) throw new VitrineError('THEME_NOT_FOUND')
    return { ...theme.facts, description: theme.description }
  }
  const pathOf = (facts: ThemeFacts, more = ''): string => `/admin/themes/${facts.name}${more}`

  const warningsOf = (facts: ThemeFacts, values: ThemeValues): string[] => {
    const chosen = values[paletteValue] ?? facts.usualPalette
    const tokens = withPalette(facts.tokens, facts.palettes.get(String(chosen)) ?? null)
    const own = { light: { ...tokens.light }, dark: { ...tokens.dark } }
    const set = facts.settings.flatMap((setting) => (setting.type === 'color' && values[setting.name] ? [setting] : []))
    for (const { name, property, mode } of set)
      for (const each of ['light', 'dark'] as const)
        if (mode === undefined || mode === each) own[each][property.slice(2)] = String(values[name])
    const weak = weakContrasts(own, facts.modes)
    return set.flatMap(({ property, title }) => {
      const worst = weak.filter(({ text, on }) => text === property.slice(2) || on === property.slice(2))
      const [first] = worst.sort((a, b) => a.ratio - b.ratio)
      return first
        ? [t('mtheme.contrast', { name: title, ratio: formats.number(Math.floor(first.ratio * 10) / 10) })]
        : []
    })
  }

  const answer = async (
    request: PageRequest,
    facts: ReturnType<typeof factsOf>,
    refused?: ReadValues & { sent: ThemeValues },
  ): Promise<PageAnswer> => {
    const saved = (await request.gallery.appearance()).values[facts.name] ?? {}
    const values = refused?.sent ?? saved
    return {
      page: 'admin-theme',
      view: {
        nav: toManageNav('themes', pages),
        title: t('mtheme.title', { title: facts.title }),
        description: facts.description,
        breadcrumbs: [{ name: t('mthemes.title'), url: links.path('/admin/themes') }],
        notice: refused ? null : readNotice(request.query, pages),
        error: refused ? t('manage.fault') : null,
        csrfToken: request.identity.csrfToken,
        action: links.path(pathOf(facts)),
        resetUrl: links.path(pathOf(facts, '/reset')),
        previewUrl: links.path(pathOf(facts, '/preview')),
        fields: toThemeFields(facts, values, refused?.faults ?? new Map(), pages),
        warnings: warningsOf(facts, values),
      },
      head: { title: t('mtheme.title', { title: facts.title }), section: 'manage', noIndex: true },
      status: refused ? 400 : 200,
      keep: false,
    }
  }
  const back = (facts: ThemeFacts) => redirectResponse(links.path(pathOf(facts), { done: 'saved' }), server.options)

  router.get('/admin/themes/:theme', async (request) => {
    await requireAdmin(request)
    return answer(request, factsOf(request))
  })

  router.post('/admin/themes/:theme', async (request) => {
    const form = await readAdminForm(request, server)
    const facts = factsOf(request)
    const read = readFormValues(facts, form)
    if (read.faults.size > 0) {
      const sent = Object.fromEntries([...form].filter(([name]) => name !== 'csrfToken'))
      return answer(request, facts, { ...read, sent: { ...sent, ...read.values } })
    }
    await request.gallery.settings.setAppearance({ values: { [facts.name]: read.values } })
    return back(facts)
  })

  router.post('/admin/themes/:theme/reset', async (request) => {
    await readAdminForm(request, server)
    const facts = factsOf(request)
    await request.gallery.settings.setAppearance({ values: { [facts.name]: null } })
    return back(facts)
  })

  /** What is wrong is as if it had not been touched: somebody is in the middle of typing. */
  const preview = async (request: PageRequest, sent: URLSearchParams): Promise<PageAnswer> => {
    const facts = factsOf(request)
    const appearance = await request.gallery.appearance()
    const isTouched = [...sent.keys()].some((name) => name !== 'csrfToken' && name !== 'on')
    const values = isTouched ? readFormValues(facts, sent).values : (appearance.values[facts.name] ?? {})
    const query = Object.fromEntries(
      isTouched ? [...sent].filter(([name]) => name !== 'csrfToken' && name !== 'on') : [],
    )
    const trial = themes.open([facts.name], appearance, {
      values,
      sheetUrl: links.path(pathOf(facts, '/look.css'), query),
    })
    const plain = { ...request, query: new URLSearchParams() }
    const [photo] = sent.get('on') === 'photo' ? (await request.gallery.photos.list({ limit: 1 })).items : []
    const shown = photo
      ? await showPhoto(plain, pages, photo.id, await otherList(plain, pages), { trial })
      : await showHome(plain, pages)
    return shown instanceof Response ? shown : { ...shown, trial, headers: framed, keep: false }
  }
  router.get('/admin/themes/:theme/preview', async (request) => {
    await requireAdmin(request)
    return preview(request, request.query)
  })
  router.post('/admin/themes/:theme/preview', async (request) => preview(request, await readAdminForm(request, server)))

  router.get('/admin/themes/:theme/look.css', async (request) => {
    await requireAdmin(request)
    const facts = factsOf(request)
    const values =
      request.query.size > 0
        ? readFormValues(facts, request.query).values
        : ((await request.gallery.appearance()).values[facts.name] ?? {})
    return new Response(themes.sheet(facts.name, values), {
      headers: { ...baseHeaders(server.options), ...noStore, 'content-type': 'text/css; charset=utf-8' },
    })
  })
}
