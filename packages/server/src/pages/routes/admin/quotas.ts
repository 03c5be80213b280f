import { inputInvalid, type QuotaOwner, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { findUser } from '../../find-user.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor, readPathId } from '../../query.ts'
import {
  type AdminQuotasState,
  bytesOfMegabyte,
  owners,
  type TypedQuota,
  toAdminQuotasView,
} from '../../view-models/admin/quotas.ts'
import { toFormFault } from '../../view-models/form-page.ts'

const base = '/admin/quotas'
const perPage = 50
/** Links that are looked through for a name. */
const maxLinks = 200

const readTyped = (form: URLSearchParams): TypedQuota => {
  const text = (name: string, maxLength: number): string => (form.get(name) ?? '').trim().slice(0, maxLength)
  return {
    owner: text('owner', 16),
    name: text('name', 255),
    maxPhotos: text('maxPhotos', 16),
    megabytes: text('megabytes', 16),
  }
}

const toOwner = (type: string, id: number): QuotaOwner => {
  if (type === 'user') return { user: id }
  if (type === 'link') return { link: id }
  if (type === 'guests' && id === 0) return 'guests'
  throw new VitrineError('ROUTE_NOT_FOUND')
}

/** `/admin/quotas`: how much may be added, by whom. */
export const registerAdminQuotas = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const back = (done: 'saved' | 'deleted') => redirectResponse(links.path(base, { done }), server.options)

  const answer = async (
    request: PageRequest,
    again: Pick<AdminQuotasState, 'typed' | 'refused'> = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const quotas = await gallery.reviews.quotas({ limit: perPage, cursor: readCursor(query) })
    const done = (['saved', 'deleted'] as const).find((each) => each === query.get('done'))
    const notice = done === undefined || again.refused ? null : t(`quotas.done.${done}`)
    const { maxUploadBytes } = server.options
    const state = { quotas, maxUploadBytes, csrfToken: identity.csrfToken, notice, ...again }
    return {
      page: 'admin-quotas',
      view: toAdminQuotasView(state, pages),
      head: { title: t('quotas.title'), section: 'manage', noIndex: true },
      status: again.refused?.fault.status ?? 200,
      keep: false,
    }
  }

  /** @throws {VitrineError} `INPUT_INVALID` */
  const toLimits = ({ maxPhotos, megabytes }: TypedQuota) => {
    const issues: { path: string; message: string }[] = []
    const number = (path: string, text: string, pattern: RegExp, message: string): number | null => {
      if (text === '') return null
      if (!pattern.test(text)) issues.push({ path, message })
      return Number(text.replace(',', '.'))
    }
    const photos = number('maxPhotos', maxPhotos, /^\d{1,10}$/, t('quotas.whole'))
    const mega = number('megabytes', megabytes, /^\d{1,9}(?:[.,]\d{1,6})?$/, t('quotas.number'))
    if (photos === null && mega === null) issues.push({ path: 'maxPhotos', message: t('quotas.missing') })
    if (issues.length > 0) throw inputInvalid(issues)
    return { maxPhotos: photos, maxBytes: mega === null ? null : Math.round(mega * bytesOfMegabyte) }
  }

  const findLink = async ({ gallery }: PageRequest, name: string): Promise<number | string> => {
    const { items } = await gallery.shares.list({ limit: maxLinks })
    const found = items.filter((link) => link.name === name)
    const [only] = found
    if (only && found.length === 1) return only.id
    return t(found.length > 1 ? 'quotas.name.several' : 'quotas.name.unknown')
  }
  /** @throws {VitrineError} `INPUT_INVALID` */
  const findOwner = async (request: PageRequest, { owner, name }: TypedQuota): Promise<QuotaOwner> => {
    const type = owners.find((each) => each === owner)
    if (type === 'guests') return 'guests'
    if (type === undefined) throw inputInvalid([{ path: 'owner', message: t('quotas.owner.missing') }])
    if (name === '') throw inputInvalid([{ path: 'name', message: t('quotas.name.missing') }])
    const found =
      type === 'user'
        ? ((await findUser(request.gallery, name))?.id ?? t('quotas.name.unknown'))
        : await findLink(request, name)
    if (typeof found === 'string') throw inputInvalid([{ path: 'name', message: found }])
    return toOwner(type, found)
  }

  /** A form of an administrator; what can be set right is said beside it. */
  const post = (
    path: string,
    formOf: (request: PageRequest) => string,
    save: (request: PageRequest, typed: TypedQuota) => Promise<Response>,
  ): void =>
    router.post(path, async (request) => {
      const form = await readAdminForm(request, server)
      const typed = readTyped(form)
      try {
        return await save(request, typed)
      } catch (error) {
        // `maxBytes` is typed in megabytes.
        const fault = toFormFault(error, pages, { maxBytes: 'megabytes' })
        return answer(request, { typed, refused: { form: formOf(request), fault } })
      }
    })
  const ownerOf = ({ event }: PageRequest): { type: string; id: number } => {
    const { owner = '', id = '' } = event.context.params ?? {}
    return { type: owner, id: id === '0' ? 0 : readPathId(event, 'id') }
  }

  router.get(base, async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  post(
    base,
    () => 'add',
    async (request, typed) => {
      const limits = toLimits(typed)
      await request.gallery.reviews.setQuota(await findOwner(request, typed), limits)
      return back('saved')
    },
  )
  post(
    `${base}/:owner/:id`,
    (request) => `quota-${ownerOf(request).type}-${ownerOf(request).id}`,
    async (request, typed) => {
      const { type, id } = ownerOf(request)
      await request.gallery.reviews.setQuota(toOwner(type, id), toLimits(typed))
      return back('saved')
    },
  )
  post(
    `${base}/:owner/:id/remove`,
    () => 'add',
    async (request) => {
      const { type, id } = ownerOf(request)
      await request.gallery.reviews.setQuota(toOwner(type, id), {})
      return back('deleted')
    },
  )
}
