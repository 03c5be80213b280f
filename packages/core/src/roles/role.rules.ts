import { capabilityBit, linkCapabilities, withSubmit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import type { Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { takeTurn } from '../db/locks.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { hasAdministrator } from '../users/user.store.ts'
import type { RoleRow } from './role.store.ts'

type Bits = Pick<RoleRow, 'role_key' | 'everywhere' | 'visible'>

/** Whether somebody with these rights holds all that a role does: what one administrator holds, another may be without. */
const reaches = (rights: Rights, role: Bits): boolean =>
  (role.everywhere & ~withSubmit(rights.everywhere)) === 0 &&
  (role.visible & ~withSubmit(rights.everywhere | rights.access.visible)) === 0 &&
  (role.role_key !== 'webmaster' || rights.roleKey === 'webmaster')

/**
 * Nobody gives a role above their own, or changes somebody who has one: a password that one sets is a key to what the other may do.
 *
 * @throws {VitrineError} `FORBIDDEN`
 */
export const requireReach = (rights: Rights, ...roles: readonly Bits[]): void => {
  if (!roles.every((role) => reaches(rights, role))) throw new VitrineError('FORBIDDEN')
}

/** What the presets must keep, or must never get, so that nobody is shut out and nobody unknown let in. */
export const requireSound = (key: RoleRow['role_key'], next: Pick<Bits, 'everywhere' | 'visible'>): void => {
  const all = capabilityBit.manage | capabilityBit.view
  if (key === 'webmaster' && (next.everywhere & all) !== all)
    throw inputInvalid([{ path: 'everywhere', message: 'The webmaster must keep view and manage.' }])
  if (key !== 'guest') return
  const issues = (['everywhere', 'visible'] as const).flatMap((path) =>
    (next[path] & ~linkCapabilities) === 0
      ? []
      : [{ path, message: 'Guests can be given view, download, upload and submit only.' }],
  )
  if (issues.length > 0) throw inputInvalid(issues)
}

/**
 * Does the work, then looks whether anybody can still manage the gallery. Such changes take turns: of two administrators who take
 * the right from each other at the same moment one must find out.
 *
 * @throws {VitrineError} `LAST_ADMINISTRATOR`
 */
export const keepAdministrator = async <T>(
  { db, dialect }: { db: Writer; dialect: DialectSupport },
  work: () => Promise<T>,
): Promise<T> => {
  await takeTurn(db, dialect, 'people')
  const hadOne = await hasAdministrator(db)
  const result = await work()
  if (hadOne && !(await hasAdministrator(db))) throw new VitrineError('LAST_ADMINISTRATOR')
  return result
}
