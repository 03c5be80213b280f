import type { Reader } from '../db/database.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { type GalleryState, readState } from './access.store.ts'
import type { Actor, ViewAsTarget } from './actor.ts'
import { capabilityBit } from './capabilities.ts'
import { createPicks, type PhotosOfQuery } from './picks.ts'
import type { LinkPhotos, Rights } from './rights.ts'
import { loadSnapshot, type Snapshot, type SnapshotLimits } from './snapshot.ts'
import { type Denial, reachOf, type Standing, standingOf, targetStanding } from './standing.ts'
import { classKeyOf } from './view.ts'
import { sharedViewOf, viewOf } from './views.ts'

/** The gallery's versions at one moment, see GalleryStateTable. */
export type GalleryVersions = Pick<GalleryState, 'tree' | 'commit'>

/**
 * Rights in memory. The database holds the truth and a version; each call compares the version first, so that a change made by
 * any process is obeyed by the next call of every process.
 */
export interface AccessIndex {
  /**
   * @throws {VitrineError} `UNAUTHENTICATED`: the user is gone or disabled, the link has ended; `FORBIDDEN`: a preview by somebody who
   * does not manage everything; `*_NOT_FOUND`: a preview of somebody who is not there.
   */
  rightsOf(actor: Actor, db?: Reader): Promise<Rights>
  /** The rights of somebody else, for an administrator to look at. Whoever is shut out sees nothing, and why. */
  rightsOfTarget(target: Actor | ViewAsTarget, db?: Reader): Promise<{ rights: Rights; denial: Denial | null }>
  versions(db?: Reader): Promise<GalleryVersions>
  /**
   * The same for answering one request: its calls share a look at the versions, so that what changes while it is being answered is
   * obeyed by the next request. A look is renewed when it is a second old, and by {@link AccessIndex.renew}.
   */
  forRequest(): AccessIndex
  /** This process committed something: every request that is being answered looks anew, the one that wrote it among them. */
  renew(): void
}

/** How long the calls of one request share a look; requests that take longer are downloads and the like. */
const maxLookAgeMs = 1_000

type Look = (db: Reader) => Promise<GalleryState>

/** What rights follow from, and the commit at which it was found to hold still; see `Rights.commit`. */
interface SnapshotNow extends Snapshot {
  readonly commit: number | null
}

