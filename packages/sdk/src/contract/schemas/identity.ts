import * as v from 'valibot'
import { Id, Timestamp } from './fields.ts'
import { CurrentPassword } from './second-factor.ts'

/** An account at another provider that signs a user in. */
export const Identity = v.strictObject({
  id: Id,
  /** Address of the provider. */
  issuer: v.string(),
  /** What it is called there. */
  name: v.string(),
  createdAt: Timestamp,
  lastUsedAt: v.nullable(Timestamp),
})
export type Identity = v.InferOutput<typeof Identity>

export const IdentityList = v.strictObject({ items: v.array(Identity) })
export const IdentityRemoval = v.strictObject({ currentPassword: CurrentPassword })
