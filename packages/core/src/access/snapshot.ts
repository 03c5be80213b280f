import type { LRUCache } from 'lru-cache'
import type { Reader } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type FieldDefinitions, loadFields } from '../fields/field.definitions.ts'
import { createLru } from '../lookups/lru.ts'
import {
  type GalleryState,
  type GuestAccess,
  type KeyFacts,
  type Link,
  loadGrants,
  loadGuestAccess,
  loadImaging,
  loadRoles,
  loadTreeAlbums,
  type Person,
  type RoleBits,
  readState,
} from './access.store.ts'
import { readTreeDelta } from './snapshot-delta.ts'
import { type AlbumTree, buildTree, withGrants } from './tree.ts'
import type { AlbumView } from './view.ts'

/** Everything that rights follow from, as it was at one version. */
export interface Snapshot {
  readonly state: GalleryState
  readonly tree: AlbumTree
  readonly roles: ReadonlyMap<number, RoleBits>
  readonly guests: GuestAccess
  readonly fields: FieldDefinitions
  readonly imaging: string | null
  /** By class key; they follow from the tree and its grants alone. */
  readonly views: LRUCache<string, AlbumView>
  readonly people: LRUCache<number, Person>
  readonly links: LRUCache<number, Link>
  readonly apiKeys: LRUCache<number, KeyFacts>
}

/** What is kept of the views and people that were asked for. */
export interface SnapshotLimits {
  readonly maxViews: number
  readonly maxPeople: number
}

/** Loads that met a change; more in a row than this and something else is wrong. */
const maxLoads = 20

/**
 * Reads until nothing changed meanwhile: half of one state and half of the next could show what neither shows. Where the versions say
 * that albums or grants are still those of `before`, they are taken from there: at 10,000 albums that is most of the work.
 */
export const loadSnapshot = async (db: Reader, before: Snapshot | null, limits: SnapshotLimits): Promise<Snapshot> => {
  for (let attempt = 1, state = await readState(db); ; attempt++) {
    const snapshot = await loadParts(db, state, before, limits)
    const after = await readState(db)
    if (after.tree === state.tree) return snapshot
    if (attempt === maxLoads) throw new VitrineError('DATABASE_BUSY')
    state = after
  }
}

const loadParts = async (
  db: Reader,
  state: GalleryState,
  before: Snapshot | null,
  limits: SnapshotLimits,
): Promise<Snapshot> => {
  const kept = before && unchangedSince(before.state, state)
  const albums = kept?.albums ? before : null
  const grants = kept?.grants ? before : null
  const changed = before && !grants ? await readTreeDelta(db, before, state) : null
  const [treeAlbums, treeGrants, roles, guests, fields, imaging] = await Promise.all([
    albums || changed ? null : loadTreeAlbums(db),
    grants || changed ? null : loadGrants(db),
    loadRoles(db),
    loadGuestAccess(db),
    loadFields(db),
    loadImaging(db),
  ])
  const tree =
    changed ??
    (treeAlbums && treeGrants
      ? buildTree(state.tree, treeAlbums, treeGrants)
      : albums && treeGrants
        ? withGrants(albums.tree, state.tree, treeGrants)
        : (grants as Snapshot).tree)
  return {
    state,
    tree,
    roles,
    guests,
    fields,
    imaging,
    views: grants ? grants.views : createLru(limits.maxViews),
    people: createLru(limits.maxPeople),
    links: createLru(limits.maxPeople),
    apiKeys: createLru(limits.maxPeople),
  }
}

/**
 * Every bump of the version is counted as one of grants alone, of people alone, or not counted: only where the counted ones explain
 * the whole difference is anything known to be as it was.
 */
const unchangedSince = (before: GalleryState, now: GalleryState): { albums: boolean; grants: boolean } => {
  const [bumps, grants, people] = [now.tree - before.tree, now.grants - before.grants, now.people - before.people]
  const albums = bumps >= 0 && grants >= 0 && people >= 0 && bumps === grants + people
  return { albums, grants: albums && grants === 0 }
}
