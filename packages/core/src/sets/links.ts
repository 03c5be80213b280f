const none = new Int32Array(0)

/** The members of owner `i` stand from `offsets[i]` to `offsets[i + 1]`. */
export interface LaidOutLists {
  readonly owners: Int32Array
  readonly offsets: Int32Array
  readonly members: Int32Array
}

/** How many owners have each member, by member. Members are whole numbers from 1. */
export interface MemberCounts {
  readonly counts: Int32Array
  /** The one above each member, 0 where there is none, and a place for marks: an owner counts for those above as well, once for each. */
  readonly tree?: { readonly above: Int32Array; readonly lastOwner: Int32Array }
}

/** Lists laid out one after another, in the order of owners 0, 1, 2…; those changed later beside them. */
export class FlatLinks {
  #offsets: Int32Array
  #members: Int32Array
  #overlay = new Map<number, ArrayLike<number>>()

  constructor(offsets: Int32Array = new Int32Array(1), members: Int32Array = none) {
    this.#offsets = offsets
    this.#members = members
  }

  /** Owners changed since the lists were last laid out in one piece. */
  get overlaid(): number {
    return this.#overlay.size
  }

  /** Must not be written to. */
  of(owner: number): ArrayLike<number> {
    if (this.#overlay.size > 0) {
      const changed = this.#overlay.get(owner)
      if (changed) return changed
    }
    if (owner + 1 >= this.#offsets.length) return none
    return this.#members.subarray(this.#offsets[owner], this.#offsets[owner + 1])
  }

  /** The lists that have at least `minLength` members, laid out one after another. */
  longLists(owners: number, minLength: number): LaidOutLists {
    const found: number[] = []
    let length = 0
    for (let owner = 0; owner < owners; owner++) {
      const size = this.sizeOf(owner)
      if (size < minLength) continue
      found.push(owner)
      length += size
    }
    const offsets = new Int32Array(found.length + 1)
    const members = new Int32Array(length)
    for (let i = 0, at = 0; i < found.length; i++) {
      const list = this.of(found[i] as number)
      for (let n = 0; n < list.length; n++) members[at++] = list[n] as number
      offsets[i + 1] = at
    }
    return { owners: Int32Array.from(found), offsets, members }
  }

  /** How many members a list has. */
  sizeOf(owner: number): number {
    const changed = this.#overlay.size > 0 ? this.#overlay.get(owner) : undefined
    if (changed) return changed.length
    return owner + 1 < this.#offsets.length
      ? (this.#offsets[owner + 1] as number) - (this.#offsets[owner] as number)
      : 0
  }

  /** Adds the members of `owners[from]` up to, not with, `owners[to]`. @returns How many of these owners have none. */
  countMembers(owners: Int32Array, from: number, to: number, { counts, tree }: MemberCounts): number {
    const [offsets, laidOut, overlay] = [this.#offsets, this.#members, this.#overlay]
    let without = 0
    for (let i = from; i < to; i++) {
      const owner = owners[i] as number
      const changed = overlay.size > 0 ? overlay.get(owner) : undefined
      const members = changed ?? laidOut
      // No view of each list: making one takes longer than counting what is in it.
      const start = changed ? 0 : (offsets[owner] ?? 0)
      const end = changed ? changed.length : (offsets[owner + 1] ?? start)
      if (start === end) without += 1
      else if (tree) countWithAbove(members, start, end, owner + 1, counts, tree)
      else
        for (let at = start; at < end; at++)
          counts[members[at] as number] = (counts[members[at] as number] as number) + 1
    }
    return without
  }

  set(owner: number, members: ArrayLike<number>): void {
    this.#overlay.set(owner, members)
  }

  /** Lays all lists out anew, for owners below `owners`. */
  compact(owners: number): void {
    const [oldOffsets, oldMembers, overlay] = [this.#offsets, this.#members, this.#overlay]
    const offsets = new Int32Array(owners + 1)
    const laidOut = oldOffsets.length - 1
    for (let owner = 0; owner < owners; owner++) {
      const changed = overlay.size > 0 ? overlay.get(owner) : undefined
      const old = owner < laidOut ? (oldOffsets[owner + 1] as number) - (oldOffsets[owner] as number) : 0
      offsets[owner + 1] = (offsets[owner] as number) + (changed ? changed.length : old)
    }
    const members = new Int32Array(offsets[owners] as number)
    for (let owner = 0, at = 0; owner < owners; owner++) {
      const changed = overlay.size > 0 ? overlay.get(owner) : undefined
      if (changed) for (let i = 0; i < changed.length; i++) members[at++] = changed[i] as number
      else if (owner < laidOut)
        for (let i = oldOffsets[owner] as number; i < (oldOffsets[owner + 1] as number); i++)
          members[at++] = oldMembers[i] as number
    }
    this.#offsets = offsets
    this.#members = members
    this.#overlay = new Map()
  }
}

const countWithAbove = (
  members: ArrayLike<number>,
  start: number,
  end: number,
  mark: number,
  counts: Int32Array,
  { above, lastOwner }: NonNullable<MemberCounts['tree']>,
): void => {
  for (let at = start; at < end; at++) {
    // What is above one that was met was met with it.
    for (
      let member = members[at] as number;
      member !== 0 && lastOwner[member] !== mark;
      member = above[member] as number
    ) {
      lastOwner[member] = mark
      counts[member] = (counts[member] as number) + 1
    }
  }
}

/** Members by owner where owners are ids: each list grows at its end and is rebuilt to shrink. */
export class Postings {
  readonly #lists = new Map<number, { members: Int32Array; length: number }>()

  of(owner: number): Int32Array {
    const list = this.#lists.get(owner)
    return list ? list.members.subarray(0, list.length) : none
  }

  owners(): Iterable<number> {
    return this.#lists.keys()
  }

  /** Takes the array over. */
  lay(owner: number, members: Int32Array): void {
    this.#lists.set(owner, { members, length: members.length })
  }

  append(owner: number, member: number): void {
    const list = this.#lists.get(owner)
    if (!list) {
      const members = new Int32Array(4)
      members[0] = member
      this.#lists.set(owner, { members, length: 1 })
      return
    }
    if (list.length === list.members.length) {
      const members = new Int32Array(Math.max(8, Math.ceil(list.length * 1.5)))
      members.set(list.members)
      list.members = members
    }
    list.members[list.length++] = member
  }

  /** Takes members out of one list; the others keep their order. */
  removeAll(owner: number, gone: ReadonlySet<number>): void {
    const list = this.#lists.get(owner)
    if (!list) return
    // In a new array: somebody may be walking the old one.
    const members = this.of(owner).filter((member) => !gone.has(member))
    if (members.length === 0) this.#lists.delete(owner)
    else this.#lists.set(owner, { members, length: members.length })
  }
}

const ownersPerPass = 100_000

/** Members by owner turned into owners by member: two passes over the links, with pauses. */
export const invert = async (
  { offsets, members }: { offsets: Int32Array; members: Int32Array },
  pause: () => Promise<void>,
): Promise<Postings> => {
  const lists = new Map<number, { members: Int32Array; length: number }>()
  const counts = new Map<number, number>()
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as number
    counts.set(member, (counts.get(member) ?? 0) + 1)
    if (i % 500_000 === 499_999) await pause()
  }
  for (const [member, length] of counts) lists.set(member, { members: new Int32Array(length), length: 0 })
  for (let owner = 0; owner + 1 < offsets.length; owner++) {
    for (let i = offsets[owner] as number; i < (offsets[owner + 1] as number); i++) {
      const list = lists.get(members[i] as number) as { members: Int32Array; length: number }
      list.members[list.length++] = owner
    }
    if (owner % ownersPerPass === ownersPerPass - 1) await pause()
  }
  const postings = new Postings()
  for (const [member, list] of lists) postings.lay(member, list.members)
  return postings
}
