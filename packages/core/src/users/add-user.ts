import type { Actor } from '../access/actor.ts'
import type { Level } from '../access/capabilities.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { RoleRow } from '../roles/role.store.ts'
import type { Unit } from '../transaction.ts'
import { insertUser } from './user.store.ts'

/** Asks whether somebody may become a user. @throws {VitrineError} `HOOK_REJECTED` */
export const askRegistering = async (
  gallery: Pick<GalleryContext, 'hooks'>,
  actor: Actor,
  { username, email }: { username: string; email: string | null },
): Promise<void> => {
  const rejections = await gallery.hooks.check('user.registering', { username, email }, { actor })
  if (rejections.length === 0) return
  throw new VitrineError('HOOK_REJECTED', {
    details: { hook: 'user.registering' },
    issues: rejections.map(({ field, message }) => ({ path: field ?? 'username', message })),
  })
}

/** Makes a user, who becomes a member of the default groups. @returns Its id. */
export const addUser = async (
  unit: Unit,
  user: {
    username: string
    email: string | null
    level: Level
    /** `null`: no password lets the user in. */
    passwordHash: string | null
    role: Pick<RoleRow, 'id' | 'role_key'>
  },
): Promise<number> => {
  const { username, email, level, passwordHash, role } = user
  const id = await insertUser(unit.db, { username, email, level, passwordHash, roleId: role.id, at: unit.at })
  await unit.db
    .insertInto('group_members')
    .columns(['group_id', 'user_id'])
    .expression((eb) =>
      eb
        .selectFrom('groups')
        .select((group) => ['groups.id', group.val(id).as('user_id')])
        .where('groups.is_default', '=', 1),
    )
    .execute()
  unit.record({ subject: 'user', id, action: 'created', after: { username, role: role.role_key ?? role.id, level } })
  unit.rightsChanged('people')
  unit.after.defer('user.registered', { userId: id }, { actor: unit.actor })
  return id
}
