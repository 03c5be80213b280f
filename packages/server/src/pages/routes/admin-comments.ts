import { type CommentSettings, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../admin-form.ts'
import { loadAbout } from '../comments-about.ts'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import { requireAdmin } from '../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readCursor, readSearch } from '../query.ts'
import { commentSettingsFields, readCommentSettings, toCommentRows } from '../view-models/admin-comments.ts'
import { type FormFault, noFault, toFormFault } from '../view-models/form-page.ts'
import { toManageNav } from '../view-models/manage.ts'

const base = '/admin/comments'
const perPage = 50
const maxQuery = 200
const outcomes = ['approved', 'removed'] as const

/** `/admin/comments`: what waits and what was written, and who may write and rate. */
export const registerAdminComments = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const stateOf = (query: URLSearchParams) => (query.get('state') === 'shown' ? 'shown' : 'pending')

  const show = async (
    request: PageRequest,
    {
      error = null,
      typed,
      fault = noFault,
    }: { error?: string | null; typed?: CommentSettings; fault?: FormFault } = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const state = stateOf(query)
    const words = readSearch(query).slice(0, maxQuery)
    const [page, settings, ratings] = await Promise.all([
      gallery.comments.list({ state, query: words, limit: perPage, cursor: readCursor(query) }),
      gallery.comments.settings(),
      gallery.ratings.settings(),
    ])
    const about = await loadAbout(gallery, page.items)
    const path = (which: 'pending' | 'shown', more: Readonly<Record<string, string | undefined>> = {}) =>
      links.path(base, { state: which === 'shown' ? which : undefined, ...more })
    const { csrfToken } = identity
    const done = query.get('done')
    const outcome = outcomes.find((one) => one === done)
    return {
      page: 'admin-comments',
      view: {
        nav: toManageNav('comments', pages),
        tabs: {
          label: t('mcomments.which'),
          items: (['pending', 'shown'] as const).map((which) => ({
            label: t(`mcomments.${which}`),
            url: path(which),
            isCurrent: which === state,
          })),
        },
        state,
        notice: outcome ? t(`mcomments.done.${outcome}`) : done === 'saved' ? t('done.saved') : null,
        error,
        count: t('mcomments.count', { count: page.total }),
        query: words,
        searchUrl: links.path(base),
        rows: toCommentRows(page.items, about, pages),
        empty: t(words === '' ? `mcomments.none.${state}` : 'mcomments.none.found'),
        action: path(state, { q: words || undefined }),
        csrfToken,
        olderUrl: page.nextCursor === null ? null : path(state, { q: words || undefined, cursor: page.nextCursor }),
        forms: [
          {
            id: 'settings',
            title: t('mcomments.settings'),
            method: 'post',
            action: links.path(`${base}/settings`),
            csrfToken,
            error: fault.message,
            fields: commentSettingsFields(typed ?? settings, fault, pages),
            submit: t('manage.save'),
          },
          {
            id: 'ratings',
            title: t('mcomments.ratings'),
            method: 'post',
            action: links.path(`${base}/ratings`),
            csrfToken,
            error: null,
            fields: [
              {
                kind: 'check',
                name: 'enabled',
                label: t('mcomments.ratings.enabled'),
                isChecked: ratings.enabled,
              },
            ],
            submit: t('manage.save'),
          },
        ],
      },
      head: { title: t('mcomments.title'), section: 'manage', noIndex: true },
      status: error === null ? fault.status : 400,
      keep: false,
    }
  }

  router.get(base, async (request) => {
    await requireAdmin(request)
    return show(request)
  })

  router.post(base, async (request) => {
    const { event, gallery, query } = request
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    const picked = form
      .getAll('comments')
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id > 0)
    const leadOn = (done: (typeof outcomes)[number]) =>
      redirectResponse(
        links.path(base, {
          state: stateOf(query) === 'shown' ? 'shown' : undefined,
          q: readSearch(query) || undefined,
          done,
        }),
        server.options,
      )
    await requireAdmin(request)
    if (picked.length === 0) return show(request, { error: t('mcomments.pick') })
    switch (form.get('do')) {
      case 'approve':
        await gallery.comments.approve(picked)
        return leadOn('approved')
      case 'remove':
        await gallery.comments.remove(picked)
        return leadOn('removed')
      default:
        throw new VitrineError('ROUTE_NOT_FOUND')
    }
  })

  router.post(`${base}/settings`, async (request) => {
    const form = await readAdminForm(request, server)
    const typed = readCommentSettings(form)
    try {
      await request.gallery.comments.setSettings(typed)
    } catch (error) {
      return show(request, { typed, fault: toFormFault(error, pages) })
    }
    return redirectResponse(links.path(base, { done: 'saved' }), server.options)
  })

  router.post(`${base}/ratings`, async ({ event, gallery }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    await gallery.ratings.setSettings({ enabled: form.get('enabled') === '1' })
    return redirectResponse(links.path(base, { done: 'saved' }), server.options)
  })
}
