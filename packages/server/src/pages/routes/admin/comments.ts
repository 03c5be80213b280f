import { type CommentSettings, VitrineError } from '@vitrine/core'
import type { LinkQuery } from '../../../links.ts'
import { readAdminForm } from '../../admin-form.ts'
import { loadAbout } from '../../comments-about.ts'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor } from '../../query.ts'
import { commentSettingsFields, readCommentSettings, toCommentRows } from '../../view-models/admin/comments.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import {
  readCommentQuery,
  toCommentAddress,
  toCommentFilter,
  toCommentOptions,
} from '../../view-models/comment-filter.ts'
import { type FormFault, noFault, toFormFault } from '../../view-models/form-page.ts'

const base = '/admin/comments'
const perPage = 50
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
    const asked = readCommentQuery(query)
    const [page, settings, ratings, album] = await Promise.all([
      gallery.comments.list({ ...toCommentOptions(asked), state, limit: perPage, cursor: readCursor(query) }),
      gallery.comments.settings(),
      gallery.ratings.settings(),
      asked.album === null ? null : gallery.albums.get(asked.album),
    ])
    const about = await loadAbout(gallery, page.items)
    const hidden = { state: state === 'shown' ? state : undefined }
    const filter = toCommentFilter(asked, { path: base, hidden, comments: page.items, album }, pages)
    const path = (which: 'pending' | 'shown', more: LinkQuery = {}) =>
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
        filter,
        rows: toCommentRows(page.items, about, pages, (author) => path(state, toCommentAddress(asked, { author }))),
        empty: t(filter.allUrl === null ? `mcomments.none.${state}` : 'lcomments.none.found'),
        action: path(state, toCommentAddress(asked)),
        csrfToken,
        olderUrl: page.nextCursor === null ? null : path(state, toCommentAddress(asked, { cursor: page.nextCursor })),
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
          ...toCommentAddress(readCommentQuery(query)),
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
