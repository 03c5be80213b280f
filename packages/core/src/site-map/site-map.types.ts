/** Something that has a page of its own. */
export interface SiteMapEntry {
  readonly id: number
  /** Of albums; empty for photos. */
  readonly slug: string
  readonly permalink: string | null
  /** ISO 8601 UTC. */
  readonly updatedAt: string
}

export type SiteMapKind = 'albums' | 'photos'

export interface SiteMapOptions {
  readonly of: SiteMapKind
  /** Entries of ids from this one on, 50,000 ids at most. */
  readonly fromId: number
  readonly beforeId: number
}

/** All that somebody sees, by ids: so large a gallery is told of in parts that stay as they are while more is added. */
export interface SiteMapService {
  /** The highest id that is seen; 0 where there is none. */
  end(of: SiteMapKind): Promise<number>
  /** @throws `INPUT_INVALID` */
  list(options: SiteMapOptions): Promise<SiteMapEntry[]>
}
