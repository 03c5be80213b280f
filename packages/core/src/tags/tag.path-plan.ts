import type { Unit } from '../transaction.ts'
import { selectChosenPlaces } from './tag.chosen.store.ts'
import { type FoundTag, findTags } from './tag.find-or-create.ts'
import { toStoredKey } from './tag.key.ts'
import { maxTagDepth } from './tag.tree.ts'

/** Names from the top of the tree down to a tag. */
export type TagPath = readonly string[]

/** What files say of the tree that the gallery has no word of. */
export interface PlacePlan {
  /** By the key of a tag, that of the one that it is to stand below: nearer to the top first. */
  readonly aboveOf: ReadonlyMap<string, string>
  /** The names of all of them. */
  readonly names: readonly string[]
  /** Those of them that are there. */
  readonly knownIds: readonly number[]
}

/**
 * Finds the tags that have no place yet, by a look that locks nothing. Goes up each path from its tag, as far as the tree agrees with it or
 * knows nothing: what stands elsewhere stays there, and what a path has above it is not made for its sake.
 */
export const planPlaces = async (unit: Unit, paths: readonly TagPath[]): Promise<PlacePlan> => {
  const nameOf = new Map<string, string>()
  const distinct = new Map<string, readonly string[]>()
  for (const path of paths) {
    // Most photos of a batch have the same.
    if (distinct.has(path.join('\n'))) continue
    const keys = withoutRepeats(path.map(toStoredKey))
    if (keys.length < 2 || keys.length > maxTagDepth) continue
    distinct.set(path.join('\n'), keys)
    for (const name of path) if (!nameOf.has(toStoredKey(name))) nameOf.set(toStoredKey(name), name)
  }
  if (distinct.size === 0) return { aboveOf: new Map(), names: [], knownIds: [] }

  const found = await findTags(unit, [...nameOf.keys()], { areKept: false })
  const idOf = new Map(found.map(({ key, id }) => [key, id]))
  // Of a tag that is called by several names, one stands for all.
  const tagOf = new Map(found.map((tag) => [tag.id, tag]))
  const keyOf = (key: string) => tagOf.get(idOf.get(key) ?? 0)?.key ?? key
  const atTop = found.filter(({ parentId }) => parentId === null).map(({ id }) => id)
  const tree = new PlannedTree(tagOf, await selectChosenPlaces(unit.db, atTop))
  for (const keys of distinct.values()) tree.add(withoutRepeats(keys.map(keyOf)))
  const keys = new Set([...tree.aboveOf].flat())
  return {
    aboveOf: tree.aboveOf,
    names: [...keys].map((key) => nameOf.get(key) as string),
    knownIds: [...keys].flatMap((key) => idOf.get(key) ?? []),
  }
}

/** A name that stands below itself, as in “Paris|Paris”, is one tag. */
const withoutRepeats = (keys: readonly string[]) => keys.filter((key, at) => key !== keys[at - 1])

/** The tree as it is, as far as paths have names of it, and as it is to be. */
class PlannedTree {
  readonly aboveOf = new Map<string, string>()
  readonly #chosen = new Set<string>()
  /** Of tags that stand below one that no path names, the empty text. */
  readonly #standing = new Map<string, string>()

  constructor(tags: ReadonlyMap<number, FoundTag>, chosen: ReadonlySet<number>) {
    for (const { key, id, parentId } of tags.values()) {
      if (parentId !== null) this.#standing.set(key, tags.get(parentId)?.key ?? '')
      else if (chosen.has(id)) this.#chosen.add(key)
    }
  }

  add(keys: readonly string[]): void {
    let at = keys.length - 1
    while (at > 0 && this.#mayStandBelow(keys[at] as string, keys[at - 1] as string)) at--
    for (at += 1; at < keys.length; at++) {
      const key = keys[at] as string
      const above = keys[at - 1] as string
      if (this.#above(key) === undefined && !this.#isBelow(above, key)) this.aboveOf.set(key, above)
    }
  }

  #above(key: string): string | undefined {
    return this.#standing.get(key) ?? this.aboveOf.get(key)
  }

  #mayStandBelow(key: string, wanted: string): boolean {
    const above = this.#above(key)
    return above === undefined ? !this.#chosen.has(key) : above === wanted
  }

  #isBelow(key: string, other: string): boolean {
    for (let above: string | undefined = key; above !== undefined; above = this.#above(above))
      if (above === other) return true
    return false
  }
}
