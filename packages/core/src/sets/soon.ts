import type { Catalogue } from './catalogue.types.ts'
import type { PhotoSets } from './photo-sets.ts'

/** As many are in memory in less time than a person notices: worth waiting for, so that a small gallery always answers the same. */
const maxWaitedFor = 20_000

/** The photos in memory; `null` where a large gallery's are not there yet, or cannot be read: pages do not depend on them. */
export const catalogueSoon = async (
  sets: Pick<PhotoSets, 'current' | 'ready'>,
  photos: number,
  commit: number | null,
): Promise<Catalogue | null> => {
  if (photos > maxWaitedFor) return sets.current(commit)
  // What went wrong has been logged by whoever reads them.
  return sets.ready(commit).catch(() => null)
}
