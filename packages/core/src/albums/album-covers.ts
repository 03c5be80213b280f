import { createHash } from 'node:crypto'
import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { catalogueSoon } from '../sets/soon.ts'
import type { AlbumRow } from './album.table.ts'
import {
  selectNewestByQuery,
  selectNewestPhotos,
  selectPhotosBySeed,
  selectUsableCovers,
} from './album-covers.store.ts'
import type { AlbumFigures } from './album-figures.ts'

/** Albums that are looked into for a cover, where the first ones hold nothing that a picture can be made of. */
const maxLooks = 5

/**
 * The cover of each album, always a photo that the actor may see; albums without one are left out. A handful of statements, however
 * many albums are asked for.
 */
export const coversOf = async (
  { gallery, rights }: CallContext,
  figures: AlbumFigures,
  rows: readonly AlbumRow[],
): Promise<Map<number, number>> => {
  const { connections, dialect, clock } = gallery
  const db = connections.read
  const covers = new Map<number, number>()
  const withMode = (mode: AlbumRow['cover_mode']) => rows.filter((row) => row.cover_mode === mode)

  const fixed = withMode('fixed')
  const usable = await selectUsableCovers(
    db,
    dialect,
    rights,
    fixed.flatMap((row) => row.cover_photo_id ?? []),
  )
  for (const row of fixed)
    if (row.cover_photo_id !== null && usable.has(row.cover_photo_id)) covers.set(row.id, row.cover_photo_id)

  const random = withMode('random')
  // Those that something fits: how much it is, is counted already.
  const smartOf = (wanted: readonly AlbumRow[]) =>
    wanted.flatMap(({ id }) => {
      const question = figures.smart.get(id)
      return question && (figures.direct[rights.tree.placeOf(id) ?? -1] ?? 0) > 0 ? [question] : []
    })
  const { sets, smartLooks } = gallery
  // The newest is the same from the database; which one is drawn is not.
  const catalogue =
    smartOf(random).length > 0
      ? await catalogueSoon(sets, photosOf(rights, figures), rights.commit)
      : smartOf(rows).length > 0
        ? await sets.current(rights.commit)
        : null
  if (random.length > 0) {
    const seed = seedOf(`${clock().toISOString().slice(0, 10)}|${rights.classKey}`)
    if (catalogue) {
      const drawn = smartOf(random).map((question) => ({ ...question, seed: seedOf(`${seed}|${question.id}`) }))
      for (const [id, photoId] of await smartLooks.draw(rights, drawn, catalogue)) covers.set(id, photoId)
    }
    // A smart one that nothing fits has what is below it; until the photos are in memory, others have their newest.
    const waitingFor = new Set(smartOf(random).map(({ id }) => id))
    const plain = random.filter((row) => !covers.has(row.id) && (catalogue !== null || !waitingFor.has(row.id)))
    const sources = new Map(plain.flatMap((row) => pickSource(rights, figures, row.id, seed)))
    const picked = await selectPhotosBySeed(db, dialect, rights, { albumIds: [...new Set(sources.values())], seed })
    for (const [id, source] of sources) {
      const photoId = picked.get(source)
      if (photoId !== undefined) covers.set(id, photoId)
    }
  }

  const open = rows.filter((row) => row.cover_mode !== 'none' && !covers.has(row.id))
  const newest = catalogue
    ? [...(await smartLooks.lookAt(rights, smartOf(open), catalogue))].map(
        ([id, { newestPhotoId }]) => [id, newestPhotoId] as const,
      )
    : await selectNewestByQuery(
        db,
        dialect,
        rights,
        smartOf(open).map(({ id, own }) => ({ id, query: own })),
      )
  for (const [id, photoId] of newest) if (photoId !== null) covers.set(id, photoId)

  // The newest photo of the album itself, or of the first album below that has any; of a smart one that nothing fits, the latter.
  let waiting = open.filter((row) => !covers.has(row.id)).map((row) => row.id)
  for (let look = 0; look < maxLooks && waiting.length > 0; look++) {
    const sources = new Map(waiting.flatMap((id) => nthSource(rights, figures, id, look)))
    const newest = await newestPhotos({ gallery, rights }, sources.values())
    for (const [id, source] of sources) {
      const photoId = newest.get(keyOfNewest(rights, source))
      if (photoId !== undefined) covers.set(id, photoId)
    }
    waiting = [...sources.keys()].filter((id) => !covers.has(id))
  }
  return covers
}

const keyOfNewest = ({ level }: Rights, albumId: number): string => `${level}|${albumId}`

const newestPhotos = (
  { gallery, rights }: Pick<CallContext, 'gallery' | 'rights'>,
  albumIds: Iterable<number>,
): Promise<ReadonlyMap<string, number>> => {
  const idOf = new Map(Array.from(albumIds, (id) => [keyOfNewest(rights, id), id]))
  return gallery.lookups.newestPhotos.get(rights.commit, [...idOf.keys()], async (missing) => {
    const ids = missing.map((key) => idOf.get(key) as number)
    const newest = await selectNewestPhotos(gallery.connections.read, gallery.dialect, rights, ids)
    return new Map([...newest].map(([id, photoId]) => [keyOfNewest(rights, id), photoId]))
  })
}

/** At least as many photos as the actor sees; one that is in albums of two trees counts twice. */
const photosOf = ({ tree }: Rights, { below }: AlbumFigures): number =>
  tree.childrenOf(null).reduce((sum, place) => sum + (below[place] as number), 0)

/** Places from an album's own to the last one below it that hold photos the actor may see. */
function* sourcesOf({ tree, view }: Rights, { held }: AlbumFigures, id: number): Generator<number> {
  const place = tree.placeOf(id)
  if (place === undefined) return
  for (let source = place; source < (tree.ends[place] as number); source++) {
    if ((held[source] as number) > 0 && ((view.bits[source] as number) & capabilityBit.view) !== 0) yield source
  }
}

const nthSource = (rights: Rights, figures: AlbumFigures, id: number, nth: number): [number, number][] => {
  let index = 0
  for (const source of sourcesOf(rights, figures, id)) {
    if (index++ === nth) return [[id, rights.tree.ids[source] as number]]
  }
  return []
}

/** One of them, by the seed; those with more photos more often. */
const pickSource = (rights: Rights, figures: AlbumFigures, id: number, seed: number): [number, number][] => {
  let photos = 0
  for (const source of sourcesOf(rights, figures, id)) photos += figures.held[source] as number
  let left = photos === 0 ? -1 : seedOf(`${seed}|${id}`) % photos
  for (const source of sourcesOf(rights, figures, id)) {
    left -= figures.held[source] as number
    if (left < 0) return [[id, rights.tree.ids[source] as number]]
  }
  return []
}

const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0) & 0x7fff_ffff
