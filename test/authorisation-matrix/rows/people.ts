import { password } from '../../../packages/core/test/world.ts'
import { administrators, everybody, hiddenFromMembers, itsOwner } from '../kinds.ts'
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
    // An address that an administrator changes.
    endsSessions: true,
    except: {
      memberWithRight: {
        is: 'FORBIDDEN',
        because: 'one changes one’s own account by `account`, with the password so far',
      },
      scopedKey: { is: 'FORBIDDEN', because: 'no key changes the account it is of' },
    },
  },
  delete: { may: hiddenFromMembers('USER_NOT_FOUND'), uses: ['user'], send: ({ user }) => ({ id: user }) },
  setPassword: {
    may: oneself,
    endsSessions: true,
    send: ({ owner }) => ({ id: owner, password, currentPassword: password }),
  },
  createResetLink: { may: administrators, send: ({ user }) => ({ id: user }) },
  sessions: { may: administrators, send: ({ owner }) => ({ id: owner }) },
  endSessions: { may: administrators, endsSessions: true, send: ({ owner }) => ({ id: owner }) },
}

/** Whoever registered is no user yet, and in no list but that of administrators. */
export const registration: RowsOf<'registration'> = {
  get: { may: everybody, send: nothing },
  create: {
    may: everybody,
    send: () => ({ username: `newcomer ${++made}`, password, email: `newcomer-${made}@example.org` }),
  },
  confirm: { may: everybody, uses: ['tokens'], send: ({ registrationToken }) => ({ token: registrationToken }) },
  waiting: { may: administrators, send: nothing },
  approve: { may: administrators, uses: ['registration'], send: ({ registration }) => ({ id: registration }) },
  refuse: { may: administrators, uses: ['registration'], send: ({ registration }) => ({ id: registration }) },
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
