/** What an actor may do with an album and the photos in it. */
export const capabilities = ['view', 'download', 'upload', 'edit', 'organise', 'share', 'manage', 'submit'] as const
export type Capability = (typeof capabilities)[number]

/** Capabilities as a bit set: one integer per album in the tree, cheap to unite and to test. */
export type CapabilityBits = number

export const capabilityBit: Readonly<Record<Capability, CapabilityBits>> = Object.freeze({
  view: 1,
  download: 2,
  upload: 4,
  edit: 8,
  organise: 16,
  share: 32,
  manage: 64,
  /** Upload what nobody sees before somebody who may edit the album has approved it. */
  submit: 128,
})

export const allCapabilities: CapabilityBits = 255

export const toBits = (list: Iterable<Capability>): CapabilityBits => {
  let bits = 0
  for (const capability of list) bits |= capabilityBit[capability]
  return bits
}

export const fromBits = (bits: CapabilityBits): Capability[] =>
  capabilities.filter((c) => (bits & capabilityBit[c]) !== 0)

/**
 * What a role may hold in albums because they are public. `share` and `manage` are not among it: they reach down the tree, into
 * private albums that a public one holds.
 */
export const visibleCapabilities: CapabilityBits = allCapabilities & ~(capabilityBit.share | capabilityBit.manage)

/** What may be granted to a share link: whoever has the key is not known. */
export const linkCapabilities: CapabilityBits =
  capabilityBit.view | capabilityBit.download | capabilityBit.upload | capabilityBit.submit

/** Whoever may add photos may let others send them in. */
export const withSubmit = (bits: CapabilityBits): CapabilityBits =>
  (bits & capabilityBit.upload) === 0 ? bits : bits | capabilityBit.submit

/** Whoever may do anything may see it. */
export const withView = (bits: CapabilityBits): CapabilityBits => (bits === 0 ? 0 : bits | capabilityBit.view)

export const isCapability = (value: unknown): value is Capability => capabilities.includes(value as Capability)

/**
 * Privacy levels: a photo is shown to actors whose level is at least its own.
 * The numbers are those of Piwigo, so that an imported gallery keeps them.
 */
export const levels = [0, 1, 2, 4, 8] as const
export type Level = (typeof levels)[number]
export const isLevel = (value: unknown): value is Level => levels.includes(value as Level)

/** The preset roles. What each holds is in the database, and may be edited there. */
export const roleKeys = ['webmaster', 'admin', 'user', 'generic', 'guest'] as const
export type RoleKey = (typeof roleKeys)[number]
