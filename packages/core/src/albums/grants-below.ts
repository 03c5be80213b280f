import { toBits } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import type { Unit } from '../transaction.ts'
import { allowedBelow } from './sub-albums.ts'

const idsPerStatement = 1_000

/**
 * Lets the grants of an album hold in all albums below it that the actor manages: those of their own to users and groups go, and they
 * inherit again. What share links were given stays: a link is for its album.
 */
export const inheritBelow = async (unit: Unit, rights: Rights, id: number): Promise<void> => {
  const { db, at } = unit
  const ids = allowedBelow(rights, id, toBits(['manage']))
  for (let start = 0; start < ids.length; start += idsPerStatement) {
    const chunk = ids.slice(start, start + idsPerStatement)
    const grants = await db
      .selectFrom('album_grants')
      .select(['id', 'album_id'])
      .where('album_id', 'in', chunk)
      .where('principal_type', 'in', ['user', 'group'])
      .execute()
    const apart = await db
      .selectFrom('albums')
      .select('id')
      .where('id', 'in', chunk)
      .where('inherits_grants', '=', 0)
      .execute()
    const changed = [...new Set([...grants.map((grant) => grant.album_id), ...apart.map((album) => album.id)])]
    if (changed.length === 0) continue
    for (let from = 0; from < grants.length; from += idsPerStatement)
      await db
        .deleteFrom('album_grants')
        .where(
          'id',
          'in',
          grants.slice(from, from + idsPerStatement).map((grant) => grant.id),
        )
        .execute()
    await db.updateTable('albums').set({ inherits_grants: 1, updated_at: at }).where('id', 'in', changed).execute()
    for (const albumId of changed)
      unit.record({ subject: 'grant', id: albumId, action: 'replaced', after: { inherit: true, from: id } })
    unit.rightsChanged()
  }
}
