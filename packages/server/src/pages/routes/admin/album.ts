import type { Album } from '@vitrine/core'
import { requireTheme } from '../../../themes/require-theme.ts'
import { redirectResponse } from '../../document.ts'
import { maxLongFormBytes, readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPathId } from '../../query.ts'
import { readId } from '../../read-id.ts'
import { themeOptions } from '../../theme-options.ts'
import {
  type AlbumFormValues,
  emptyAlbum,
  readAlbumForm,
  toAlbumDraft,
  toAlbumFields,
  toAlbumPatch,
  toAlbumValues,
  toNewAlbumFields,
} from '../../view-models/admin/album-form.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { toAlbumMarks } from '../../view-models/admin/managed-albums.ts'
import { type FormFault, faultAt, noFault, toFormFault } from '../../view-models/form-page.ts'
import { translationPaths } from '../../view-models/translation-fields.ts'
import { albumCrumbs } from './album-crumbs.ts'

/** `/admin/albums/new`, `/admin/albums/12`: what an album is. */
export const registerAdminAlbum = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answerNew = async (
    request: PageRequest,
    parent: Album | null,
    values: AlbumFormValues,
    fault: FormFault = noFault,
  ): Promise<PageAnswer> => {
    const title = parent ? t('malbums.newBelow', { name: parent.name }) : t('malbums.new')
    return {
      page: 'admin-form',
      view: {
        nav: toManageNav('albums', pages),
        title,
        lead: null,
        marks: [],
        breadcrumbs: await albumCrumbs(request, parent?.id ?? null, pages, t('malbums.new')),
        notice: null,
        links: [],
        forms: [
          {
            id: 'album',
            title: null,
            method: 'post',
            action: links.path('/admin/albums/new'),
            csrfToken: request.identity.csrfToken,
            error: fault.message,
            fields: toNewAlbumFields(values, parent, fault, pages),
            submit: t('malbums.create'),
            cancelUrl: links.path('/admin/albums'),
          },
        ],
      },
      head: { title, section: 'manage', noIndex: true },
      status: fault.status,
      keep: false,
    }
  }

  router.get('/admin/albums/new', async (request) => {
    await requireAdmin(request)
    const parentId = readId(request.query, 'parent')
    return answerNew(request, parentId === null ? null : await request.gallery.albums.get(parentId), emptyAlbum)
  })

  router.post('/admin/albums/new', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const parentId = readId(form, 'parent')
    const parent = parentId === null ? null : await request.gallery.albums.get(parentId)
    const values = readAlbumForm(form)
    try {
      const album = await request.gallery.albums.create(toAlbumDraft(values, parentId))
      return redirectResponse(links.path(`/admin/albums/${album.id}`, { done: 'created' }), server.options)
    } catch (error) {
      return answerNew(request, parent, values, toFormFault(error, pages))
    }
  })

  const answer = async (
    request: PageRequest,
    album: Album,
    values: AlbumFormValues = toAlbumValues(album),
    fault: FormFault = noFault,
  ): Promise<PageAnswer> => {
    const title = t('malbums.edit', { name: album.name })
    const path = (more: string): string => links.path(`/admin/albums/${album.id}${more}`)
    return {
      page: 'admin-form',
      view: {
        nav: toManageNav('albums', pages),
        title,
        lead: t('malbums.counts', { photos: album.counts.photosBelow, albums: album.counts.albums }),
        marks: toAlbumMarks(album, pages).map(({ text }) => text),
        breadcrumbs: await albumCrumbs(request, album.id, pages),
        notice: readNotice(request.query, pages),
        links: [
          { name: t('malbums.view'), url: links.albumUrl(album), icon: 'album' },
          { name: t('malbums.permissions'), url: path('/permissions'), icon: 'lock' },
          { name: t('malbums.new'), url: links.path('/admin/albums/new', { parent: album.id }), icon: 'plus' },
          ...(album.mirrorsFolder
            ? []
            : [
                { name: t('malbums.move'), url: path('/move'), icon: 'next' as const },
                { name: t('malbums.delete'), url: path('/delete'), icon: 'trash' as const },
              ]),
        ],
        forms: [
          {
            id: 'album',
            title: t('malbums.settings'),
            method: 'post',
            action: path(''),
            csrfToken: request.identity.csrfToken,
            error: fault.message,
            fields: toAlbumFields(values, album, fault, {
              ...pages,
              themes: themeOptions(pages, null, values.theme || null),
            }),
            submit: t('manage.save'),
          },
        ],
      },
      head: { title, section: 'manage', noIndex: true },
      status: fault.status,
      keep: false,
    }
  }

  router.get('/admin/albums/:album', async (request) => {
    await requireAdmin(request)
    return answer(request, await request.identity.gallery.albums.get(readPathId(request.event, 'album')))
  })

  router.post('/admin/albums/:album', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    // As it was written, in whatever language it is read.
    const album = await request.identity.gallery.albums.get(readPathId(request.event, 'album'))
    const sent = readAlbumForm(form)
    // Fields that the form did not have say nothing.
    const values = {
      ...sent,
      ...(form.has('query') ? {} : { query: album.query ?? '' }),
      ...(form.has('theme') ? {} : { theme: album.theme ?? '' }),
    }
    if (values.cover === 'fixed' && !/^[1-9]\d{0,15}$/.test(values.coverPhoto))
      return answer(request, album, values, faultAt('coverPhoto', t('malbums.coverPhoto.missing'), pages))
    try {
      if (values.theme !== (album.theme ?? '')) requireTheme(server.themes, values.theme || null, null)
      await request.gallery.albums.update(album.id, toAlbumPatch(values, album))
    } catch (error) {
      return answer(
        request,
        album,
        values,
        toFormFault(error, pages, {
          'cover.photoId': 'coverPhoto',
          coverPhotoId: 'coverPhoto',
          ...translationPaths(values.translations),
        }),
      )
    }
    return redirectResponse(links.path(`/admin/albums/${album.id}`, { done: 'saved' }), server.options)
  })
}
