import type { Reader } from '../db/database.ts'
import { type Link, type LinkKind, selectCatalogueRows, selectLinks, selectMaxPhotoId } from './catalogue.store.ts'
import { FlatLinks, invert } from './links.ts'
import { MemoryCatalogue } from './memory-catalogue.ts'

export interface LoadContext {
  readonly db: Reader
  /** Lets others have their turn; throws where the work is to end. */
  pause(): Promise<void>
}

/** How long one read may hold the connection that everybody reads through. */
const targetMs = 4
const [minRows, maxRows] = [200, 5_000]
/** Capacity set aside where ids have gaps is never touched, and so takes no memory; but for very long gaps. */
const maxSpareSlots = 20_000_000

/**
 * Reads all photos, piece by piece. What is written meanwhile may be in it or not: the change log, from `commit` on, is what
 * settles it.
 */
export const loadCatalogue = async (context: LoadContext, commit: number): Promise<MemoryCatalogue> => {
  const { db, pause } = context
  const maxId = await selectMaxPhotoId(db)
  const catalogue = new MemoryCatalogue(Math.min(Math.ceil(maxId * 1.02) + 1_000, maxSpareSlots), commit)
  const photos = createPace(500)
  for (let afterId = 0; ; ) {
    const rows = await photos.read((limit) => selectCatalogueRows(db, afterId, limit))
    catalogue.append(rows)
    const last = rows.at(-1)
    if (!last) break
    afterId = last.id
    await pause()
  }
  for (const kind of ['albums', 'tags'] as const) await loadLinks(context, catalogue, kind)
  return catalogue
}

const loadLinks = async ({ db, pause }: LoadContext, catalogue: MemoryCatalogue, kind: LinkKind): Promise<void> => {
  const offsets = new Int32Array(catalogue.slots + 1)
  let members = new Int32Array(Math.ceil(catalogue.slots * 1.5))
  let length = 0
  // Slots follow the order of ids as long as nothing was added since the photos were read.
  let slot = -1
  const place = (link: Link) => {
    const at = catalogue.slotOf(link.photo_id)
    if (at === undefined) return
    while (slot < at) offsets[++slot] = length
    if (length === members.length) {
      const longer = new Int32Array(Math.ceil(length * 1.5) + 1_000)
      longer.set(members)
      members = longer
    }
    members[length++] = link.member
  }
  const pace = createPace(2_000)
  for (let after: Link = { photo_id: 0, member: 0 }; ; ) {
    const links = await pace.read((limit) => selectLinks(db, kind, after, limit))
    for (const link of links) place(link)
    const last = links.at(-1)
    if (!last) break
    after = last
    await pause()
  }
  while (slot < catalogue.slots) offsets[++slot] = length
  const flat = { offsets, members: members.slice(0, length) }
  catalogue.lay(kind, new FlatLinks(flat.offsets, flat.members), await invert(flat, pause))
}

/** Reads as many rows at a time as fit into the time that others can wait. */
const createPace = (startRows: number) => {
  let limit = startRows
  return {
    read: async <T>(read: (limit: number) => Promise<T[]>): Promise<T[]> => {
      const startedAt = performance.now()
      const rows = await read(limit)
      const tookMs = performance.now() - startedAt
      if (rows.length === limit)
        limit = Math.round(Math.min(maxRows, Math.max(minRows, limit * Math.min(2, Math.max(0.5, targetMs / tookMs)))))
      return rows
    },
  }
}
