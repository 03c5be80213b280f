import * as v from 'valibot'
import { guest } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { selectRoleByKey } from '../roles/role.store.ts'
import { cutText } from '../text/cut.ts'
import type { Unit } from '../transaction.ts'
import { addUser, askRegistering } from '../users/add-user.ts'
import { email as emailSchema, username as usernameSchema } from '../users/user.schema.ts'
import { selectUsersByEmail, toUsernameKey } from '../users/user.store.ts'
import type { Claims } from './identity.schema.ts'
import { selectTakenNames } from './identity.store.ts'

/** How many names like one another are tried. */
const maxTries = 100

/** What somebody may become here. */
export interface Newcomer {
  readonly username: string
  /** `null` where the provider has not made sure of it. */
  readonly email: string | null
}

/**
 * What an account would be called that is made for somebody, and its address, as far as that is proven.
 *
 * @throws {VitrineError} `IDENTITY_NOT_LINKED` where somebody here has the address: an account is linked by whoever is signed in to it,
 * and not found by what a provider says; `HOOK_REJECTED`
 */
export const toNewcomer = async (gallery: GalleryContext, claims: Claims): Promise<Newcomer> => {
  const { read } = gallery.connections
  const parsed = claims.isEmailVerified ? v.safeParse(emailSchema, claims.email) : null
  const email = parsed?.success ? parsed.output : null
  if (email !== null && (await selectUsersByEmail(read, email)).length > 0)
    throw new VitrineError('IDENTITY_NOT_LINKED')
  const wished = [claims.username, claims.email?.split('@')[0], claims.subject].flatMap((name) => {
    const result = v.safeParse(usernameSchema, name && cutText(name.toWellFormed(), 60))
    return result.success && toUsernameKey(result.output) !== '' ? [result.output] : []
  })[0]
  const base = wished ?? 'user'
  const names = [base, ...Array.from({ length: maxTries }, (_, at) => `${cutText(base, 60)} ${at + 2}`)]
  const taken = await selectTakenNames(read, names.map(toUsernameKey))
  const username = names.find((name) => !taken.has(toUsernameKey(name)))
  if (username === undefined) throw new VitrineError('USERNAME_TAKEN')
  await askRegistering(gallery, guest, { username, email })
  return { username, email }
}

/** A user without a password: the provider alone lets it in, until its owner sets one. */
export const addNewcomer = async (unit: Unit, { username, email }: Newcomer): Promise<number> => {
  const role = await selectRoleByKey(unit.db, 'user')
  if (!role) throw new VitrineError('ROLE_NOT_FOUND')
  return addUser(unit, { username, email, level: 0, passwordHash: null, role })
}
