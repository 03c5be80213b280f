import { takeTurn } from '../db/locks.ts'
import type { Unit } from '../transaction.ts'
import { findOrCreateTags } from './tag.find-or-create.ts'
import { lockPlaces, placeTags } from './tag.path-place.ts'
import { planPlaces, type TagPath } from './tag.path-plan.ts'

/**
 * Ids of tags by the keys of the names given, see `findOrCreateTags`; tags that nobody placed yet are put below those that the paths
 * name. Where all is in place already that is a look at the tags and no more.
 *
 * @param paths - Each ends with one of the names.
 */
export const findOrPlaceTags = async (
  unit: Unit,
  names: readonly string[],
  paths: readonly TagPath[],
): Promise<Map<string, number>> => {
  const plan = await planPlaces(unit, paths)
  if (plan.aboveOf.size === 0) return findOrCreateTags(unit, names)
  // Late, among other locks: the engine breaks the rare ring of waiting, and the transaction is run again.
  await takeTurn(unit.db, unit.dialect, 'tag-tree')
  // Before they are shared: two that share a tag could not both go on to change it.
  await lockPlaces(unit, plan.knownIds)
  const idOf = await findOrCreateTags(unit, [...names, ...plan.names])
  await placeTags(
    unit,
    [...plan.aboveOf].flatMap(([key, above]) => {
      const id = idOf.get(key)
      const parentId = idOf.get(above)
      return id === undefined || parentId === undefined ? [] : [{ id, parentId }]
    }),
  )
  return idOf
}
