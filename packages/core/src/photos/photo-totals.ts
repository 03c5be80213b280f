import { LRUCache } from 'lru-cache'
import type { AccessIndex } from '../access/access-index.ts'
import { type Rights, seesEverything } from '../access/rights.ts'
import type { AlbumFigures } from '../albums/album-figures.ts'
import type { Connections, DialectSupport } from '../db/dialect.ts'
import { count } from '../sets/bits.ts'
import type { PhotoSets } from '../sets/photo-sets.ts'
import { type CheckedScope, isAlongAlbum } from './photo.query.ts'
import { countPhotos } from './photo.store.ts'

/** How many photos a list has; counted once per commit and access class. */
export interface PhotoTotals {
  of(rights: Rights, scope: CheckedScope): Promise<number>
}

export const createPhotoTotals = (
  parts: { access: AccessIndex; sets: PhotoSets; connections: Connections; dialect: DialectSupport },
  figuresOf: (rights: Rights) => Promise<AlbumFigures>,
): PhotoTotals => {
  const cache = new LRUCache<string, Promise<number>>({ max: 1_000 })
  return {
    of: async (rights, scope) => {
      const commit = rights.commit ?? (await parts.access.versions()).commit
      const catalogue = await parts.sets.current(commit)
      if (catalogue) return count(await parts.sets.select(rights, scope, catalogue))
      // The figures of all albums cost less than to look at every photo, and most pages want them anyway.
      const { album, recursive: _recursive, ...conditions } = scope
      const isPlain = Object.values(conditions).every((value) => value === undefined)
      if (isPlain && album === undefined && !seesEverything(rights) && !rights.photos)
        return (await figuresOf(rights)).photos
      if (isPlain && album !== undefined) {
        const place = rights.tree.placeOf(album)
        const figures = await figuresOf(rights)
        return place === undefined ? 0 : ((isAlongAlbum(scope) ? figures.direct : figures.below)[place] as number)
      }
      const key = JSON.stringify([commit, rights.tree.version, rights.classKey, scope])
      const known = cache.get(key)
      if (known !== undefined) return known
      const counting = countPhotos(parts.connections.read, parts.dialect, rights, scope)
      cache.set(key, counting)
      counting.catch(() => cache.delete(key))
      return counting
    },
  }
}