export const createAccessIndex = (options: {
  reader: Reader
  /** The photos that fit a query, as somebody sees them. Default: links to queries show nothing. */
  photosOfQuery?: PhotosOfQuery
  /** Default: the time of this machine. */
  clock?: () => Date
  maxViews?: number
  maxPeople?: number
}): AccessIndex => {
  const { reader, clock = () => new Date(), maxViews = 200, maxPeople = 5_000 } = options
  const limits: SnapshotLimits = { maxViews, maxPeople }
  const pick = createPicks(options.photosOfQuery ?? (async () => new Set()))
  let current: Promise<Snapshot> | null = null
  let currentVersion = -1

  /** Calls that begin together share one look: it is sent after the last of them began. */
  let looking: Promise<GalleryState> | null = null
  const stateOf = (db: Reader): Promise<GalleryState> => {
    if (db !== reader) return readState(db)
    looking ??= Promise.resolve().then(() => {
      looking = null
      return readState(reader)
    })
    return looking
  }

  const snapshot = async (db: Reader, look: Look): Promise<SnapshotNow> => {
    const { tree, commit } = await look(db)
    const snap = await snapshotOf(db, tree)
    return { ...snap, commit: db === reader ? commit : null }
  }

  const snapshotOf = async (db: Reader, version: number): Promise<Snapshot> => {
    if (current && version === currentVersion) return current
    // A reader inside a transaction may be ahead of everybody else: what it sees is not for the others.
    if (db !== reader) return loadSnapshot(db, null, limits)
    const before = current
    currentVersion = version
    const mine = (async () => loadSnapshot(db, (await before?.catch(() => null)) ?? null, limits))()
    current = mine
    mine.catch(() => {
      if (current === mine) current = null
    })
    return mine
  }

  const toRights = (
    snap: SnapshotNow,
    { access, everywhere, level, userId, roleKey, roleId, linkId, terms, scopes, photos, denial }: Standing,
  ): Rights => {
    const key = classKeyOf(access)
    const reach = reachOf({ access, level })
    return {
      everywhere,
      level: reach,
      userId,
      roleKey,
      roleId,
      linkId,
      terms,
      scopes,
      photos: photos && { ids: photos.ids, bits: photos.bits, of: whereShared(snap, photos.maker) },
      shutOut: denial !== null,
      access,
      tree: snap.tree,
      view: viewOf(snap, access),
      fields: snap.fields,
      imaging: snap.imaging,
      commit: snap.commit,
      classKey: photos ? `link:${linkId}@${level}` : `${key}@${reach}`,
    }
  }

  /** The rights of whoever made a link to photos, in albums alone where it may share. */
  const whereShared = (snap: SnapshotNow, maker: Standing): LinkPhotos['of'] => {
    const rights = toRights(snap, maker)
    const everywhere = (rights.everywhere & capabilityBit.share) === 0 ? 0 : rights.everywhere
    return { ...rights, everywhere, view: sharedViewOf(snap, maker.access), classKey: `shared:${rights.classKey}` }
  }

  /** The rights, with the photos that a link to a query shows at this commit. */
  const withPicks = async (snap: SnapshotNow, standing: Standing): Promise<Rights> => {
    const rights = toRights(snap, standing)
    const query = standing.photos?.query ?? null
    if (rights.photos === null || query === null) return rights
    const { ids, serial } = await pick(rights.photos.of, query)
    return { ...rights, photos: { ...rights.photos, ids }, classKey: `${rights.classKey}#${serial}` }
  }

  const admitted = async (snap: SnapshotNow, standing: Standing): Promise<Rights> => {
    // Deleted or disabled: not a guest by silence, but nobody.
    if (standing.denial !== null && standing.denial !== 'guests-off') throw new VitrineError('UNAUTHENTICATED')
    return withPicks(snap, standing)
  }

  /** Of this process. */
  let commits = 0

  const index = (look: Look): AccessIndex => ({
    versions: (db = reader) => look(db),

    rightsOf: async (actor, db = reader) => {
      const snap = await snapshot(db, look)
      const source = { db, now: clock().toISOString() }
      if (actor.kind !== 'preview') return admitted(snap, await standingOf(snap, actor, source))
      const by = await admitted(snap, await standingOf(snap, actor.by, source))
      if ((by.everywhere & capabilityBit.manage) === 0) throw new VitrineError('FORBIDDEN')
      // Whoever is shut out sees nothing: that is what there is to look at.
      return { ...(await withPicks(snap, await targetStanding(snap, actor.as, source))), shutOut: false }
    },

    rightsOfTarget: async (target, db = reader) => {
      const snap = await snapshot(db, look)
      const source = { db, now: clock().toISOString() }
      if (typeof target === 'object' && 'kind' in target) {
        if (target.kind === 'preview')
          throw inputInvalid([{ path: 'actor', message: 'Name the one who is looked at, not who looks.' }])
        const standing = await standingOf(snap, target, source)
        return { rights: await withPicks(snap, standing), denial: standing.denial }
      }
      const standing = await targetStanding(snap, target, source)
      return { rights: await withPicks(snap, standing), denial: standing.denial }
    },

    forRequest: () => {
      let kept: { readonly at: number; readonly commits: number; readonly state: Promise<GalleryState> } | null = null
      const lookOnce: Look = (db) => {
        if (db !== reader) return stateOf(db)
        const now = performance.now()
        if (kept?.commits !== commits || now - kept.at > maxLookAgeMs)
          kept = { at: now, commits, state: stateOf(reader) }
        const mine = kept
        mine.state.catch(() => {
          if (kept === mine) kept = null
        })
        return mine.state
      }
      return index(lookOnce)
    },
    renew: () => {
      commits += 1
    },
  })

  return index(stateOf)
}
