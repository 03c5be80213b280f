import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { addFormat } from '../formats/add-format.ts'
import { isId } from '../input/is-id.ts'
import { hidesPosition } from '../photos/photo.download.ts'
import { requireDownload, requireOnPhoto, requirePhoto } from '../photos/photo.guard.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import type { Photo } from '../photos/photo.types.ts'
import { toPhotos } from '../photos/photo.views.ts'
import { removeRepresentative, setRepresentative } from '../representatives/set-representative.ts'
import { replaceFile, restoreVersion } from '../versions/replace-file.ts'
import { deletePhotoFile } from './delete-photo-file.ts'
import { selectPhotoFile, selectPhotoFiles } from './photo-file.store.ts'
import type { PhotoFileRow } from './photo-file.table.ts'
import { openPhotoFile, toPhotoFile, toPhotoVersion } from './photo-file.views.ts'
import type { NewPhotoFile, PhotoFilesService } from './photo-files.types.ts'

const missing = { version: 'VERSION_NOT_FOUND', format: 'FORMAT_NOT_FOUND' } as const

export const createPhotoFilesService = (gallery: GalleryContext, actor: Actor): PhotoFilesService => {
  const db = gallery.connections.read

  /** The photo, which the actor may do that with. */
  const photoFor = async (context: CallContext, id: number, ...needed: ('edit' | 'download')[]): Promise<PhotoRow> => {
    const row = await requirePhoto(context, id)
    for (const capability of needed) await requireOnPhoto(context, row, capability)
    return row
  }

  const requireFile = async (photoId: number, role: 'version' | 'format', id: number): Promise<PhotoFileRow> => {
    const file = isId(id) ? await selectPhotoFile(db, { photoId, role, id }) : undefined
    if (!file) throw new VitrineError(missing[role])
    return file
  }

  /** Does something with a photo that the actor may edit, and tells what became of the photo. */
  const edit = async (id: number, work: (context: CallContext, row: PhotoRow) => Promise<void>): Promise<Photo> => {
    await call(gallery, actor, async (context) => work(context, await photoFor(context, id, 'edit')))
    return call(gallery, actor, async (context) => {
      const [photo] = await toPhotos(context, [await requirePhoto(context, id)])
      return photo as Photo
    })
  }

  /** The same with a file, which nobody reads where it is refused. */
  const receive = async <T>(file: NewPhotoFile, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      file.content.destroy()
      throw error
    }
  }

  const open = (role: 'version' | 'format', photoId: number, id: number) =>
    call(gallery, actor, async (context) => {
      const needed = role === 'version' ? (['edit', 'download'] as const) : (['download'] as const)
      const row = await photoFor(context, photoId, ...needed)
      const file = await requireFile(row.id, role, id)
      await requireDownload(context, row.id)
      // Of a photo whose position is kept back, its other files may tell it as well. Versions are for those who may edit it.
      if (role === 'format' && (await hidesPosition(context, row.id, await gallery.metadata.settings())))
        throw new VitrineError('METADATA_NOT_WRITABLE', { details: { mimeType: file.mime_type, tool: null } })
      return openPhotoFile(gallery, file)
    })

  return {
    replaceFile: (id, file) => receive(file, () => edit(id, (context, row) => replaceFile(context, row, file))),

    versions: {
      list: (photoId) =>
        call(gallery, actor, async (context) => {
          const row = await photoFor(context, photoId, 'edit')
          return (await selectPhotoFiles(db, row.id, 'version')).map(toPhotoVersion)
        }),
      open: (photoId, id) => open('version', photoId, id),
      restore: (photoId, id) =>
        edit(photoId, async (context, row) => {
          await requireFile(row.id, 'version', id)
          await restoreVersion(context, row, id)
        }),
      delete: (photoId, id) =>
        call(gallery, actor, async (context) => {
          await photoFor(context, photoId)
          requireAdmin(context)
          await deletePhotoFile(context, await requireFile(photoId, 'version', id))
        }),
    },

    formats: {
      list: (photoId) =>
        call(gallery, actor, async (context) => {
          const row = await photoFor(context, photoId, 'download')
          return (await selectPhotoFiles(db, row.id, 'format')).map(toPhotoFile)
        }),
      add: (photoId, file) =>
        receive(file, () =>
          call(gallery, actor, async (context) => {
            const row = await photoFor(context, photoId, 'edit')
            return addFormat(context, row.id, file)
          }),
        ),
      open: (photoId, id) => open('format', photoId, id),
      delete: (photoId, id) =>
        call(gallery, actor, async (context) => {
          const row = await photoFor(context, photoId, 'edit')
          await deletePhotoFile(context, await requireFile(row.id, 'format', id))
        }),
    },

    setRepresentative: (photoId, file) =>
      receive(file, () => edit(photoId, (context, row) => setRepresentative(context, row, file))),

    removeRepresentative: (photoId) => edit(photoId, (context, row) => removeRepresentative(context, row.id)),
  }
}
