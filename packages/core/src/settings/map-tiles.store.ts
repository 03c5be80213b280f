import type { Reader } from '../db/database.ts'
import type { MapTiles } from './map-tiles.types.ts'
import { readSetting } from './setting.store.ts'

export const mapTilesKey = 'map.tiles'

const none: MapTiles = Object.freeze({ tileUrl: null, attribution: '', attributionUrl: null })

export const readMapTiles = async (db: Reader): Promise<MapTiles> => {
  const value = await readSetting(db, mapTilesKey)
  return value === null ? none : { ...none, ...(JSON.parse(value) as Partial<MapTiles>) }
}
