import { type CapabilityBits, capabilityBit } from './capabilities.ts'

/**
 * What an API key may be used for: a part of what its user may do. All but the last are capabilities in albums; `administer` is what
 * only those may who manage everything: users, groups, roles, settings, the library.
 */
export const scopes = ['read', 'upload', 'edit', 'organise', 'share', 'manage', 'administer'] as const
export type Scope = (typeof scopes)[number]

/** Scopes as a bit set, as a key keeps them. */
export type ScopeBits = number

/** What is done can be seen: every scope reads. */
const read = capabilityBit.view | capabilityBit.download

const capabilitiesOf: Readonly<Record<Scope, CapabilityBits>> = Object.freeze({
  read,
  upload: read | capabilityBit.upload | capabilityBit.submit,
  edit: read | capabilityBit.edit,
  organise: read | capabilityBit.organise,
  share: read | capabilityBit.share,
  manage: read | capabilityBit.manage,
  administer: read | capabilityBit.manage,
})

const bitOf = (scope: Scope): ScopeBits => 1 << scopes.indexOf(scope)

export const toScopeBits = (list: Iterable<Scope>): ScopeBits => {
  let bits = bitOf('read')
  for (const scope of list) bits |= bitOf(scope)
  return bits
}

export const fromScopeBits = (bits: ScopeBits): Scope[] => scopes.filter((scope) => hasScope(bits, scope))

export const hasScope = (bits: ScopeBits, scope: Scope): boolean => (bits & bitOf(scope)) !== 0

/** Whether anything can be changed with it. */
export const mayWrite = (bits: ScopeBits): boolean => (bits & ~bitOf('read')) !== 0

/** The most that a key with these scopes gives in an album. */
export const ceilingOf = (bits: ScopeBits): CapabilityBits =>
  fromScopeBits(bits).reduce<CapabilityBits>((sum, scope) => sum | capabilitiesOf[scope], 0)
