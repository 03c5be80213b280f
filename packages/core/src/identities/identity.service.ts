import type { Actor } from '../access/actor.ts'
import { createOwnAccount } from '../accounts/own-account.ts'
import { reauthenticate } from '../accounts/reauthenticate.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { tellOfFactor } from '../second-factor/factors.ts'
import { looksLikeSessionId } from '../sessions/session.store.ts'
import { transact } from '../transaction.ts'
import { flowData } from './identity.schema.ts'
import { deleteIdentity, type IdentityRow, selectIdentities } from './identity.store.ts'
import type { IdentitiesService, Identity } from './identity.types.ts'
import { beginFlow } from './identity-flow.ts'

export const toIdentity = (row: IdentityRow): Identity => ({
  id: row.id,
  issuer: row.issuer,
  name: row.name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})

export const createIdentitiesService = (gallery: GalleryContext, actor: Actor): IdentitiesService => {
  const { read } = gallery.connections
  const { asSelf, asOwner } = createOwnAccount(gallery, actor)

  return {
    list: () => asSelf(async ({ id }) => (await selectIdentities(read, id)).map(toIdentity)),

    beginLink: ({ currentPassword, session, data }) =>
      asOwner(async (user) => {
        if (!looksLikeSessionId(session)) throw new VitrineError('FORBIDDEN')
        const text = validate(flowData, data)
        await reauthenticate(gallery, user, currentPassword)
        return transact(gallery, actor, (unit) => beginFlow(unit, { data: text, userId: user.id, session }))
      }),

    remove: (id, { currentPassword }) =>
      asOwner(async (user) => {
        const known = (await selectIdentities(read, user.id)).some((row) => row.id === id)
        if (!isId(id) || !known) throw new VitrineError('IDENTITY_NOT_FOUND')
        await reauthenticate(gallery, user, currentPassword)
        await transact(gallery, actor, async (unit) => {
          if (!(await deleteIdentity(unit.db, user.id, id))) throw new VitrineError('IDENTITY_NOT_FOUND')
          unit.record({ subject: 'user', id: user.id, action: 'identity-removed', before: { identity: id } })
          await tellOfFactor(gallery, unit, user, 'identity-removed')
        })
      }),
  }
}
