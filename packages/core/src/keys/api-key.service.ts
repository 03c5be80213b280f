import { type Actor, apiKeyActor } from '../access/actor.ts'
import { managesEverything } from '../access/rights.ts'
import { fromScopeBits, toScopeBits } from '../access/scopes.ts'
import { call, guarded, refusal, requireAdmin, requireInPerson } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { takeTurn } from '../db/locks.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { createToken, hashToken, looksLikeToken } from '../sessions/token.ts'
import { transact, type Unit } from '../transaction.ts'
import { selectUser } from '../users/user.store.ts'
import { apiKeyDraft, apiKeyList } from './api-key.schema.ts'
import {
  type ApiKeyWithUser,
  countApiKeys,
  insertApiKey,
  revokeApiKeys,
  selectApiKey,
  selectApiKeyByHash,
  selectApiKeys,
  touchApiKey,
} from './api-key.store.ts'
import type { ApiKey, ApiKeyDoor, ApiKeyListOptions, ApiKeysService } from './api-key.types.ts'

const dayMs = 24 * 3_600_000
/** Of one user, that work. */
const maxKeys = 50
/** Characters of a key that are kept: its prefix, and 42 of its 256 bits. */
const startLength = 10
/** The last use is written this seldom: reading must not cost a commit. */
const touchEveryMs = 10 * 60_000

export const createApiKeysService = (gallery: GalleryContext, actor: Actor): ApiKeysService => {
  const db = gallery.connections.read
  const toApiKeyNow = (row: ApiKeyWithUser) => toApiKey(row, gallery.clock().toISOString())

  const revoke = async (unit: Unit, which: { userId: number; id?: number }): Promise<number> => {
    const ids = await revokeApiKeys(unit.db, which, unit.at)
    for (const id of ids) unit.record({ subject: 'key', id, action: 'revoked' })
    if (ids.length > 0) unit.rightsChanged('people')
    return ids.length
  }

  return {
    create: (draft) =>
      call(gallery, actor, async (context) => {
        const userId = requireInPerson(context)
        const { name, scopes, expiresInDays } = validate(apiKeyDraft, draft)
        const key = createToken('vk')
        const id = await transact(gallery, actor, async (unit) => {
          await takeTurn(unit.db, unit.dialect, 'people')
          // Several people share such an account: a key would outlast what one of them may do.
          if ((await selectUser(unit.db, userId))?.role_key === 'generic') throw new VitrineError('FORBIDDEN')
          if ((await countApiKeys(unit.db, { userId, activeAt: unit.at })) >= maxKeys)
            throw new VitrineError('KEY_LIMIT_REACHED', { details: { maxKeys } })
          const expiresAt =
            expiresInDays === null ? null : new Date(Date.parse(unit.at) + expiresInDays * dayMs).toISOString()
          const bits = toScopeBits(scopes)
          const created = await insertApiKey(unit.db, {
            user_id: userId,
            key_hash: hashToken(key),
            key_start: key.slice(0, startLength),
            name,
            scopes: bits,
            created_at: unit.at,
            expires_at: expiresAt,
          })
          unit.record({
            subject: 'key',
            id: created,
            action: 'created',
            after: { name, userId, scopes: fromScopeBits(bits), expiresAt },
          })
          return created
        })
        return { apiKey: toApiKeyNow((await selectApiKey(db, id)) as ApiKeyWithUser), key }
      }),

    list: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { user, limit, cursor } = validate(apiKeyList, options)
        const userId = await ownerOf(context, user)
        const list = ['keys', userId]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectApiKeys(db, { userId, beforeId, limit: limit + 1 }),
          countApiKeys(db, { userId }),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toApiKeyNow),
          nextCursor: last ? encodeCursor(list, [last.id]) : null,
          total,
        }
      }),

    revoke: (id) =>
      call(gallery, actor, async (context) => {
        const row = isId(id) ? await selectApiKey(db, id) : undefined
        const isOwn = row !== undefined && row.user_id === context.rights.userId
        if (!row || !(isOwn || managesEverything(context.rights)))
          throw actor.kind === 'guest' ? refusal(actor) : new VitrineError('KEY_NOT_FOUND')
        if (actor.kind === 'apiKey') throw new VitrineError('FORBIDDEN')
        await transact(gallery, actor, (unit) => revoke(unit, { userId: row.user_id, id }))
        return toApiKeyNow((await selectApiKey(db, id)) as ApiKeyWithUser)
      }),

    revokeAll: () =>
      call(gallery, actor, async (context) => {
        const userId = requireInPerson(context)
        return { revoked: await transact(gallery, actor, (unit) => revoke(unit, { userId })) }
      }),
  }
}

/** Whose keys are asked for; `null`: everybody's. */
const ownerOf = async (context: CallContext, user: ApiKeyListOptions['user']): Promise<number | null> => {
  const { rights, actor, gallery } = context
  if (user === undefined || user === rights.userId) {
    if (rights.userId === null) throw refusal(actor)
    return rights.userId
  }
  requireAdmin(context)
  if (user === 'all') return null
  if (!(await selectUser(gallery.connections.read, user))) throw new VitrineError('USER_NOT_FOUND')
  return user
}

/** Opens the gallery for a program that has an API key. */
export const createApiKeyDoor = (gallery: GalleryContext): ApiKeyDoor => ({
  open: (key) =>
    guarded(gallery, async () => {
      if (typeof key !== 'string' || !looksLikeToken(key, 'vk')) return null
      // Found by its hash: how long that takes tells nothing about the key.
      const row = await selectApiKeyByHash(gallery.connections.read, hashToken(key))
      if (!row) return null
      const actor = apiKeyActor(row.id, row.user_id)
      if ((await gallery.access.rightsOfTarget(actor)).denial !== null) return null
      const now = gallery.clock()
      if (row.last_used_at === null || now.getTime() - Date.parse(row.last_used_at) > touchEveryMs)
        await touchApiKey(gallery.connections.write, row.id, now.toISOString())
      return actor
    }),
})

const toApiKey = (row: ApiKeyWithUser, now: string): ApiKey => ({
  id: row.id,
  name: row.name,
  start: row.key_start,
  scopes: fromScopeBits(row.scopes),
  user: { id: row.user_id, username: row.username },
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
  state: stateOf(row, now),
})

const stateOf = (row: ApiKeyWithUser, now: string): ApiKey['state'] => {
  if (row.revoked_at !== null) return 'revoked'
  if (row.expires_at !== null && row.expires_at <= now) return 'expired'
  return row.is_disabled === 0 ? 'active' : 'disabled'
}
