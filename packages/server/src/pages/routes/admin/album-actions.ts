import type { Album, PhotosOfDeletedAlbum } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPathId } from '../../query.ts'
import { readId } from '../../read-id.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, type FormView, faultAt, noFault, toFormFault } from '../../view-models/form-page.ts'
import { albumCrumbs } from './album-crumbs.ts'

const maxSearchLength = 200

const maxPlaces = 30
const choices = ['keep', 'delete-orphans', 'delete-all'] as const satisfies readonly PhotosOfDeletedAlbum[]

/** `/admin/albums/12/move`, `/admin/albums/12/delete` */
export const registerAdminAlbumActions = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const page = async (
    request: PageRequest,
    album: Album,
    view: { title: string; lead: string; here: string; forms: readonly FormView[] },
    fault: FormFault,
  ): Promise<PageAnswer> => ({
    page: 'admin-form',
    view: {
      nav: toManageNav('albums', pages),
      title: view.title,
      lead: view.lead,
      marks: [],
      breadcrumbs: await albumCrumbs(request, album.id, pages, view.here),
      notice: null,
      links: [],
      forms: view.forms,
    },
    head: { title: view.title, section: 'manage', noIndex: true },
    status: fault.status,
    keep: false,
  })
  const readAlbum = (request: PageRequest): Promise<Album> =>
    request.gallery.albums.get(readPathId(request.event, 'album'))

  const askWhere = async (
    request: PageRequest,
    album: Album,
    chosen: { text: string; to: string; position: string },
    fault: FormFault = noFault,
  ): Promise<PageAnswer> => {
    const { albums } = request.gallery
    const found =
      chosen.text === ''
        ? (await albums.list({ parent: null, limit: maxPlaces })).items
        : await albums.find(chosen.text, { limit: maxPlaces })
    const places = found.filter(({ id, isSmart }) => id !== album.id && !isSmart)
    const parents = await albums.getMany([...new Set(places.flatMap(({ parentId }) => parentId ?? []))])
    const nameOf = new Map(parents.map(({ id, name }) => [id, name]))
    const path = links.path(`/admin/albums/${album.id}/move`)
    return page(
      request,
      album,
      {
        title: t('malbums.move.title', { name: album.name }),
        lead: t('malbums.move.lead'),
        here: t('malbums.move'),
        forms: [
          {
            id: 'find',
            title: null,
            method: 'get',
            action: path,
            csrfToken: null,
            error: null,
            fields: [
              {
                kind: 'search',
                name: 'text',
                label: t('malbums.find'),
                value: chosen.text,
                maxLength: maxSearchLength,
              },
            ],
            submit: t('manage.search'),
          },
          {
            id: 'move',
            title: null,
            method: 'post',
            action: path,
            csrfToken: request.identity.csrfToken,
            error: fault.message,
            fields: [
              { kind: 'hidden', name: 'text', value: chosen.text },
              {
                kind: 'choice',
                name: 'to',
                label: t('malbums.move.to'),
                error: fault.of('to'),
                options: [
                  { value: 'top', label: t('malbums.top'), isSelected: chosen.to === 'top' },
                  ...places.map(({ id, name, parentId }) => ({
                    value: String(id),
                    label: name,
                    hint: parentId === null ? undefined : nameOf.get(parentId),
                    isSelected: chosen.to === String(id),
                  })),
                ],
              },
              {
                kind: 'choice',
                name: 'position',
                label: t('malbums.move.position'),
                options: (['first', 'last'] as const).map((value) => ({
                  value,
                  label: t(`malbums.move.${value}`),
                  isSelected: value === chosen.position,
                })),
              },
            ],
            submit: t('malbums.move.submit'),
            cancelUrl: links.path(`/admin/albums/${album.id}`),
          },
        ],
      },
      fault,
    )
  }

  router.get('/admin/albums/:album/move', async (request) => {
    await requireAdmin(request)
    const text = (request.query.get('text') ?? '').slice(0, maxSearchLength).trim()
    return askWhere(request, await readAlbum(request), { text, to: '', position: 'last' })
  })

  router.post('/admin/albums/:album/move', async (request) => {
    const form = await readAdminForm(request, server)
    const album = await readAlbum(request)
    const to = form.get('to') ?? ''
    const position = form.get('position') === 'first' ? 'first' : 'last'
    const chosen = { text: (form.get('text') ?? '').slice(0, maxSearchLength).trim(), to, position }
    if (to === '') return askWhere(request, album, chosen, faultAt('to', t('malbums.move.choose'), pages))
    try {
      await request.gallery.albums.move(album.id, {
        parentId: to === 'top' ? null : readId(form, 'to'),
        ...(position === 'first' ? { position: 0 } : {}),
      })
    } catch (error) {
      return askWhere(request, album, chosen, toFormFault(error, pages, { parentId: 'to' }))
    }
    return redirectResponse(links.path(`/admin/albums/${album.id}`, { done: 'moved' }), server.options)
  })

  const askDelete = (
    request: PageRequest,
    album: Album,
    chosen: PhotosOfDeletedAlbum = 'keep',
    fault: FormFault = noFault,
  ): Promise<PageAnswer> => {
    const labels = { keep: 'keep', 'delete-orphans': 'orphans', 'delete-all': 'all' } as const
    return page(
      request,
      album,
      {
        title: t('malbums.delete.title', { name: album.name }),
        lead: t('malbums.delete.lead', { albums: album.counts.albums, photos: album.counts.photosBelow }),
        here: t('malbums.delete.submit'),
        forms: [
          {
            id: 'delete',
            title: null,
            method: 'post',
            action: links.path(`/admin/albums/${album.id}/delete`),
            csrfToken: request.identity.csrfToken,
            error: fault.message,
            fields: [
              {
                kind: 'choice',
                name: 'photos',
                label: t('malbums.delete.photos'),
                options: choices.map((value) => ({
                  value,
                  label: t(`malbums.delete.${labels[value]}`),
                  hint: t(`malbums.delete.${labels[value]}.hint`),
                  isSelected: value === chosen,
                })),
              },
              {
                kind: 'check',
                name: 'confirmed',
                label: t('malbums.delete.confirm'),
                isChecked: false,
                error: fault.of('confirmed'),
              },
            ],
            submit: t('malbums.delete.submit'),
            isDangerous: true,
            cancelUrl: links.path(`/admin/albums/${album.id}`),
          },
        ],
      },
      fault,
    )
  }

  router.get('/admin/albums/:album/delete', async (request) => {
    await requireAdmin(request)
    return askDelete(request, await readAlbum(request))
  })

  router.post('/admin/albums/:album/delete', async (request) => {
    const form = await readAdminForm(request, server)
    const album = await readAlbum(request)
    const photos = choices.find((choice) => choice === form.get('photos')) ?? 'keep'
    if (photos !== 'keep' && form.get('confirmed') !== '1')
      return askDelete(request, album, photos, faultAt('confirmed', t('malbums.delete.confirm.missing'), pages))
    try {
      await request.gallery.albums.delete(album.id, { photos })
    } catch (error) {
      return askDelete(request, album, photos, toFormFault(error, pages))
    }
    return redirectResponse(links.path('/admin/albums', { under: album.parentId, done: 'deleted' }), server.options)
  })
}
