import { type ApiKey, type Page, scopes } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import { requireUser } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import {
  type ApiKeysView,
  type KeyTyped,
  offeredDays,
  toApiKeyViews,
  toNewKeyForm,
} from '../../view-models/account/api-keys.ts'
import { toAccountNav } from '../../view-models/account/nav.ts'
import { type FormFault, toFormFault } from '../../view-models/form-page.ts'

const base = '/account/keys'

/** `/account/keys`: the API keys of one's own. */
export const registerAccountKeys = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answer = async (
    request: PageRequest,
    again: { typed?: KeyTyped; fault?: FormFault; created?: ApiKeysView['created'] } = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const [list, me] = await Promise.all([
      gallery.keys.list({ limit: 50, cursor: query.get('after') ?? undefined }),
      request.me(),
    ])
    const { csrfToken } = identity
    return {
      page: 'api-keys',
      view: {
        accountNav: toAccountNav('keys', pages),
        manageNav: null,
        title: t('apiKeys.title'),
        lead: t('apiKeys.lead'),
        notice: noticeOf(query, pages),
        csrfToken,
        created: again.created ?? null,
        countText: pages.formats.number(list.total),
        keys: toApiKeyViews(list, { base, isAll: false }, pages),
        emptyText: t('apiKeys.none.text'),
        moreUrl: moreUrlOf(list, base, pages),
        revokeAllUrl: list.items.some(({ state }) => state === 'active') ? links.path(`${base}/revoke-all`) : null,
        form: toNewKeyForm({ csrfToken, isAdmin: me.isAdmin, ...again }, pages),
      },
      head: { title: t('apiKeys.title'), noIndex: true },
      status: again.fault?.status ?? 200,
      keep: false,
    }
  }

  router.get(base, async (request) => {
    await requireUser(request)
    return answer(request)
  })

  router.post(base, async (request) => {
    const form = await readForm(request.event)
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireUser(request)
    const typed = readTyped(form)
    try {
      const { apiKey, key } = await request.gallery.keys.create({
        name: typed.name,
        scopes: typed.scopes,
        expiresInDays: daysOf(typed),
      })
      // In this answer and in no other: it goes into no address, and nobody keeps the page.
      return await answer(request, { created: { name: apiKey.name, key } })
    } catch (error) {
      return answer(request, { typed, fault: toFormFault(error, pages) })
    }
  })

  router.post(`${base}/revoke-all`, async (request) => {
    const form = await readForm(request.event)
    await server.checkWrite(request.event, form.get('csrfToken'))
    await request.gallery.keys.revokeAll()
    return redirectResponse(links.path(base, { done: 'all-revoked' }), server.options)
  })

  router.post(`${base}/:id/revoke`, async (request) => {
    await revoke(request, pages)
    return redirectResponse(links.path(base, { done: 'revoked' }), server.options)
  })
}

/** Ends the key that the address names. @throws {VitrineError} `KEY_NOT_FOUND` */
export const revoke = async ({ event, gallery }: PageRequest, { server }: PagesContext): Promise<void> => {
  const form = await readForm(event)
  await server.checkWrite(event, form.get('csrfToken'))
  await gallery.keys.revoke(Number(event.context.params?.id))
}

export const noticeOf = (query: URLSearchParams, { t }: Pick<PagesContext, 't'>): string | null => {
  const done = query.get('done')
  return done === 'revoked' ? t('apiKeys.revoked') : done === 'all-revoked' ? t('apiKeys.allRevoked') : null
}

export const moreUrlOf = ({ nextCursor }: Page<ApiKey>, path: string, { links }: PagesContext): string | null =>
  nextCursor === null ? null : links.path(path, { after: nextCursor })

const readTyped = (form: URLSearchParams): KeyTyped => ({
  name: (form.get('name') ?? '').trim(),
  scopes: scopes.filter((scope) => scope === 'read' || form.getAll('scope').includes(scope)),
  expires: form.get('expires') ?? '',
  days: (form.get('days') ?? '').trim(),
})

/** What is no number is none: the gallery says so by the name of the field. */
const daysOf = ({ expires, days }: KeyTyped): number | null => {
  if (expires === 'never') return null
  if (expires === 'custom') return /^\d{1,4}$/.test(days) ? Number(days) : 0
  return offeredDays.find((each) => String(each) === expires) ?? 0
}
