import { password } from '../../../packages/core/test/world.ts'
import { administrators, hiddenFromMembers, itsOwner } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'

let made = 0

/** Other accounts than one's own are not there for members. */
const oneself = itsOwner('USER_NOT_FOUND')

export const users: RowsOf<'users'> = {
  list: { may: administrators, send: nothing },
  create: { may: administrators, send: () => ({ username: `new user ${++made}`, password }) },
  get: {
    may: oneself,
    send: ({ owner }) => ({ id: owner }),
    except: { adminKey: { is: 'USER_NOT_FOUND', because: 'accounts of others are for keys that administer' } },
  },
  update: {
    may: oneself,
    send: ({ owner }) => ({ id: owner, email: 'holder@example.org' }),
    except: { scopedKey: { is: 'FORBIDDEN', because: 'no key changes the account it is of' } },
  },
  delete: { may: hiddenFromMembers('USER_NOT_FOUND'), uses: ['user'], send: ({ user }) => ({ id: user }) },
  setPassword: { may: oneself, endsSessions: true, send: ({ owner }) => ({ id: owner, password }) },
}

export const groups: RowsOf<'groups'> = {
  list: { may: administrators, send: nothing },
  create: { may: administrators, send: () => ({ name: `New group ${++made}` }) },
  get: { may: administrators, send: ({ group }) => ({ id: group }) },
  update: { may: administrators, send: ({ group }) => ({ id: group, isDefault: false }) },
  delete: { may: administrators, uses: ['groups'], send: ({ group }) => ({ id: group }) },
  duplicate: { may: administrators, send: ({ group }) => ({ id: group, name: `New copy ${++made}` }) },
  merge: {
    may: administrators,
    uses: ['groups'],
    send: ({ group, otherGroup }) => ({ id: group, from: [otherGroup] }),
  },
  members: { may: administrators, send: ({ group }) => ({ id: group }) },
  setMembers: { may: administrators, send: ({ group, user }) => ({ id: group, userIds: [user] }) },
  addMembers: { may: administrators, send: ({ group, user }) => ({ id: group, userIds: [user] }) },
  removeMember: { may: administrators, send: ({ group, user }) => ({ id: group, userId: user }) },
}

export const roles: RowsOf<'roles'> = {
  list: { may: administrators, send: nothing },
  create: { may: administrators, send: () => ({ name: `New role ${++made}` }) },
  get: { may: administrators, send: ({ role }) => ({ id: role }) },
  update: { may: administrators, send: ({ role }) => ({ id: role, description: 'Said anew' }) },
  delete: { may: administrators, uses: ['role'], send: ({ role }) => ({ id: role }) },
}
