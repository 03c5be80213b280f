import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'

/** Deeper trees are refused: a scope of one tag has to take in those below it without effort. */
export const maxTagDepth = 20

/** A tag and those below it, with how far below, nearest first. */
export const selectTagsBelow = async (db: Reader, id: number): Promise<{ id: number; depth: number }[]> => {
  const { rows } = await sql<{ id: number; depth: number }>`
    with recursive below (id, depth) as (
      select tags.id, 0 from tags where tags.id = ${id}
      union all
      select tags.id, below.depth + 1 from tags inner join below on tags.parent_id = below.id
      where below.depth < ${sql.lit(maxTagDepth)}
    )
    select id, depth from below order by depth, id`.execute(db)
  return rows.map((row) => ({ id: row.id, depth: Number(row.depth) }))
}

/** Of each of these tags, how many levels it takes up with those below it: 1 where there are none. */
export const selectTagHeights = async (db: Reader, ids: readonly number[]): Promise<Map<number, number>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; height: number }>`
    with recursive below (start_id, id, height) as (
      select tags.id, tags.id, 1 from tags where tags.id in (${sql.join(ids)})
      union all
      select below.start_id, tags.id, below.height + 1 from tags inner join below on tags.parent_id = below.id
      where below.height < ${sql.lit(maxTagDepth)}
    )
    select start_id as id, max(height) as height from below group by start_id`.execute(db)
  return new Map(rows.map((row) => [row.id, Number(row.height)]))
}

export interface TagCrumbRow {
  id: number
  name: string
  translations: string | null
  slug: string
  /** The tag asked for that this one is above of, or is. */
  of: number
}

/** For each of these tags: the tags above it from the top, then the tag itself. */
export const selectTagPaths = async (db: Reader, ids: readonly number[]): Promise<Map<number, TagCrumbRow[]>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<TagCrumbRow & { up: number }>`
    with recursive above (start_id, id, parent_id, up) as (
      select tags.id, tags.id, tags.parent_id, 0 from tags where tags.id in (${sql.join(ids)})
      union all
      select above.start_id, tags.id, tags.parent_id, above.up + 1 from tags inner join above on tags.id = above.parent_id
      where above.up < ${sql.lit(maxTagDepth)}
    )
    select above.start_id as ${sql.ref('of')}, tags.id, tags.name, tags.translations, tags.slug, above.up
    from above inner join tags on tags.id = above.id
    order by above.up desc`.execute(db)
  const paths = new Map<number, TagCrumbRow[]>()
  for (const { up: _up, ...crumb } of rows) paths.set(crumb.of, [...(paths.get(crumb.of) ?? []), crumb])
  return paths
}

/** Tags below one, each with the tag directly below that it is in (or is). */
export const selectBranchesBelow = async (db: Reader, id: number): Promise<{ branch: number; id: number }[]> => {
  const { rows } = await sql<{ branch: number; id: number }>`
    with recursive below (branch, id, depth) as (
      select tags.id, tags.id, 1 from tags where tags.parent_id = ${id}
      union all
      select below.branch, tags.id, below.depth + 1 from tags inner join below on tags.parent_id = below.id
      where below.depth < ${sql.lit(maxTagDepth)}
    )
    select branch, id from below`.execute(db)
  return rows
}
