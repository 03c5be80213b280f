import { type DerivativesToPurge, inputInvalid } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { fromDerivativeSettings, toDerivativeSettings } from '../dto/derivative.ts'
import type { Handlers } from '../handler.types.ts'

export const derivatives = {
  settings: async ({ gallery }) => toDerivativeSettings(await gallery.settings.derivatives()),
  setSettings: async ({ gallery }, patch) =>
    toDerivativeSettings(await gallery.settings.setDerivatives(fromDerivativeSettings(patch))),
  addWatermarkPicture: async ({ gallery }, { picture: base64 }) => {
    const { picture, widthPx, heightPx, bytes } = await gallery.settings.addWatermarkPicture(
      Buffer.from(base64, 'base64'),
    )
    return { picture, width: widthPx, height: heightPx, bytes }
  },
  figures: async ({ gallery }) => {
    const { sizes, ...figures } = await gallery.derivatives.figures()
    return {
      files: figures.files,
      bytes: figures.bytes,
      maxBytes: figures.maxBytes,
      sizes: Object.fromEntries(Object.entries(sizes).map(([size, { files, bytes }]) => [size, { files, bytes }])),
      memory: { ...figures.memory },
      hits: { ...figures.hits },
      rendered: figures.rendered,
      failed: figures.failed,
      active: figures.active,
      waiting: figures.waiting,
    }
  },
  purge: async ({ gallery }, { photoId, size, outdated, all }) => {
    const given: DerivativesToPurge[] = [
      ...(photoId === undefined ? [] : [{ photoId }]),
      ...(size === undefined ? [] : [{ size }]),
      ...(outdated ? [{ outdated }] : []),
      ...(all ? [{ all }] : []),
    ]
    const [what, second] = given
    if (!what || second) throw inputInvalid([{ path: '', message: 'Expected one of photoId, size, outdated and all' }])
    return { removed: await gallery.derivatives.purge(what) }
  },
  warmUp: async ({ gallery }, options) => ({ jobId: await gallery.derivatives.warmUp(withoutUndefined(options)) }),
  warming: async ({ gallery }, { id }) => {
    const { state, done, total } = await gallery.derivatives.warming(id)
    return { id, state, done, total }
  },
} satisfies Handlers<Contract['derivatives']>
