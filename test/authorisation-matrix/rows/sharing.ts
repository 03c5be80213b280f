import { password } from '../../../packages/core/test/world.ts'
import {
  administrators,
  everybody,
  itsOwner,
  itsOwnerAlone,
  whoeverHasAnAccount,
  whoeverMay,
  whoeverMaySomewhere,
  whoeverSees,
  whoeverSeesWithAccount,
} from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'

const ofOthers = {
  adminKey: { is: 'LINK_NOT_FOUND', because: 'links of others are for keys that administer' },
} as const

export const shares: RowsOf<'shares'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  create: {
    may: whoeverMay('share', 'ALBUM_NOT_FOUND'),
    send: ({ album }) => ({ name: 'New', albumIds: [album] }),
  },
  open: { may: everybody, uses: ['share'], send: ({ shareKey }) => ({ key: shareKey, password }) },
  get: {
    may: itsOwner('LINK_NOT_FOUND'),
    send: ({ share }) => ({ id: share }),
    except: ofOthers,
  },
  update: {
    may: itsOwner('LINK_NOT_FOUND'),
    send: ({ share }) => ({ id: share, recipient: 'Somebody else' }),
    except: ofOthers,
  },
  revokeAll: { may: whoeverHasAnAccount, send: nothing },
  revokeAllOf: { may: whoeverMay('share', 'ALBUM_NOT_FOUND'), uses: ['album'], send: ({ album }) => ({ id: album }) },
  visits: { may: itsOwner('LINK_NOT_FOUND'), send: ({ share }) => ({ id: share }), except: ofOthers },
  revoke: {
    may: itsOwner('LINK_NOT_FOUND'),
    uses: ['share'],
    send: ({ share }) => ({ id: share }),
    except: ofOthers,
  },
}

/** Everybody with an account has favourites; a link only where it says so, which this one does not. */
export const favourites: RowsOf<'favourites'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  add: { may: whoeverSeesWithAccount('PHOTO_NOT_FOUND'), send: ({ photo }) => ({ photoIds: [photo] }) },
  remove: { may: whoeverHasAnAccount, send: ({ photo }) => ({ photoIds: [photo] }) },
  clear: { may: whoeverHasAnAccount, send: nothing },
  get: { may: whoeverSees('PHOTO_NOT_FOUND'), send: ({ photo }) => ({ id: photo }) },
  ofLink: { may: itsOwner('LINK_NOT_FOUND'), send: ({ share }) => ({ id: share }), except: ofOthers },
}

/** Switched on for this gallery; by a link only where it says so, which this one does not. */
export const ratings: RowsOf<'ratings'> = {
  get: { may: whoeverSees('PHOTO_NOT_FOUND'), send: ({ photo }) => ({ id: photo }) },
  set: { may: whoeverSeesWithAccount('PHOTO_NOT_FOUND'), send: ({ photo }) => ({ id: photo, stars: 4 }) },
  ofLink: { may: itsOwner('LINK_NOT_FOUND'), send: ({ share }) => ({ id: share }), except: ofOthers },
  settings: { may: administrators, send: nothing },
  setSettings: { may: administrators, send: () => ({ enabled: true }) },
}

const notByLinks = {
  is: 'COMMENT_NOT_FOUND',
  because: 'what is written for all who see the photo is not for links',
} as const
const itsAuthor = { is: 'FORBIDDEN', because: 'nobody but its author puts it otherwise' } as const

/** Switched on for this gallery, for users; by a link only where it says so, which this one does not. */
export const comments: RowsOf<'comments'> = {
  ofPhoto: { may: whoeverSees('PHOTO_NOT_FOUND'), send: ({ photo }) => ({ id: photo }) },
  ofAlbum: { may: whoeverSees('ALBUM_NOT_FOUND'), send: ({ album }) => ({ id: album }) },
  addToPhoto: {
    may: whoeverSeesWithAccount('PHOTO_NOT_FOUND'),
    send: ({ photo }) => ({ id: photo, body: 'The light in this one!' }),
  },
  addToAlbum: {
    may: whoeverSeesWithAccount('ALBUM_NOT_FOUND'),
    send: ({ album }) => ({ id: album, body: 'What a summer.' }),
  },
  list: { may: everybody, send: nothing },
  update: {
    may: whoeverMay('edit', 'COMMENT_NOT_FOUND'),
    send: ({ comment }) => ({ id: comment, body: 'On second thoughts' }),
    except: { admin: itsAuthor, adminKey: itsAuthor },
  },
  remove: {
    may: whoeverMay('edit', 'COMMENT_NOT_FOUND'),
    uses: ['comment'],
    send: ({ comment }) => ({ id: comment }),
    except: { link: notByLinks },
  },
  removeMany: {
    may: whoeverMay('edit', 'COMMENT_NOT_FOUND'),
    uses: ['comment'],
    send: ({ comment }) => ({ ids: [comment] }),
    except: { link: notByLinks },
  },
  approve: {
    may: whoeverMay('edit', 'COMMENT_NOT_FOUND'),
    send: ({ comment }) => ({ ids: [comment] }),
    except: { link: notByLinks },
  },
  ofLink: { may: itsOwner('LINK_NOT_FOUND'), send: ({ share }) => ({ id: share }), except: ofOthers },
  settings: { may: administrators, send: nothing },
  setSettings: {
    may: administrators,
    send: () => ({
      enabled: true,
      guests: false,
      moderation: 'guests',
      mayEditOwn: true,
      mayRemoveOwn: true,
      floodSeconds: 0,
      maxLinks: 3,
      order: 'oldest',
      mailOn: [],
    }),
  },
}

/** Nobody sees what waits but its sender and those who decide. */
const decided = itsOwner('REVIEW_NOT_FOUND')
const sentIn = itsOwnerAlone('REVIEW_NOT_FOUND')

export const reviews: RowsOf<'reviews'> = {
  list: { may: whoeverMaySomewhere(), send: nothing },
  mine: {
    may: whoeverHasAnAccount,
    send: nothing,
    except: { link: { is: 'ok', because: 'it has no uploads of its own to look at: others come by the same link' } },
  },
  approve: { may: decided, uses: ['reviews'], send: ({ waiting }) => ({ photoIds: [waiting] }) },
  sendBack: {
    may: decided,
    uses: ['reviews'],
    send: ({ waiting }) => ({ photoIds: [waiting], note: 'Not this one.' }),
  },
  reopen: { may: decided, uses: ['reviews'], send: ({ returned }) => ({ photoIds: [returned] }) },
  sendAgain: { may: sentIn, uses: ['reviews'], send: ({ returned }) => ({ photoIds: [returned] }) },
  withdraw: { may: sentIn, uses: ['reviews'], send: ({ waiting }) => ({ photoIds: [waiting] }) },
  quota: { may: everybody, send: nothing },
  quotas: { may: administrators, send: nothing },
  quotaOf: { may: administrators, send: ({ owner }) => ({ owner: 'user', id: owner }) },
  setQuota: { may: administrators, send: ({ user }) => ({ owner: 'user', id: user, maxPhotos: 500 }) },
}
