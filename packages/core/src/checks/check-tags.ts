import { type Check, toFinding } from './finding.ts'

const synonymsAreNoNames: Check = async (db) => {
  const rows = await db
    .selectFrom('tag_synonyms')
    .innerJoin('tags', 'tags.name_key', 'tag_synonyms.name_key')
    .select('tag_synonyms.id')
    .execute()
  return toFinding(
    'tags.synonyms',
    'Synonyms that are also the name of a tag.',
    rows.map((row) => row.id),
  )
}

const areReachable: Check = async (db) => {
  const rows = await db.selectFrom('tags').select(['id', 'parent_id']).execute()
  const parents = new Map(rows.map((row) => [row.id, row.parent_id]))
  // Reachable once somebody above it is; each tag is looked at a few times at most.
  const reached = new Map<number, boolean>()
  const reach = (id: number): boolean => {
    const path = new Set<number>()
    let at: number | null | undefined = id
    while (at !== null && at !== undefined && !path.has(at) && !reached.has(at)) {
      path.add(at)
      at = parents.get(at)
    }
    const isReached = at === null || (at !== undefined && reached.get(at) === true)
    for (const each of path) reached.set(each, isReached)
    return isReached
  }
  return toFinding(
    'tags.unreachable',
    'Tags that cannot be reached from the top: one above them is missing, or they stand in a ring.',
    rows.filter((row) => !reach(row.id)).map((row) => row.id),
  )
}

export const tagChecks: readonly Check[] = [synonymsAreNoNames, areReachable]
