import type { Catalogue } from './catalogue.types.ts'
import type { PhotoSets } from './photo-sets.ts'

/** As many are in memory in less time than a person notices: worth waiting for, so that a small gallery always answers the same. */
const maxWaitedFor = 20_000

/** The photos in memory; `null` where a large gallery's are not there yet: pages do not wait for them. */
export const catalogueSoon = (sets: Pick<PhotoSets, 'current' | 'ready'>, photos: number): Promise<Catalogue | null> =>
  photos <= maxWaitedFor ? sets.ready() : sets.current()
