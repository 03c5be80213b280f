import { join } from 'node:path'
import { createAccessIndex } from '../../packages/core/src/access/access-index.ts'
import type { GalleryContext } from '../../packages/core/src/context.ts'
import type { DialectSupport } from '../../packages/core/src/db/dialect.ts'
import { sqlite } from '../../packages/core/src/db/dialects/sqlite.ts'
import { migrate } from '../../packages/core/src/db/migrate.ts'
import { createCommitBell } from '../../packages/core/src/events/commit-bell.ts'
import { createGallery } from '../../packages/core/src/gallery.ts'
import type { Gallery } from '../../packages/core/src/gallery.types.ts'
import { createHooks } from '../../packages/core/src/hooks/kernel.ts'
import { silentLogger } from '../../packages/core/src/log.ts'
import { fsStorage } from '../../packages/core/src/storage/fs-storage.ts'

/** The SQLite database that {@link openGallery} opens in a folder. */
export const databaseIn = (folder: string) => sqlite({ file: join(folder, 'gallery.db') })

/** A gallery with everything in one folder, with the settings of a real one. */
export const openGallery = (folder: string): Promise<Gallery> =>
  createGallery({
    database: databaseIn(folder),
    storage: fsStorage({ root: join(folder, 'originals') }),
    cacheFolder: join(folder, 'cache'),
    stagingFolder: join(folder, 'incoming'),
  })

/** What recording photos needs of a gallery, without the gallery: for benches of that step alone. */
export const openRecording = async (dialect: DialectSupport) => {
  const connections = await dialect.open()
  await migrate(connections.write, dialect)
  const hooks = createHooks({ log: silentLogger })
  const access = createAccessIndex({ reader: connections.read })
  const closing = new AbortController()
  const bell = createCommitBell({ access, log: silentLogger, signal: closing.signal })
  // Storage and derivatives are not touched by it.
  const parts = { dialect, connections, access, bell, hooks, log: silentLogger, clock: () => new Date() }
  const close = async () => {
    closing.abort()
    await connections.close()
  }
  return { context: parts as unknown as GalleryContext, close }
}
