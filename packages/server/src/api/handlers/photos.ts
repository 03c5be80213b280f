import type { Query } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import { sendOriginal } from '../../media/original.ts'
import { sendSidecar } from '../../media/sidecar.ts'
import { receivePhoto } from '../../uploads/receive-photo.ts'
import { recordDownload } from '../../visits/record-visit.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import { toMetadata, toPage } from '../dto/others.ts'
import { toPhoto } from '../dto/photo.ts'
import type { Handlers } from '../handler.types.ts'
import { filesOfPhotos } from './photo-files.ts'

export const photos = {
  ...filesOfPhotos,
  list: async ({ gallery, context: { links } }, query) =>
    toPage(await gallery.photos.list(withoutUndefined(query)), (photo) => toPhoto(photo, links)),
  search: async ({ gallery, context: { links } }, { query, ...list }) => {
    // What the query holds is checked where it is read.
    const options = { ...withoutUndefined(list), ...(query ? { query: query as unknown as Query } : {}) }
    return toPage(await gallery.photos.list(options), (photo) => toPhoto(photo, links))
  },
  explainQuery: async ({ gallery }, { q }) => {
    const { query, text, doubts, notFound } = await gallery.photos.explainQuery(q)
    return {
      query: { ...query },
      text,
      doubts: doubts.map((doubt) => ({ problem: doubt.problem, text: doubt.text })),
      notFound: [...notFound],
    }
  },
  create: async (call) => {
    const { photo, duplicate, waits } = await receivePhoto(call)
    return { status: waits ? 202 : duplicate ? 200 : 201, body: toPhoto(photo, call.context.links) }
  },
  get: async ({ gallery, context: { links } }, { id }) => toPhoto(await gallery.photos.get(id), links),
  update: async ({ gallery, context: { links } }, { id, ...patch }) =>
    toPhoto(await gallery.photos.update(id, withoutUndefined(patch)), links),
  delete: async ({ gallery }, { id }) => {
    await gallery.photos.delete([id])
    return undefined
  },
  original: async ({ gallery, context, event }, { id, metadata }) => {
    const response = await sendOriginal(await gallery.photos.original(id, { metadata }), event, context.options)
    return recordDownload(context, event, response, { photoId: id, type: 'download' })
  },
  sidecar: async ({ gallery, context, event }, { id }) =>
    sendSidecar(await gallery.photos.sidecar(id), event, context.options),
  video: async ({ gallery, context, event }, { id }) => {
    const { etag, ...file } = await gallery.videos.open(id)
    return sendOriginal({ ...file, sha256: etag }, event, context.options)
  },
  playback: async ({ gallery }, { id }) => ({ ...(await gallery.videos.playback(id)) }),
  metadata: async ({ gallery }, { id }) => toMetadata(await gallery.photos.metadata(id)),
  neighbours: async ({ gallery, context: { links } }, { id, ...scope }) => {
    const { previous, next, position, total } = await gallery.photos.neighbours(id, withoutUndefined(scope))
    return {
      previous: previous && toPhoto(previous, links),
      next: next && toPhoto(next, links),
      position,
      total,
    }
  },
} satisfies Handlers<Contract['photos']>
