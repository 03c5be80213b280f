import type { CommentPage as CoreCommentPage, CommentSettings as CoreCommentSettings } from '@vitrine/core'
import type { CommentSettings, Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toComment } from '../dto/comment.ts'
import { toPage } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

const toCommentPage = async (page: CoreCommentPage) => ({
  ...(await toPage(page, toComment)),
  mayComment: page.mayComment,
  needsName: page.needsName,
})

const toSettings = (settings: CoreCommentSettings): CommentSettings => ({ ...settings, mailOn: [...settings.mailOn] })

export const comments = {
  ofPhoto: async ({ gallery }, { id, ...query }) => toCommentPage(await gallery.comments.ofPhoto(id, query)),
  ofAlbum: async ({ gallery }, { id, ...query }) => toCommentPage(await gallery.comments.ofAlbum(id, query)),
  addToPhoto: async ({ gallery, context, event }, { id, ...draft }) =>
    toComment(await gallery.comments.add({ photoId: id }, draft, { address: context.clientAddress(event) })),
  addToAlbum: async ({ gallery, context, event }, { id, ...draft }) =>
    toComment(await gallery.comments.add({ albumId: id }, draft, { address: context.clientAddress(event) })),
  list: async ({ gallery }, query) => toPage(await gallery.comments.list(query), toComment),
  update: async ({ gallery }, { id, body }) => toComment(await gallery.comments.update(id, { body })),
  remove: async ({ gallery }, { id }) => {
    await gallery.comments.remove([id])
    return undefined
  },
  removeMany: async ({ gallery }, { ids }) => {
    await gallery.comments.remove(ids)
    return undefined
  },
  approve: async ({ gallery }, { ids }) => {
    await gallery.comments.approve(ids)
    return undefined
  },
  ofLink: async ({ gallery }, { id, ...query }) => toPage(await gallery.comments.ofLink(id, query), toComment),
  settings: async ({ gallery }) => toSettings(await gallery.comments.settings()),
  setSettings: async ({ gallery }, settings) =>
    toSettings(await gallery.comments.setSettings(withoutUndefined(settings))),
} satisfies Handlers<Contract['comments']>
