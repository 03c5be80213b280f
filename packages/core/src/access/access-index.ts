import { LRUCache } from 'lru-cache'
import type { Reader } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import {
  loadGrants,
  loadPerson,
  loadRoles,
  loadTreeAlbums,
  type Person,
  type RoleBits,
  readState,
} from './access.store.ts'
import type { Actor } from './actor.ts'
import { allCapabilities, capabilityBit, type Level } from './capabilities.ts'
import type { AlbumView, Rights } from './rights.ts'
import { type AlbumTree, buildTree, type TreeAlbum, type TreeGrant } from './tree.ts'
import { type AccessClass, classKeyOf, computeView } from './view.ts'

/** The gallery's versions at one moment, see GalleryStateTable. */
export interface GalleryVersions {
  readonly tree: number
  readonly commit: number
}

/**
 * Rights in memory. The database holds the truth and a version; each call compares the version first, so that a change made by
 * any process is obeyed by the next call of every process.
 */
export interface AccessIndex {
  rightsOf(actor: Actor, db?: Reader): Promise<Rights>
  versions(db?: Reader): Promise<GalleryVersions>
}

interface Snapshot {
  readonly tree: AlbumTree
  readonly roles: ReadonlyMap<number, RoleBits>
  readonly guestRole: RoleBits
  readonly views: LRUCache<string, AlbumView>
  readonly people: LRUCache<number, Person>
}

/** Loads that met a change; more in a row than this and something else is wrong. */
const maxLoads = 20

export const createAccessIndex = (options: { reader: Reader; maxViews?: number; maxPeople?: number }): AccessIndex => {
  let current: Promise<Snapshot> | null = null
  let currentVersion = -1

  /** Reads until nothing changed meanwhile: half of one state and half of the next could show what neither shows. */
  const load = async (db: Reader): Promise<Snapshot> => {
    for (let attempt = 1, version = (await readState(db)).tree; ; attempt++) {
      const [albums, grants, roles] = await Promise.all([loadTreeAlbums(db), loadGrants(db), loadRoles(db)])
      const { tree: versionAfter } = await readState(db)
      if (versionAfter === version) return toSnapshot(version, albums, grants, roles)
      if (attempt === maxLoads) throw new VitrineError('DATABASE_BUSY')
      version = versionAfter
    }
  }

  const toSnapshot = (
    version: number,
    albums: readonly TreeAlbum[],
    grants: readonly TreeGrant[],
    roles: ReadonlyMap<number, RoleBits>,
  ): Snapshot => {
    const guestRole = [...roles.values()].find((role) => role.key === 'guest') ?? {
      key: 'guest',
      everywhere: 0,
      visible: 0,
    }
    return {
      tree: buildTree(version, albums, grants),
      roles,
      guestRole,
      views: new LRUCache({ max: options.maxViews ?? 200 }),
      people: new LRUCache({ max: options.maxPeople ?? 5_000 }),
    }
  }

  const snapshot = async (db: Reader): Promise<Snapshot> => {
    const { tree: version } = await readState(db)
    if (current && version === currentVersion) return current
    // A reader inside a transaction may be ahead of everybody else: what it sees is not for the others.
    if (db !== options.reader) return load(db)
    currentVersion = version
    current = load(db)
    const mine = current
    mine.catch(() => {
      if (current === mine) current = null
    })
    return mine
  }

  const toRights = (snap: Snapshot, access: AccessClass, level: Level, userId: number | null): Rights => {
    const key = classKeyOf(access)
    // Who sees every album sees every photo in it.
    const reach = (access.everywhere & capabilityBit.view) === 0 ? level : 8
    let view = snap.views.get(key)
    if (!view) {
      view = computeView(snap.tree, access)
      snap.views.set(key, view)
    }
    return { everywhere: access.everywhere, level: reach, userId, tree: snap.tree, view, classKey: `${key}@${reach}` }
  }

  return {
    versions: (db = options.reader) => readState(db),
    rightsOf: async (actor, db = options.reader) => {
      const snap = await snapshot(db)
      switch (actor.kind) {
        case 'system':
          return toRights(snap, { everywhere: allCapabilities, visible: 0, principals: [] }, 8, null)
        case 'guest':
          return toRights(
            snap,
            { everywhere: snap.guestRole.everywhere, visible: snap.guestRole.visible, principals: [] },
            0,
            null,
          )
        case 'user': {
          let person = snap.people.get(actor.userId)
          if (!person) {
            person = await loadPerson(db, actor.userId)
            // Deleted or disabled: not a guest by silence, but nobody.
            if (!person || person.isDisabled) throw new VitrineError('UNAUTHENTICATED')
            snap.people.set(actor.userId, person)
          }
          const role = snap.roles.get(person.roleId)
          if (!role) throw new VitrineError('UNAUTHENTICATED')
          // Principals without a grant decide nothing: leaving them out lets most users share one view.
          const principals = [`user:${actor.userId}`, ...person.groupIds.map((id) => `group:${id}`)]
            .filter((p) => snap.tree.grants.has(p))
            .sort()
          return toRights(
            snap,
            { everywhere: role.everywhere, visible: role.visible, principals },
            person.level,
            actor.userId,
          )
        }
      }
    },
  }
}
