import * as v from 'valibot'
import { scopes } from '../operation.ts'
import { Id, name, page, pageQuery, Timestamp } from './fields.ts'

export const Scope = v.picklist(scopes)

/** What a program shows instead of a user name and a password. */
export const ApiKey = v.strictObject({
  id: Id,
  name: v.string(),
  /** How the key begins: 10 characters. */
  start: v.string(),
  scopes: v.array(Scope),
  user: v.strictObject({ id: Id, username: v.string() }),
  createdAt: Timestamp,
  /** `null`: never. */
  expiresAt: v.nullable(Timestamp),
  /** To about ten minutes. */
  lastUsedAt: v.nullable(Timestamp),
  revokedAt: v.nullable(Timestamp),
  /** `disabled`: its user is. Only `active` ones open anything. */
  state: v.picklist(['active', 'revoked', 'expired', 'disabled']),
})
export type ApiKey = v.InferOutput<typeof ApiKey>

/** The key itself is sent this once. */
export const NewApiKey = v.strictObject({ apiKey: ApiKey, key: v.string() })
export type NewApiKey = v.InferOutput<typeof NewApiKey>

export const ApiKeyPage = page(ApiKey)
export const ApiKeyListQuery = v.strictObject({
  /** Others than one's own are for administrators. */
  user: v.optional(v.union([v.literal('all'), Id])),
  ...pageQuery,
})

export const ApiKeyDraft = v.strictObject({
  name: name(100),
  /** `read` is in all of them. */
  scopes: v.pipe(v.array(Scope), v.minLength(1), v.maxLength(scopes.length)),
  /** `null`: until it is revoked. */
  expiresInDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
})

export const RevokedKeys = v.strictObject({ revoked: v.pipe(v.number(), v.integer(), v.minValue(0)) })
