import { scryptSync } from 'node:crypto'
import { toUsernameKey } from '../../packages/core/src/users/user.store.ts'
import type { Random } from '../kernel/random.ts'
import { createInserter } from './inserter.ts'
import { pick, wordOf } from './words.ts'

/** Everybody's password: benches sign in with it. */
export const seededPassword = 'seeded password'

/** As cheap as it gets, with a salt that is always the same: these people do not exist. */
const passwordHash = (() => {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync(seededPassword, salt, 32, { N: 2, r: 1, p: 1 })
  return ['scrypt', 2, 1, 1, salt.toString('base64url'), key.toString('base64url')].join('$')
})()

export interface People {
  readonly userIds: readonly number[]
  readonly groupIds: readonly number[]
}

/** `user1` is an administrator; of the others, most have no level. Everybody is in a group or two. */
export const seedPeople = (
  random: Random,
  counts: { users: number; groups: number },
  parts: { at: string; roleIds: Map<string, number> },
) => {
  const { at, roleIds } = parts
  const users = createInserter('users', [
    'id',
    'username',
    'username_key',
    'email',
    'password_hash',
    'role_id',
    'level',
    'is_disabled',
    'created_at',
    'updated_at',
  ])
  const groups = createInserter('groups', ['id', 'name', 'name_key', 'created_at'])
  const members = createInserter('group_members', ['group_id', 'user_id'])

  const userIds = Array.from({ length: counts.users }, (_, n) => n + 1)
  for (const id of userIds) {
    const username = `user${id}`
    const role = roleIds.get(id === 1 ? 'admin' : 'user')!
    const level = id === 1 ? 8 : pick(random, [0, 0, 0, 0, 1, 2, 4])
    const email = `${username}@example.org`
    users.add([id, username, toUsernameKey(username), email, passwordHash, role, level, 0, at, at])
  }
  const groupIds = Array.from({ length: counts.groups }, (_, n) => n + 1)
  for (const id of groupIds) {
    const name = `${wordOf(id)} ${id}`
    groups.add([id, name, name, at])
    const size = Math.min(counts.users, Math.ceil((counts.users / counts.groups) * 1.5))
    const chosen = new Set(Array.from({ length: size }, () => pick(random, userIds)))
    for (const userId of [...chosen].sort((a, b) => a - b)) members.add([id, userId])
  }
  const people: People = { userIds, groupIds }
  return { people, inserters: [users, groups, members] }
}
