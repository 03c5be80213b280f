import { remove } from './bits.ts'
import type { CatalogueRow, Link, LinkKind } from './catalogue.store.ts'
import type { Bits, Catalogue } from './catalogue.types.ts'
import { Columns } from './columns.ts'
import { Journal } from './journal.ts'
import { FlatLinks, type LaidOutLists, type MemberCounts, Postings } from './links.ts'
import { SlotIndex } from './slot-index.ts'

/** Changed lists laid beside the others before all are laid out anew: that takes as long as the gallery is large. */
const minOverlay = 50_000

/** What was read anew of some photos. */
export interface Reread {
  readonly ids: readonly number[]
  readonly rows: readonly CatalogueRow[]
  readonly albums: readonly Link[]
  readonly tags: readonly Link[]
  /** The commit that this brings the catalogue nearer to. */
  readonly commit: number
}

/** The catalogue, with what it takes to fill it and to keep it up to date. */
export class MemoryCatalogue implements Catalogue {
  commit: number
  slots = 0
  /** Highest photo id there was. */
  maxId = 0
  /** Counts what may have changed the answers of the database without a change of the photos themselves. */
  wordsEpoch = 0
  /** Counts the changes of albums, their names included. */
  albumsEpoch = 0
  readonly columns: Columns
  readonly journal = new Journal()
  readonly #slotOf = new SlotIndex()
  readonly #links: Record<LinkKind, FlatLinks> = { albums: new FlatLinks(), tags: new FlatLinks() }
  readonly #postings: Record<LinkKind, Postings> = { albums: new Postings(), tags: new Postings() }

  readonly #loadedAt: number
  readonly #changedAt = new Map<number, number>()
  #shared: { readonly revision: number; readonly lists: LaidOutLists } | null = null

  constructor(capacity: number, commit: number) {
    this.columns = new Columns(capacity)
    this.commit = commit
    this.#loadedAt = commit
  }

  get revision(): number {
    return this.journal.revision
  }
  get ids(): Int32Array {
    return this.columns.ids
  }
  get alive(): Bits {
    return this.columns.alive
  }
  get levels(): Uint8Array {
    return this.columns.levels
  }
  get marks(): Uint8Array {
    return this.columns.marks
  }
  get sortAt(): Float64Array {
    return this.columns.sortAt
  }
  get addedAt(): Float64Array {
    return this.columns.addedAt
  }
  get createdDay(): Int32Array {
    return this.columns.createdDay
  }
  get postedDay(): Int32Array {
    return this.columns.postedDay
  }
  get ratings(): Int8Array {
    return this.columns.ratings
  }
  get widthsPx(): Int32Array {
    return this.columns.widthsPx
  }
  get heightsPx(): Int32Array {
    return this.columns.heightsPx
  }
  get bytes(): Float64Array {
    return this.columns.bytes
  }
  get latitudes(): Float64Array {
    return this.columns.latitudes
  }
  get longitudes(): Float64Array {
    return this.columns.longitudes
  }
  get coded(): Columns['coded'] {
    return this.columns.coded
  }

  slotOf(photoId: number): number | undefined {
    return this.#slotOf.get(photoId)
  }
  albumsOf(slot: number): ArrayLike<number> {
    return this.#links.albums.of(slot)
  }
  countTags(slots: Int32Array, from: number, to: number, into: MemberCounts): number {
    return this.#links.tags.countMembers(slots, from, to, into)
  }
  inAlbum(albumId: number): Int32Array {
    return this.#postings.albums.of(albumId)
  }
  withTag(tagId: number): Int32Array {
    return this.#postings.tags.of(tagId)
  }
  tagIds(): Iterable<number> {
    return this.#postings.tags.owners()
  }
  albumChangedAt(albumId: number): number {
    return this.#changedAt.get(albumId) ?? this.#loadedAt
  }

