import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import type { DerivativesAccess } from '../derivatives/derivatives.types.ts'
import { negotiateFormat } from '../derivatives/negotiate.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { derivativeSourceOf } from './photo.source.ts'
import { selectPhoto } from './photo.store.ts'

const find = async ({ rights, gallery }: CallContext, photoId: number, size: string) => {
  const row =
    Number.isSafeInteger(photoId) && photoId > 0
      ? await selectPhoto(gallery.connections.read, gallery.dialect, rights, photoId)
      : undefined
  if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
  const source = derivativeSourceOf(gallery, row)
  if (!source) throw new VitrineError('MEDIA_NOT_RENDERABLE', { details: { mimeType: row.mime_type } })
  const described = gallery.derivatives.describe(source, size)[size]
  if (!described) throw new VitrineError('SIZE_NOT_FOUND')
  return { source, described }
}

/** Rendered sizes of photos; every byte is given after a look at the actor's rights. */
export const createDerivativesAccess = (gallery: GalleryContext, actor: Actor): DerivativesAccess => ({
  open: (photoId, { size, key, accept, format }) =>
    call(gallery, actor, async (context) => {
      const { source, described } = await find(context, photoId, size)
      if (key !== undefined && key !== described.key) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      const derivative = await gallery.derivatives.open(source, { size, format: format ?? negotiateFormat(accept) })
      return { ...derivative, key: described.key }
    }),
  describe: (photoId, { size }) =>
    call(gallery, actor, async (context) => (await find(context, photoId, size)).described),
})
