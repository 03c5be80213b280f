import { type Album, VitrineError } from '@vitrine/core'
import { drainRequest } from '../../http/drain.ts'
import { toFailure } from '../../http/errors.ts'
import { receivePhotoForm } from '../../uploads/receive-photo.ts'
import { redirectResponse } from '../document.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readId } from '../read-id.ts'
import { toUploadView } from '../view-models/upload.ts'

/** `/upload?album=12`: adds files to an album; whole folders, and over lost connections, where the browser runs scripts. */
export const registerUpload = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  /** @throws {VitrineError} `ALBUM_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN` */
  const requireAlbum = async ({ query, gallery, identity }: PageRequest): Promise<Album> => {
    const id = readId(query, 'album')
    if (id === null) throw new VitrineError('ALBUM_NOT_FOUND')
    const album = await gallery.albums.get(id)
    if (album.capabilities.includes('upload') || album.capabilities.includes('submit')) return album
    throw new VitrineError(identity.actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }

  const notices = { added: 'upload.added', duplicate: 'upload.duplicate', waits: 'upload.waits' } as const
  const readNotice = ({ query }: PageRequest): string | null => {
    const done = query.get('done')
    return done === 'added' || done === 'duplicate' || done === 'waits' ? t(notices[done]) : null
  }

  const answer = async (
    request: PageRequest,
    album: Album,
    { error = null, status = 200 }: { error?: string | null; status?: number } = {},
  ): Promise<PageAnswer> => {
    const view = toUploadView(
      album,
      {
        path: await request.gallery.albums.path(album.id),
        maxBytes: server.options.maxUploadBytes,
        csrfToken: request.identity.csrfToken,
        notice: error === null ? readNotice(request) : null,
        error,
      },
      pages,
    )
    return { page: 'upload', view, head: { title: view.title, noIndex: true }, status, keep: false }
  }

  router.get('/upload', async (request) => answer(request, await requireAlbum(request)))

  router.post('/upload', async (request) => {
    const { event, gallery } = request
    try {
      const album = await requireAlbum(request)
      try {
        const { duplicate, waits } = await receivePhotoForm(event, server, gallery)
        const done = waits ? 'waits' : duplicate ? 'duplicate' : 'added'
        return redirectResponse(links.path('/upload', { album: album.id, done }), server.options)
      } catch (error) {
        const { status, message, issues } = toFailure(error)
        if (status >= 500 || status === 401 || status === 403) throw error
        return await answer(request, album, { status, error: issues[0]?.message ?? message })
      }
    } catch (error) {
      drainRequest(event)
      throw error
    }
  })
}
