/** Who handlers belong to that are parts of the gallery itself: no plugin is called so. */
export const ownOwners = { core: 'core', derivatives: 'derivatives', videos: 'videos' } as const

const names: ReadonlySet<string> = new Set(Object.values(ownOwners))

export const isOwnOwner = (owner: string): boolean => names.has(owner)