  /** Photos that are in two albums or more. */
  eachInSeveralAlbums(visit: (slot: number, albums: Int32Array, from: number, to: number) => void): void {
    const { revision } = this.journal
    // Rights change more often than albums do: the search for those few among all is kept until a photo changes.
    if (this.#shared?.revision !== revision)
      this.#shared = { revision, lists: this.#links.albums.longLists(this.slots, 2) }
    const { owners, offsets, members } = this.#shared.lists
    for (let i = 0; i < owners.length; i++)
      visit(owners[i] as number, members, offsets[i] as number, offsets[i + 1] as number)
  }

  /** Gives slots to photos that are new here; while loading, in the order of their ids. */
  append(rows: readonly CatalogueRow[]): void {
    if (this.slots + rows.length > this.columns.capacity)
      this.columns.reserve(Math.max(this.slots + rows.length, Math.ceil(this.slots * 1.25), 1_024))
    for (const row of rows) {
      const slot = this.slots++
      this.#slotOf.set(row.id, slot)
      this.columns.write(slot, row)
      if (row.id > this.maxId) this.maxId = row.id
    }
  }

  /** Takes over the links of the first load. */
  lay(kind: LinkKind, links: FlatLinks, postings: Postings): void {
    this.#links[kind] = links
    this.#postings[kind] = postings
  }

  /** Puts what was read anew in the place of what was known; photos that were asked for and not found are gone. */
  apply({ ids, rows, albums, tags, commit }: Reread): void {
    this.#stamp(ids, commit)
    const fresh: CatalogueRow[] = []
    for (const row of rows) {
      const slot = this.slotOf(row.id)
      if (slot === undefined) fresh.push(row)
      else this.columns.write(slot, row)
    }
    this.append(fresh)

    const found = new Set(rows.map((row) => row.id))
    const slots = Int32Array.from(ids.flatMap((id) => this.slotOf(id) ?? []))
    for (const id of ids) {
      const slot = found.has(id) ? undefined : this.slotOf(id)
      // Its slot stays empty; the id is not looked up any more.
      if (slot !== undefined) remove(this.columns.alive, slot)
    }
    this.#relink('albums', ids, albums)
    this.#relink('tags', ids, tags)
    this.#stamp(ids, commit)
    for (const id of ids) if (!found.has(id)) this.#slotOf.delete(id)
    this.journal.push(slots)
  }

  /** Says that something about photos changed that is not kept here: their words, say. */
  touch(slots: ArrayLike<number>): void {
    this.journal.push(Int32Array.from(slots))
  }

  #stamp(ids: readonly number[], commit: number): void {
    for (const id of ids) {
      const slot = this.slotOf(id)
      if (slot === undefined) continue
      const albums = this.albumsOf(slot)
      for (let i = 0; i < albums.length; i++) this.#changedAt.set(albums[i] as number, commit)
    }
  }

  #relink(kind: LinkKind, ids: readonly number[], links: readonly Link[]): void {
    const [lists, postings] = [this.#links[kind], this.#postings[kind]]
    const now = new Map<number, number[]>(ids.map((id) => [id, []]))
    for (const { photo_id, member } of links) now.get(photo_id)?.push(member)
    const gone = new Map<number, Set<number>>()
    for (const [id, members] of now) {
      const slot = this.slotOf(id)
      if (slot === undefined) continue
      const before = lists.of(slot)
      if (isSame(before, members)) continue
      for (let i = 0; i < before.length; i++) {
        const member = before[i] as number
        if (members.includes(member)) continue
        const slots = gone.get(member)
        if (slots) slots.add(slot)
        else gone.set(member, new Set([slot]))
      }
      const known = new Set(Array.from(before))
      for (const member of members) if (!known.has(member)) postings.append(member, slot)
      lists.set(slot, members)
    }
    for (const [member, slots] of gone) postings.removeAll(member, slots)
    if (lists.overlaid > Math.max(minOverlay, this.slots / 10)) lists.compact(this.slots)
  }
}

const isSame = (before: ArrayLike<number>, after: readonly number[]): boolean => {
  if (before.length !== after.length) return false
  for (let i = 0; i < before.length; i++) if (!after.includes(before[i] as number)) return false
  return true
}
