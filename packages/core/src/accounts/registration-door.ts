import * as v from 'valibot'
import { guest, systemActor } from '../access/actor.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { canMail, queueMail, requireMail } from '../mail/mail.queue.ts'
import { selectRoleByKey } from '../roles/role.store.ts'
import type { AttemptLimiter } from '../sessions/attempt-limiter.ts'
import { looksLikeToken } from '../sessions/token.ts'
import { transact, type Unit } from '../transaction.ts'
import { addUser, askRegistering } from '../users/add-user.ts'
import { toEmailKey } from '../users/email-key.ts'
import { email, password, username as usernameSchema } from '../users/user.schema.ts'
import { selectUserByName, selectUsersByEmail, toNameKey, toUsernameKey } from '../users/user.store.ts'
import { usernameTaken } from '../users/user.update.ts'
import type { RegistrationRow } from './account.table.ts'
import type { AccountDoor } from './account.types.ts'
import { readAccountSettings } from './account-settings.ts'
import type { AccountSettings } from './account-settings.types.ts'
import { forgetExpired } from './forget-expired.ts'
import {
  countRegistrations,
  deleteRegistration,
  insertRegistration,
  selectRegistrationOfToken,
  setWaiting,
} from './registration.store.ts'

const confirmMs = 72 * 3_600_000
/** Registrations that are kept at once: strangers must not be able to fill a disk. */
const maxKept = { unconfirmed: 10_000, waiting: 10_000 }

const draftSchema = v.object({
  username: usernameSchema,
  password,
  email: v.optional(v.nullable(email), null),
})

/** Makes a user of somebody who registered. @throws {VitrineError} `USERNAME_TAKEN` where the name was taken meanwhile */
export const admit = async (
  gallery: GalleryContext,
  unit: Unit,
  { username, email: address, password_hash }: Pick<RegistrationRow, 'username' | 'email' | 'password_hash'>,
): Promise<number> => {
  const role = await selectRoleByKey(unit.db, 'user')
  if (!role) throw new VitrineError('ROLE_NOT_FOUND')
  try {
    return await addUser(unit, { username, email: address, level: 0, passwordHash: password_hash, role })
  } catch (error) {
    if (gallery.dialect.isDuplicate(error)) throw usernameTaken(error)
    throw error
  }
}

const tellOthers = async (
  gallery: GalleryContext,
  unit: Unit,
  { notify }: AccountSettings,
  newcomer: { username: string; isWaiting: boolean },
): Promise<void> => {
  if (notify !== 'none' && canMail(gallery)) await queueMail(unit, { letter: 'newcomers', ...newcomer })
}

export const createRegistrationDoor = (
  gallery: GalleryContext,
  { requests, letters }: { requests: AttemptLimiter; letters: AttemptLimiter },
): Pick<AccountDoor, 'registration' | 'register' | 'registrationOf' | 'confirmRegistration'> => {
  const { clock, connections } = gallery
  const actor = systemActor('registration')
  const settingsOf = (db: Reader) => readAccountSettings(db, gallery)

  return {
    registration: () =>
      guarded(gallery, async () => {
        const { registration, emailRequired } = await settingsOf(connections.read)
        // Without mail nobody could confirm what has to be confirmed.
        if (registration === 'off' || (emailRequired && !canMail(gallery))) return null
        const usesEmail = canMail(gallery) ? 'optional' : 'none'
        return { needsApproval: registration === 'approval', email: emailRequired ? 'required' : usesEmail }
      }),

    register: (draft) =>
      guarded(gallery, async () => {
        const settings = await settingsOf(connections.read)
        const { registration, emailRequired } = settings
        if (registration === 'off') throw new VitrineError('REGISTRATION_CLOSED')
        const input = validate(draftSchema, draft)
        const usernameKey = toNameKey(input.username)
        if (input.email === null && emailRequired)
          throw inputInvalid([{ path: 'email', message: 'Must be an e-mail address.' }])
        if (input.email !== null) requireMail(gallery)
        const place = draft.address ?? ''
        const retryAfterSeconds =
          requests.begin('register', place) || (input.email === null ? 0 : letters.begin(toEmailKey(input.email), ''))
        if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
        await askRegistering(gallery, guest, input)

        const passwordHash = await gallery.passwords.hash(input.password)
        const row = {
          username: input.username,
          username_key: usernameKey,
          email: input.email,
          password_hash: passwordHash,
        }
        return transact(gallery, actor, async (unit) => {
          await forgetExpired(unit.db, unit.at)
          const state = input.email === null ? 'waiting' : 'unconfirmed'
          if ((await countRegistrations(unit.db, state)) >= maxKept[state])
            throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: 3_600 } })
          if (input.email !== null) {
            // Whether the name and the address are free is found out by those who open the link, and by nobody else.
            const expires = new Date(Date.parse(unit.at) + confirmMs).toISOString()
            const registrationId = await insertRegistration(unit.db, {
              ...row,
              state,
              created_at: unit.at,
              expires_at: expires,
            })
            await queueMail(unit, { letter: 'confirmRegistration', registrationId })
            return 'confirm'
          }
          if (await selectUserByName(unit.db, input.username)) throw usernameTaken(undefined)
          const isWaiting = registration === 'approval'
          if (isWaiting) await insertRegistration(unit.db, { ...row, state, created_at: unit.at, expires_at: null })
          else await admit(gallery, unit, row)
          await tellOthers(gallery, unit, settings, { username: input.username, isWaiting })
          return isWaiting ? 'waiting' : 'done'
        })
      }),

    registrationOf: (token) =>
      guarded(gallery, async () => {
        if (typeof token !== 'string' || !looksLikeToken(token, 'va')) return null
        const row = await selectRegistrationOfToken(connections.read, token, clock().toISOString())
        if (!row) return null
        const isTaken = (await selectUserByName(connections.read, row.username)) !== undefined
        return { username: row.username, isTaken }
      }),

    confirmRegistration: ({ token, username }) =>
      guarded(gallery, async () => {
        const invalid = () => new VitrineError('ACCOUNT_LINK_INVALID')
        if (typeof token !== 'string' || !looksLikeToken(token, 'va')) throw invalid()
        const other =
          username === undefined ? undefined : validate(v.object({ username: usernameSchema }), { username }).username
        return transact(gallery, actor, async (unit) => {
          const { db } = unit
          const settings = await settingsOf(db)
          const row = await selectRegistrationOfToken(db, token, unit.at)
          if (!row || settings.registration === 'off') throw invalid()
          if (row.email !== null && (await selectUsersByEmail(db, row.email)).length > 0) throw invalid()
          const name = other ?? row.username
          const named = { ...row, username: name, username_key: toUsernameKey(name) }
          toNameKey(name)
          if (await selectUserByName(db, name)) throw usernameTaken(undefined)
          const isWaiting = settings.registration === 'approval'
          // Used twice at once, the link works once.
          const isFirst = isWaiting
            ? await setWaiting(db, row.id, { username: name, username_key: named.username_key })
            : await deleteRegistration(db, row.id, 'unconfirmed')
          if (!isFirst) throw invalid()
          if (!isWaiting) await admit(gallery, unit, named)
          await tellOthers(gallery, unit, settings, { username: name, isWaiting })
          return isWaiting ? 'waiting' : 'done'
        })
      }),
  }
}
