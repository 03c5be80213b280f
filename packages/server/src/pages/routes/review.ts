import { type Album, type Review, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readCursor } from '../query.ts'
import { toAccountNav } from '../view-models/account/nav.ts'
import { toManageNav } from '../view-models/admin/manage.ts'
import { toQuotaLines, toReviewCards } from '../view-models/review.ts'

const perPage = 60
const outcomes = ['approved', 'returned', 'waiting'] as const

const idsIn = (values: readonly string[]): number[] =>
  values.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)

interface Typed {
  readonly error: string | null
  readonly noteError: string | null
  readonly note: string
  readonly picked: readonly number[]
}

/** `/admin/review`: what was sent in, for who may edit an album; `/uploads`: what became of one's own. */
export const registerReview = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const albumsOf = async ({ gallery }: PageRequest, reviews: readonly Review[]): Promise<Map<number, Album>> => {
    const ids = [...new Set(reviews.flatMap(({ albumId }) => albumId ?? []))]
    return new Map((await gallery.albums.getMany(ids)).map((album) => [album.id, album]))
  }

  const showQueue = async (request: PageRequest, typed?: Typed): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const state = query.get('state') === 'returned' ? 'returned' : 'waiting'
    const { items, total, nextCursor } = await gallery.reviews.list({
      state,
      limit: perPage,
      cursor: readCursor(query),
    })
    const [albums, { isAdmin }] = await Promise.all([albumsOf(request, items), request.me()])
    const path = (which: 'waiting' | 'returned', cursor?: string) =>
      links.path('/admin/review', { state: which === 'returned' ? which : undefined, cursor })
    const outcome = outcomes.find((one) => one === query.get('done'))
    const undone = idsIn((query.get('ids') ?? '').split('-')).slice(0, perPage)
    return {
      page: 'review',
      view: {
        nav: isAdmin ? toManageNav('review', pages) : null,
        tabs: {
          label: t('review.states'),
          items: (['waiting', 'returned'] as const).map((which) => ({
            label: t(`review.${which}`),
            url: path(which),
            isCurrent: which === state,
          })),
        },
        state,
        count: t('review.count', { count: total }),
        cards: toReviewCards(items, albums, pages),
        action: path(state),
        csrfToken: identity.csrfToken,
        done:
          outcome && !typed
            ? {
                text: t(`review.done.${outcome}`, { count: undone.length }),
                undo: outcome === 'waiting' || undone.length === 0 ? null : { ids: undone },
              }
            : null,
        error: typed?.error ?? null,
        noteError: typed?.noteError ?? null,
        typedNote: typed?.note ?? '',
        picked: new Set(typed?.picked),
        moreUrl: nextCursor === null ? null : path(state, nextCursor),
      },
      head: { title: t('review.title'), section: 'manage', noIndex: true },
      status: typed ? 400 : 200,
      keep: false,
    }
  }

  router.get('/admin/review', (request) => showQueue(request))

  router.post('/admin/review', async (request) => {
    const { event, gallery, query } = request
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    const picked = idsIn(form.getAll('photos')).slice(0, perPage)
    const note = form.get('note') ?? ''
    if (picked.length === 0) return showQueue(request, { error: t('review.pick'), noteError: null, note, picked })
    const leadOn = (done: (typeof outcomes)[number]) =>
      redirectResponse(
        links.path('/admin/review', {
          state: query.get('state') === 'returned' ? 'returned' : undefined,
          done,
          ids: picked.join('-'),
        }),
        server.options,
      )
    switch (form.get('do')) {
      case 'approve':
        await gallery.reviews.approve(picked)
        return leadOn('approved')
      case 'return':
        if (note.trim() === '')
          return showQueue(request, { error: null, noteError: t('review.note.missing'), note, picked })
        await gallery.reviews.sendBack(picked, note)
        return leadOn('returned')
      case 'reopen':
        await gallery.reviews.reopen(picked)
        return leadOn('waiting')
      default:
        throw new VitrineError('ROUTE_NOT_FOUND')
    }
  })

  router.get('/uploads', async (request) => {
    const { gallery, identity, query } = request
    const { user } = await request.me()
    if (!user) throw new VitrineError('UNAUTHENTICATED')
    const [{ items, nextCursor }, quota] = await Promise.all([
      gallery.reviews.mine({ limit: perPage, cursor: readCursor(query) }),
      gallery.reviews.quota(),
    ])
    return {
      page: 'uploads',
      view: {
        cards: toReviewCards(items, await albumsOf(request, items), pages),
        accountNav: toAccountNav('uploads', pages),
        csrfToken: identity.csrfToken,
        action: links.path('/uploads'),
        quota: toQuotaLines(quota, pages),
        olderUrl: nextCursor === null ? null : links.path('/uploads', { cursor: nextCursor }),
      },
      head: { title: t('mine.title'), noIndex: true },
      keep: false,
    }
  })

  router.post('/uploads', async ({ event, gallery }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    const photos = idsIn(form.getAll('photo'))
    if (form.get('do') === 'again') await gallery.reviews.sendAgain(photos)
    else if (form.get('do') === 'withdraw') await gallery.reviews.withdraw(photos)
    else throw new VitrineError('ROUTE_NOT_FOUND')
    return redirectResponse(links.path('/uploads'), server.options)
  })
}
