import type { PhotoScope } from '../photos/photo.types.ts'

/** A part of the map in degrees, WGS 84; `west` above `east` where it reaches over the date line. */
export interface MapBox {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

export interface MapOptions extends PhotoScope {
  /** Only photos within it. Default: the whole world. */
  box?: MapBox | undefined
  /**
   * How near one looks, as maps of tiles count it: 0 (the world is 256 pixels wide) to 18 (2^18 times as wide). Photos within 64 pixels
   * of one another are one cluster. Default 2.
   */
  zoom?: number | undefined
}

/** Photos that were taken near one another. */
export interface MapCluster {
  /** The middle of their positions, degrees. */
  readonly latitude: number
  readonly longitude: number
  readonly photos: number
  /** The newest of them that a picture can be made of, or the newest where there is none. */
  readonly photoId: number
  /** Around their positions: a single point where all were taken at the same place. */
  readonly box: MapBox
}

/** Where the photos of a scope were taken. */
export interface PhotoMap {
  /** 300 at most, most photos first. */
  readonly clusters: readonly MapCluster[]
  /** The zoom that the clusters are made for: less than what was asked for where there would be too many. */
  readonly zoom: number
  /** Photos with a position, within the box where one is given. */
  readonly photos: number
  /** Photos of the scope without a position. */
  readonly withoutPosition: number
  /** The smallest box around all of these photos; `null` where there are none. */
  readonly box: MapBox | null
  /** Leads to these photos, as text of the query language. */
  readonly query: string
}
