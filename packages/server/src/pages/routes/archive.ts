import { type Album, type ArchiveEstimate, type ArchiveOptions, VitrineError } from '@vitrine/core'
import { sendArchive } from '../../media/archive.ts'
import { redirectResponse } from '../document.ts'
import { maxLongFormBytes, readForm } from '../form.ts'
import { listNames, toListQuery } from '../lists/list-address.ts'
import { readList, readPhotos, toArchiveScope } from '../lists/list-query.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { photosPerPage } from '../query.ts'
import type { ArchiveView } from '../view-models/archive.ts'
import type { FormField } from '../view-models/form-page.ts'
import { toSizeChoices } from '../view-models/picking.ts'

/** `/archive?album=12`: a list to download as a whole; sent to the same address, or with `photos`, the file comes. */
export const registerArchive = (router: PageRouter, pages: PagesContext): void => {
  router.get('/archive', (request) => showArchive(request, pages))

  router.post('/archive', async (request) => {
    const { event, gallery } = request
    const form = await readForm(event, { maxBytes: maxLongFormBytes })
    // It changes nothing; but it is work, which no other site is to set us to.
    await pages.server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    const size = form.get('size') || undefined
    const photoIds = readPhotos(form)
    // Nothing ticked is not everything.
    if (photoIds.length === 0 && form.get('picked') === '1')
      return redirectResponse(pages.links.path('/select', { ...queryOf(form), none: 1 }), pages.server.options)
    const scope = photoIds.length > 0 ? { photoIds } : await readScopeOf({ ...request, query: form }, pages)
    return sendArchive(gallery, { ...scope, size }, event, pages.server.options)
  })
}

const queryOf = (form: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...form].filter(([name]) => listNames.includes(name)))

const readScopeOf = async (request: PageRequest, pages: PagesContext): Promise<ArchiveOptions> => {
  const scope = toArchiveScope(await readList(request, pages))
  return request.query.get('below') === '1' ? { ...scope, recursive: true, folders: true } : scope
}

const showArchive = async (request: PageRequest, pages: PagesContext): Promise<PageAnswer> => {
  const { gallery, query, identity } = request
  const { links, t, formats } = pages
  const list = await readList(request, pages)
  const { album } = list.within
  const hasBelow = album !== undefined && !list.within.recursive && hasAlbumsBelow(await gallery.albums.get(album.id))
  const scope = toArchiveScope(list)
  const whole: ArchiveOptions = hasBelow ? { ...scope, recursive: true, folders: true } : scope
  let fault: string | null = null
  const [estimate, sample] = await Promise.all([
    gallery.archives.estimate(whole).catch((error: unknown): ArchiveEstimate | null => {
      if (!VitrineError.has(error, 'ARCHIVE_TOO_LARGE')) throw error
      fault = error.message
      return null
    }),
    list.isFavourites
      ? gallery.favourites.list({ limit: photosPerPage })
      : gallery.photos.list({ ...list.scope, ...(hasBelow ? { recursive: true } : {}), limit: photosPerPage }),
  ])
  const sizes = toSizeChoices(sample.items, pages)
  const hasOriginals = sample.items.some(({ capabilities }) => capabilities.includes('download'))
  const fields: FormField[] = [
    ...Object.entries(toListQuery(list.within, list)).flatMap(([name, value]) =>
      value === undefined ? [] : [{ kind: 'hidden' as const, name, value: String(value) }],
    ),
    {
      kind: 'choice',
      name: 'size',
      label: t('picking.size'),
      options: sizes.map((size, index) => ({ ...size, isSelected: index === 0 })),
    },
    ...(hasBelow
      ? [{ kind: 'check' as const, name: 'below', label: t('archive.below'), isChecked: query.get('below') !== '0' }]
      : []),
  ]
  const isEmpty = estimate !== null && estimate.photos === 0
  const view: ArchiveView = {
    title: t('archive.title', { name: list.name }),
    breadcrumbs: [
      ...(list.breadcrumbs.length > 0 ? list.breadcrumbs : [{ name: list.name, url: list.url }]),
      { name: t('picking.get'), url: null },
    ],
    facts: [
      ...(estimate && !isEmpty
        ? [
            t(hasOriginals ? 'archive.facts' : 'archive.facts.smaller', {
              count: estimate.photos,
              size: formats.bytes(estimate.bytes),
            }),
          ]
        : []),
      ...(estimate && estimate.leftOut > 0 ? [t('archive.leftOut', { count: estimate.leftOut })] : []),
      isEmpty ? t('archive.none') : t('archive.lead'),
    ],
    form: isEmpty
      ? null
      : {
          id: 'archive',
          title: null,
          method: 'post',
          action: links.path('/archive'),
          csrfToken: identity.csrfToken,
          error: fault,
          fields,
          submit: t('picking.get'),
          cancelUrl: list.url,
        },
  }
  return { page: 'archive', view, head: { title: view.title, noIndex: true }, keep: false }
}

const hasAlbumsBelow = ({ counts, isSmart }: Album): boolean => counts.albums > 0 && !isSmart
