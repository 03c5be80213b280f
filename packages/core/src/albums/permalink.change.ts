import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import {
  deletePermalinks,
  insertPermalink,
  maxOldPermalinks,
  selectPermalink,
  selectPermalinksOf,
} from './permalink.store.ts'
import { toPermalinkKey } from './permalink.text.ts'

/**
 * Gives an album a permalink, or takes it away. The one it had leads there still; one of its own that it gave up becomes the present
 * one again.
 *
 * @returns Whether anything changed.
 * @throws {VitrineError} `NAME_TAKEN` (path `permalink`) where it is, or was, that of another album.
 */
export const changePermalink = async (unit: Unit, albumId: number, path: string | null): Promise<boolean> => {
  const { db, at } = unit
  const known = await selectPermalinksOf(db, albumId)
  const current = known.find((row) => row.is_current !== 0)
  if ((current?.path ?? null) === path) return false

  const key = path === null ? null : toPermalinkKey(path)
  const own = known.find((row) => row.path_key === key)
  if (path !== null && !own && (await selectPermalink(db, toPermalinkKey(path)))) throw taken(path)
  if (current && current !== own)
    await db.updateTable('album_permalinks').set({ is_current: 0 }).where('id', '=', current.id).execute()
  if (own && path !== null)
    await db.updateTable('album_permalinks').set({ path, is_current: 1 }).where('id', '=', own.id).execute()
  else if (path !== null && key !== null) {
    try {
      await insertPermalink(db, { albumId, path, key, at })
    } catch (error) {
      // Somebody else took it since we looked.
      if (unit.dialect.isDuplicate(error)) throw taken(path)
      throw error
    }
  }
  const old = known.filter((row) => row !== own && row !== current)
  await deletePermalinks(
    db,
    old.slice(maxOldPermalinks - 1).map((row) => row.id),
  )
  unit.record({
    subject: 'album',
    id: albumId,
    action: 'updated',
    before: { permalink: current?.path ?? null },
    after: { permalink: path },
  })
  return true
}

const taken = (path: string) =>
  new VitrineError('NAME_TAKEN', {
    details: { name: path },
    issues: [{ path: 'permalink', message: 'Leads, or led, to another album.' }],
  })
