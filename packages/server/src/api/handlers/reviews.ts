import type { Review as CoreReview, QuotaOwner } from '@vitrine/core'
import type { Contract, Review } from '@vitrine/sdk/contract'
import type { Links } from '../../links.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import { toPage } from '../dto/others.ts'
import { toPhoto } from '../dto/photo.ts'
import type { Handlers } from '../handler.types.ts'

const toReview = (review: CoreReview, links: Links): Review => ({
  photo: toPhoto(review.photo, links),
  state: review.state,
  albumId: review.albumId,
  sender: review.sender.type === 'guest' ? { type: 'guest', id: null, name: null } : { ...review.sender },
  sentAt: review.sentAt,
  note: review.note,
  decidedAt: review.decidedAt,
})

const toOwner = (owner: 'user' | 'link' | 'guests', id: number): QuotaOwner =>
  owner === 'guests' ? 'guests' : owner === 'user' ? { user: id } : { link: id }

export const reviews = {
  list: async ({ gallery, context: { links } }, query) =>
    toPage(await gallery.reviews.list(query), (review) => toReview(review, links)),
  mine: async ({ gallery, context: { links } }, query) =>
    toPage(await gallery.reviews.mine(query), (review) => toReview(review, links)),
  approve: async ({ gallery }, { photoIds }) => {
    await gallery.reviews.approve(photoIds)
    return undefined
  },
  sendBack: async ({ gallery }, { photoIds, note }) => {
    await gallery.reviews.sendBack(photoIds, note)
    return undefined
  },
  reopen: async ({ gallery }, { photoIds }) => {
    await gallery.reviews.reopen(photoIds)
    return undefined
  },
  sendAgain: async ({ gallery }, { photoIds }) => {
    await gallery.reviews.sendAgain(photoIds)
    return undefined
  },
  withdraw: async ({ gallery }, { photoIds }) => {
    await gallery.reviews.withdraw(photoIds)
    return undefined
  },
  quota: async ({ gallery }) => ({ quota: await gallery.reviews.quota() }),
  quotas: async ({ gallery }, query) =>
    toPage(await gallery.reviews.quotas(query), ({ owner, quota }) => ({ owner: { ...owner }, quota: { ...quota } })),
  quotaOf: async ({ gallery }, { owner, id }) => ({ quota: await gallery.reviews.quotaOf(toOwner(owner, id)) }),
  setQuota: async ({ gallery }, { owner, id, ...limits }) => ({
    quota: await gallery.reviews.setQuota(toOwner(owner, id), withoutUndefined(limits)),
  }),
} satisfies Handlers<Contract['reviews']>
