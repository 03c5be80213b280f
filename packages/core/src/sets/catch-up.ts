import { readState } from '../access/access.store.ts'
import type { DialectSupport } from '../db/dialect.ts'
import {
  type LinkKind,
  selectCatalogueRowsById,
  selectLinked,
  selectLinksOf,
  selectSetChanges,
} from './catalogue.store.ts'
import type { LoadContext } from './load.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'

export interface CatchUpContext extends LoadContext {
  readonly dialect: DialectSupport
}

/** What happened since the catalogue's commit, as far as it goes. */
export interface Backlog {
  /** The commit that the catalogue stands at once this is applied. */
  readonly commit: number
  readonly photoIds: ReadonlySet<number>
  /** Photos whose words changed and nothing else. */
  readonly touchedSlots: readonly ArrayLike<number>[]
}

const changesPerRead = 2_000
const linksPerRead = 5_000
const photosPerRead = 200

/** More photos than this, and more than a share of all: reading everything anew is faster. */
const minForReload = 20_000
const shareForReload = 0.2

/**
 * What is done to an album or a tag without a change to what its photos are. Whatever else happens to one is taken for a change of
 * all its photos, those that it has now and those it had.
 */
const harmless: Readonly<Record<LinkKind, ReadonlySet<string>>> = {
  albums: new Set(['created', 'updated', 'moved']),
  tags: new Set(['moved', 'placed']),
}

/** Reads the change log. `null` where so much happened that all is to be read anew. */
export const readBacklog = async (context: CatchUpContext, catalogue: MemoryCatalogue): Promise<Backlog | null> => {
  const { db, pause } = context
  const { commit } = await readState(db)
  const maxPhotos = Math.max(minForReload, catalogue.slots * shareForReload)
  const photoIds = new Set<number>()
  const whole: Record<LinkKind, Map<number, boolean>> = { albums: new Map(), tags: new Map() }
  /** A copy of a tag comes with photos. */
  const created = new Set<number>()
  const touchedSlots: ArrayLike<number>[] = []
  if (commit === catalogue.commit) return { commit, photoIds, touchedSlots }

  for (let after = { commitSeq: catalogue.commit + 1, id: 0 }; ; ) {
    const changes = await selectSetChanges(db, after, changesPerRead)
    for (const { subject, subject_id: id, action } of changes) {
      if (subject === 'album') catalogue.albumsEpoch += 1
      if (subject === 'photo') photoIds.add(id)
      else if (subject === 'setting') catalogue.wordsEpoch += 1
      else if (subject === 'album' || subject === 'tag') {
        const kind = subject === 'album' ? 'albums' : 'tags'
        // Words of photos hold the names of their tags.
        if (kind === 'tags' && action === 'updated') touchedSlots.push(catalogue.withTag(id))
        else if (kind === 'tags' && action === 'created') created.add(id)
        else if (!harmless[kind].has(action)) whole[kind].set(id, action === 'deleted' && whole[kind].get(id) !== false)
      }
    }
    if (photoIds.size > maxPhotos) return null
    const last = changes.at(-1)
    if (!last || changes.length < changesPerRead) break
    after = { commitSeq: Number(last.commit_seq), id: last.id }
    await pause()
  }

  for (const kind of ['albums', 'tags'] as const) {
    for (const [member, isGone] of whole[kind]) {
      const slots = kind === 'albums' ? catalogue.inAlbum(member) : catalogue.withTag(member)
      for (const slot of slots) photoIds.add(catalogue.ids[slot] as number)
      for (let afterId = 0; !isGone; ) {
        const ids = await selectLinked(context, kind, [member], { afterId, limit: linksPerRead })
        for (const id of ids) photoIds.add(id)
        if (ids.length < linksPerRead || photoIds.size > maxPhotos) break
        afterId = ids.at(-1) as number
        await pause()
      }
      if (photoIds.size > maxPhotos) return null
    }
  }
  for (let afterId = 0; created.size > 0; ) {
    const ids = await selectLinked(context, 'tags', [...created], { afterId, limit: linksPerRead })
    for (const id of ids) photoIds.add(id)
    if (photoIds.size > maxPhotos) return null
    if (ids.length < linksPerRead) break
    afterId = ids.at(-1) as number
    await pause()
  }
  return { commit, photoIds, touchedSlots }
}

/** Reads the photos of a backlog anew. */
export const applyBacklog = async (
  { db, dialect, pause }: CatchUpContext,
  catalogue: MemoryCatalogue,
  { commit, photoIds, touchedSlots }: Backlog,
): Promise<void> => {
  const ids = [...photoIds]
  for (let start = 0; start < ids.length; start += photosPerRead) {
    if (start > 0) await pause()
    const some = ids.slice(start, start + photosPerRead)
    const [rows, albums, tags] = await Promise.all([
      selectCatalogueRowsById(db, dialect, some),
      selectLinksOf(db, dialect, 'albums', some),
      selectLinksOf(db, dialect, 'tags', some),
    ])
    catalogue.apply({ ids: some, rows, albums, tags, commit })
  }
  for (const slots of touchedSlots) if (slots.length > 0) catalogue.touch(slots)
  catalogue.commit = commit
}
