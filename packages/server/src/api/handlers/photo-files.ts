import type { Contract } from '@vitrine/sdk/contract'
import { sendOriginal } from '../../media/original.ts'
import { receivePhotoFile, receiveReplacement } from '../../uploads/receive-photo-file.ts'
import { recordDownload } from '../../visits/record-visit.ts'
import { toPhoto } from '../dto/photo.ts'
import { fromFileRules, toFileRules, toFormat, toVersion } from '../dto/photo-file.ts'
import type { Handlers } from '../handler.types.ts'

/** What belongs to `photos` in the contract. */
export const filesOfPhotos = {
  replaceFile: async (call, { id }) => {
    const photo = await receiveReplacement(call, (file) => call.gallery.photos.replaceFile(id, file))
    return { status: 200, body: toPhoto(photo, call.context.links) }
  },
  setRepresentative: async (call, { id }) => {
    const photo = await receivePhotoFile(call, (file) => call.gallery.photos.setRepresentative(id, file))
    return { status: 200, body: toPhoto(photo, call.context.links) }
  },
  removeRepresentative: async ({ gallery, context: { links } }, { id }) =>
    toPhoto(await gallery.photos.removeRepresentative(id), links),
} satisfies Handlers<Pick<Contract['photos'], 'replaceFile' | 'setRepresentative' | 'removeRepresentative'>>

export const versions = {
  list: async ({ gallery }, { id }) => ({ items: (await gallery.photos.versions.list(id)).map(toVersion) }),
  file: async ({ gallery, context, event }, { id, fileId }) =>
    sendOriginal(await gallery.photos.versions.open(id, fileId), event, context.options),
  restore: async ({ gallery, context: { links } }, { id, fileId }) =>
    toPhoto(await gallery.photos.versions.restore(id, fileId), links),
  delete: async ({ gallery }, { id, fileId }) => {
    await gallery.photos.versions.delete(id, fileId)
    return undefined
  },
} satisfies Handlers<Contract['versions']>

export const formats = {
  list: async ({ gallery }, { id }) => ({ items: (await gallery.photos.formats.list(id)).map(toFormat) }),
  add: async (call, { id }) => {
    const { format, duplicate } = await receivePhotoFile(call, (file) => call.gallery.photos.formats.add(id, file))
    return { status: duplicate ? 200 : 201, body: toFormat(format) }
  },
  file: async ({ gallery, context, event }, { id, fileId }) => {
    const response = await sendOriginal(await gallery.photos.formats.open(id, fileId), event, context.options)
    return recordDownload(context, event, response, { photoId: id, type: 'download' })
  },
  delete: async ({ gallery }, { id, fileId }) => {
    await gallery.photos.formats.delete(id, fileId)
    return undefined
  },
} satisfies Handlers<Contract['formats']>

export const fileRules = {
  get: async ({ gallery }) => toFileRules(await gallery.settings.files()),
  set: async ({ gallery }, patch) => toFileRules(await gallery.settings.setFiles(fromFileRules(patch))),
} satisfies Handlers<Contract['fileRules']>
