import { takeTurn } from '../db/locks.ts'
import type { StoredObject } from '../storage/types.ts'
import type { Inspection } from './inspection.ts'
import { hashInKey, quarantinePrefix } from './key-range.ts'
import { selectNamedKeys } from './named-keys.ts'

/** Copies an object to another key; nothing is changed where it lies. */
export const copyObject = async ({ gallery }: Pick<Inspection, 'gallery'>, from: string, to: string): Promise<void> => {
  const { stream } = await gallery.storage.get(from)
  await gallery.storage.put(to, stream)
}

/**
 * Takes an object out of the way that no photo names: copied first, looked at again, then deleted. An upload that meets the object
 * meanwhile writes it anew, so that it is younger than the one that was judged.
 *
 * @returns `false` where it is no orphan any more.
 */
export const quarantineOrphan = async (inspection: Inspection, { key }: StoredObject): Promise<boolean> => {
  const { gallery } = inspection
  const isNamed = async () => {
    const rows = await selectNamedKeys(gallery.connections.read, gallery.dialect, hashInKey(key) ?? '')
    return rows.some((row) => row.key === key)
  }
  // Asked for in the same way twice: a list may tell the time more exactly.
  const writtenAt = async () => (await gallery.storage.stat(key))?.modifiedAt.getTime()
  const quarantined = `${quarantinePrefix}${key}`
  const before = await writtenAt()
  if (before === undefined || (await isNamed())) return false
  await copyObject(inspection, key, quarantined)
  const isTaken = await gallery.connections.write.transaction().execute(async (db) => {
    // Nobody begins to name it meanwhile; whoever waits to do so looks for it again afterwards.
    await takeTurn(db, gallery.dialect, 'originals')
    return !(await isNamed()) && (await writtenAt()) === before && gallery.storage.delete(key)
  })
  if (!isTaken) await gallery.storage.delete(quarantined)
  return isTaken
}

/** Deletes for good what has been in quarantine long enough, where that was asked for. */
export const purgeQuarantined = async (
  { gallery, options }: Inspection,
  { key, modifiedAt }: StoredObject,
): Promise<boolean> => {
  if (!options.repair || options.purgeAfterDays === null) return false
  const ageMs = gallery.clock().getTime() - modifiedAt.getTime()
  return ageMs > options.purgeAfterDays * 86_400_000 && gallery.storage.delete(key)
}
