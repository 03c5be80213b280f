import type { AccessIndex } from '../../src/access/access-index.ts'
import { createAccessIndex } from '../../src/access/access-index.ts'
import type { Connections, DialectSupport } from '../../src/db/dialect.ts'
import { silentLogger } from '../../src/log.ts'
import { createPhotoSets, type PhotoSets } from '../../src/sets/photo-sets.ts'

/** Sets of their own on a database, beside those of a gallery: as another process would have them. */
export const openSets = (
  connections: Connections,
  dialect: DialectSupport,
): { sets: PhotoSets; access: AccessIndex } => {
  const access = createAccessIndex({ reader: connections.read })
  const { signal } = new AbortController()
  return { access, sets: createPhotoSets({ access, connections, dialect, log: silentLogger, signal }) }
}
