import { type Photo, VitrineError } from '@vitrine/core'
import { drainRequest } from '../../http/drain.ts'
import { toFailure } from '../../http/errors.ts'
import { receivePhotoFileForm } from '../../uploads/receive-photo-file.ts'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readPathId } from '../query.ts'
import { readId } from '../read-id.ts'
import { type ConfirmView, toPhotoFilesView } from '../view-models/photo-files.ts'

const notices = ['replaced', 'restored', 'added', 'present', 'deleted', 'shown', 'removed'] as const
type Done = (typeof notices)[number]

/** `/photos/34/files`: the file of a photo and those beside it, for those who may edit it. */
export const registerPhotoFiles = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  /** @throws {VitrineError} `PHOTO_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN` */
  const requirePhoto = async ({ event, gallery, identity }: PageRequest): Promise<Photo> => {
    const photo = await gallery.photos.get(readPathId(event, 'photo'))
    if (photo.capabilities.includes('edit')) return photo
    throw new VitrineError(identity.actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }

  const readNotice = ({ query }: PageRequest): string | null => {
    const done = notices.find((notice) => notice === query.get('done'))
    return done === undefined ? null : t(`files.done.${done}`)
  }

  const answer = async (
    request: PageRequest,
    photo: Photo,
    { error = null, status = 200 }: { error?: string | null; status?: number } = {},
  ): Promise<PageAnswer> => {
    const { gallery, query } = request
    const mayDownload = photo.capabilities.includes('download')
    const [{ isAdmin }, versions, formats] = await Promise.all([
      request.me(),
      gallery.photos.versions.list(photo.id),
      mayDownload ? gallery.photos.formats.list(photo.id) : null,
    ])
    const toConfirm = (): ConfirmView | null => {
      const version = isAdmin ? versions.find(({ id }) => id === readId(query, 'version')) : undefined
      const format = formats?.find(({ id }) => id === readId(query, 'format'))
      const ask = (title: string, path: string): ConfirmView => ({
        title,
        lead: t('files.delete.lead'),
        action: links.path(`/photos/${photo.id}/${path}/delete`),
      })
      if (version) return ask(t('files.delete.version', { number: version.number }), `versions/${version.id}`)
      return format ? ask(t('files.delete.format', { name: format.fileName }), `formats/${format.id}`) : null
    }
    const view = toPhotoFilesView(
      photo,
      {
        versions,
        formats,
        isAdmin,
        csrfToken: request.identity.csrfToken,
        notice: error === null ? readNotice(request) : null,
        error,
        confirm: toConfirm(),
      },
      pages,
    )
    return {
      page: 'photo-files',
      view,
      head: { title: view.title, section: 'albums', noIndex: true },
      status,
      keep: false,
    }
  }

  const back = (photo: Photo, done: Done): Response =>
    redirectResponse(links.path(`/photos/${photo.id}/files`, { done }), server.options)

  /** Does what was asked for; what somebody can set right is said on the page. */
  const run = async (request: PageRequest, photo: Photo, work: () => Promise<Done>): Promise<PageAnswer> => {
    try {
      return back(photo, await work())
    } catch (error) {
      const { status, message, issues } = toFailure(error)
      if (status >= 500 || status === 401 || status === 403) throw error
      return answer(request, await requirePhoto(request), { status, error: issues[0]?.message ?? message })
    }
  }

  /** A form with a file. */
  const onFile = (path: string, store: (request: PageRequest, photo: Photo) => Promise<Done>): void => {
    router.post(`/photos/:photo/${path}`, async (request) => {
      try {
        const photo = await requirePhoto(request)
        return await run(request, photo, () => store(request, photo))
      } catch (error) {
        drainRequest(request.event)
        throw error
      }
    })
  }

  /** A form that is a button. */
  const onButton = (path: string, work: (request: PageRequest, photo: Photo) => Promise<Done>): void => {
    router.post(`/photos/:photo/${path}`, async (request) => {
      const form = await readForm(request.event)
      await server.checkWrite(request.event, form.get('csrfToken'))
      const photo = await requirePhoto(request)
      return run(request, photo, () => work(request, photo))
    })
  }

  router.get('/photos/:photo/files', async (request) => answer(request, await requirePhoto(request)))

  onFile('file', async ({ event, gallery }, { id }) => {
    await receivePhotoFileForm(event, server, (file) => gallery.photos.replaceFile(id, file))
    return 'replaced'
  })
  onFile('formats', async ({ event, gallery }, { id }) => {
    const { duplicate } = await receivePhotoFileForm(event, server, (file) => gallery.photos.formats.add(id, file))
    return duplicate ? 'present' : 'added'
  })
  onFile('representative', async ({ event, gallery }, { id }) => {
    await receivePhotoFileForm(event, server, (file) => gallery.photos.setRepresentative(id, file))
    return 'shown'
  })

  onButton('representative/remove', async ({ gallery }, { id }) => {
    await gallery.photos.removeRepresentative(id)
    return 'removed'
  })
  onButton('versions/:file/restore', async ({ event, gallery }, { id }) => {
    await gallery.photos.versions.restore(id, readPathId(event, 'file'))
    return 'restored'
  })
  onButton('versions/:file/delete', async ({ event, gallery }, { id }) => {
    await gallery.photos.versions.delete(id, readPathId(event, 'file'))
    return 'deleted'
  })
  onButton('formats/:file/delete', async ({ event, gallery }, { id }) => {
    await gallery.photos.formats.delete(id, readPathId(event, 'file'))
    return 'deleted'
  })
}
