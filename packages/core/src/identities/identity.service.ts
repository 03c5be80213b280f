import type { Actor } from '../access/actor.ts'
import { requireConfirming } from '../accounts/confirmation.ts'
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
        await reauthenticate(gallery, user, { proof: currentPassword, purpose: 'link-identity' })
        return transact(gallery, actor, (unit) =>
          beginFlow(unit, { kind: 'link', data: text, userId: user.id, session }),
        )
      }),

    beginConfirming: ({ issuer, data, ...asked }) =>
      asOwner(async (user) => {
        const { session, purpose } = requireConfirming(user, asked)
        const text = validate(flowData, data)
        if (!(await selectIdentities(read, user.id)).some((row) => row.issuer === issuer))
          throw new VitrineError('IDENTITY_NOT_FOUND')
        return transact(gallery, actor, (unit) =>
          beginFlow(unit, { kind: `confirm ${purpose}`, data: text, userId: user.id, session }),
        )
      }),

    remove: (id, { currentPassword }) =>
      asOwner(async (user) => {
        const all = await selectIdentities(read, user.id)
        if (!isId(id) || !all.some((row) => row.id === id)) throw new VitrineError('IDENTITY_NOT_FOUND')
        const isNeeded = (count: number) => user.password_hash === null && count <= 1
        if (isNeeded(all.length)) throw new VitrineError('LAST_WAY_IN')
        await reauthenticate(gallery, user, { proof: currentPassword, purpose: 'unlink-identity' })
        await transact(gallery, actor, async (unit) => {
          // Two at once, each of which was not the last.
          if (isNeeded((await selectIdentities(unit.db, user.id)).length)) throw new VitrineError('LAST_WAY_IN')
          if (!(await deleteIdentity(unit.db, user.id, id))) throw new VitrineError('IDENTITY_NOT_FOUND')
          unit.record({ subject: 'user', id: user.id, action: 'identity-removed', before: { identity: id } })
          await tellOfFactor(gallery, unit, user, 'identity-removed')
        })
      }),
  }
}
