import { join } from 'node:path'
import { sqlite } from '../../packages/core/src/db/dialects/sqlite.ts'
import { createGallery } from '../../packages/core/src/gallery.ts'
import type { Gallery } from '../../packages/core/src/gallery.types.ts'
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
