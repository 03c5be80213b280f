import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { photoSort } from '../photos/photo.schema.ts'
import { transact } from '../transaction.ts'
import { changeDerivativeSettings, keepWatermarkPicture } from './derivative-settings.change.ts'
import type { DerivativeSettingsState } from './derivative-settings.types.ts'
import { readPhotoSorts, writePhotoSorts } from './photo-sorts.ts'
import type { SettingsService } from './settings.types.ts'
import { previewWatermark } from './watermark-preview.ts'

const sortsPatch = v.strictObject({ photos: v.optional(photoSort), albums: v.optional(photoSort) })

export const createSettingsService = (gallery: GalleryContext, actor: Actor): SettingsService => ({
  photoSorts: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      return readPhotoSorts(gallery.connections.read)
    }),
  setPhotoSorts: (patch) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const checked = withoutUndefined(validate(sortsPatch, patch))
      await transact(gallery, actor, (unit) => writePhotoSorts(unit, checked))
      return readPhotoSorts(gallery.connections.read)
    }),
  derivatives: () => derivativeSettings(gallery, actor),
  setDerivatives: async (patch) => {
    await call(gallery, actor, async (context) => {
      requireAdmin(context)
      await changeDerivativeSettings(context, patch)
    })
    return derivativeSettings(gallery, actor)
  },
  previewWatermark: (name) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const mark = gallery.imaging.policyOf(context.rights).watermarks.get(name)
      if (!mark) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      return previewWatermark(mark, (hash) => gallery.imaging.picture(hash))
    }),
  addWatermarkPicture: (picture) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      return keepWatermarkPicture(context, picture)
    }),
})

const derivativeSettings = (gallery: GalleryContext, actor: Actor): Promise<DerivativeSettingsState> =>
  call(gallery, actor, async (context) => {
    requireAdmin(context)
    const { settings, locked } = gallery.imaging.policyOf(context.rights)
    return { settings, locked }
  })
