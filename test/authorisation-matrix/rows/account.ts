import { password } from '../../../packages/core/test/world.ts'
import { administrators, everybody, itsOwner, whoeverHasAnAccount, whoeverMay } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'

export const session: RowsOf<'session'> = {
  create: { may: everybody, endsSessions: true, send: () => ({ username: 'stranger', password }) },
  get: { may: everybody, send: nothing },
  delete: { may: everybody, endsSessions: true, send: nothing },
}

export const viewAs: RowsOf<'viewAs'> = {
  start: {
    may: administrators,
    send: () => ({ viewer: 'guest' }),
    except: { preview: { is: 'ok', because: 'it is the administrator that goes from one view to another' } },
  },
  stop: { may: everybody, send: nothing },
}

export const keys: RowsOf<'keys'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  create: { may: whoeverHasAnAccount, send: () => ({ name: 'New', scopes: ['read'], expiresInDays: 1 }) },
  revoke: { may: itsOwner('KEY_NOT_FOUND'), uses: ['key'], send: ({ key }) => ({ id: key }) },
  revokeAll: { may: whoeverHasAnAccount, endsSessions: true, send: nothing },
}

export const shares: RowsOf<'shares'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  create: {
    may: whoeverMay('share', 'ALBUM_NOT_FOUND'),
    send: ({ album }) => ({ name: 'New', albumIds: [album] }),
  },
  get: {
    may: itsOwner('LINK_NOT_FOUND'),
    send: ({ share }) => ({ id: share }),
    except: { adminKey: { is: 'LINK_NOT_FOUND', because: 'links of others are for keys that administer' } },
  },
  revoke: {
    may: itsOwner('LINK_NOT_FOUND'),
    uses: ['share'],
    send: ({ share }) => ({ id: share }),
    except: { adminKey: { is: 'LINK_NOT_FOUND', because: 'links of others are for keys that administer' } },
  },
}

export const rights: RowsOf<'rights'> = {
  explain: { may: administrators, send: ({ album, owner }) => ({ viewer: 'user', viewerId: owner, album }) },
  effectiveGrants: { may: whoeverMay('manage', 'ALBUM_NOT_FOUND'), send: ({ album }) => ({ id: album }) },
  guests: { may: administrators, send: nothing },
  setGuests: { may: administrators, send: () => ({ enabled: true }) },
}
