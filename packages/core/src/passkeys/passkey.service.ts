import type { Actor } from '../access/actor.ts'
import { createOwnAccount } from '../accounts/own-account.ts'
import { reauthenticate } from '../accounts/reauthenticate.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { makeRecoveryCodes } from '../second-factor/enrolment.ts'
import { endWithoutFactor, hasFactor, selectFactors, tellOfFactor } from '../second-factor/factors.ts'
import { limited, useCode } from '../second-factor/second-factor.check.ts'
import { isAskedFor, readRule } from '../second-factor/second-factor.policy.ts'
import { deleteStepsOf, markSessions } from '../second-factor/second-factor.store.ts'
import { deleteSessionsOf, looksLikeSessionId } from '../sessions/session.store.ts'
import { readSite } from '../settings/site.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import { keepPasskey } from './keep-passkey.ts'
import { newPasskey, passkeyName } from './passkey.schema.ts'
import {
  countPasskeys,
  deletePasskey,
  type PasskeyRow,
  renamePasskey,
  selectPasskey,
  selectPasskeys,
} from './passkey.store.ts'
import type { Passkey, PasskeysService } from './passkey.types.ts'
import { createPasskeyConfirming } from './passkey-confirming.ts'
import { requireRelyingParty, toCreationOptions, verifyAttestation } from './relying-party.ts'

/** More than anybody has devices. */
const maxPasskeys = 20

export const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  isBackedUp: row.is_backed_up === 1,
})

const sessionOf = (id: unknown): string => (looksLikeSessionId(id) ? id : '')

export const createPasskeysService = (gallery: GalleryContext, actor: Actor): PasskeysService => {
  const { read } = gallery.connections

  const { asSelf, asOwner } = createOwnAccount(gallery, actor)
  const find = async (db: typeof read, userId: number, id: number): Promise<PasskeyRow> => {
    const row = isId(id) ? await selectPasskey(db, userId, id) : undefined
    if (!row) throw new VitrineError('PASSKEY_NOT_FOUND')
    return row
  }
  const requireRoom = async (db: typeof read, userId: number): Promise<void> => {
    if ((await countPasskeys(db, userId)) >= maxPasskeys)
      throw new VitrineError('PASSKEY_LIMIT_REACHED', { details: { maxPasskeys } })
  }

  return {
    ...createPasskeyConfirming(gallery, actor),

    list: () => asSelf(async ({ id }) => (await selectPasskeys(read, id)).map(toPasskey)),

    beginRegistration: ({ session, currentPassword }) =>
      asOwner(async (user) => {
        const party = requireRelyingParty(gallery)
        await reauthenticate(gallery, user, { proof: currentPassword, purpose: 'add-passkey' })
        await requireRoom(read, user.id)
        const [known, { title }] = await Promise.all([selectPasskeys(read, user.id), readSite(read, gallery.options)])
        const purpose = { purpose: 'register', userId: user.id, boundTo: sessionOf(session) } as const
        const { ceremony, challenge } = await transact(gallery, actor, (unit) => beginCeremony(unit, purpose))
        return { ceremony, options: await toCreationOptions(party, { challenge, title, user, known }) }
      }),

    register: ({ session, ...given }) =>
      asOwner(async (user) => {
        const party = requireRelyingParty(gallery)
        const { ceremony, credential, name } = validate(newPasskey, given)
        const keepSession = sessionOf(session)
        const challenge = await endCeremony(gallery, ceremony, {
          purpose: 'register',
          userId: user.id,
          boundTo: keepSession,
        })
        const verified = await verifyAttestation(party, challenge, credential)
        return transact(gallery, actor, async (unit) => {
          await requireRoom(unit.db, user.id)
          const isFirst = !(await hasFactor(unit.db, user.id))
          const { transports } = credential.response
          const id = await keepPasskey(gallery, unit, { userId: user.id, name, verified, transports })
          const recoveryCodes = isFirst ? await beginFactor(unit, user.id, keepSession) : null
          unit.record({ subject: 'user', id: user.id, action: 'passkey-added', after: { passkey: id } })
          await tellOfFactor(gallery, unit, user, 'passkey-added')
          return { passkey: toPasskey(await find(unit.db, user.id, id)), recoveryCodes }
        })
      }),

    rename: (id, patch) =>
      asOwner(async (user) => {
        const { name } = validate(passkeyName, patch)
        return transact(gallery, actor, async (unit) => {
          await find(unit.db, user.id, id)
          await renamePasskey(unit.db, user.id, id, name)
          unit.record({ subject: 'user', id: user.id, action: 'passkey-renamed', after: { passkey: id } })
          return toPasskey(await find(unit.db, user.id, id))
        })
      }),

    remove: (id, { code, currentPassword }) =>
      asOwner(async (user) => {
        await find(read, user.id, id)
        const isLast = async (db: typeof read) => {
          const { hasApp, passkeys } = await selectFactors(db, user.id)
          return !hasApp && passkeys <= 1
        }
        const wasLast = await isLast(read)
        if (wasLast && isAskedFor(await readRule(read), user))
          throw new VitrineError('SECOND_FACTOR_REQUIRED_BY_POLICY')
        await reauthenticate(gallery, user, { proof: currentPassword, purpose: 'remove-passkey' })
        if (wasLast) await limited(gallery, user.id, () => useCode(gallery, user.id, String(code ?? '').slice(0, 64)))
        await transact(gallery, actor, async (unit) => {
          // The others may have been removed meanwhile: then this one needs what the last one needs.
          if (!wasLast && (await isLast(unit.db)))
            throw new VitrineError('CONFLICT', { details: { what: 'Your account' } })
          if (!(await deletePasskey(unit.db, user.id, id))) throw new VitrineError('PASSKEY_NOT_FOUND')
          await endWithoutFactor(unit.db, user.id)
          unit.record({ subject: 'user', id: user.id, action: 'passkey-removed', before: { passkey: id } })
          await tellOfFactor(gallery, unit, user, 'passkey-removed')
        })
      }),
  }
}

/** Whoever came in by the password alone comes in again; the one who asks has shown both. */
const beginFactor = async (unit: Unit, userId: number, keepSession: string): Promise<string[]> => {
  await deleteSessionsOf(unit.db, userId, keepSession === '' ? {} : { except: keepSession })
  await markSessions(unit.db, userId, 1)
  await deleteStepsOf(unit.db, userId)
  return makeRecoveryCodes(unit, userId)
}
