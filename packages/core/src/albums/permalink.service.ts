import { sees } from '../access/rights.ts'
import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { transact } from '../transaction.ts'
import type { AlbumPermalink, ResolvedPermalink } from './album.types.ts'
import type { PermalinkHits } from './permalink.hits.ts'
import { deletePermalinks, selectPermalink, selectPermalinksOf } from './permalink.store.ts'
import { toPermalinkKey } from './permalink.text.ts'

/** Longer ones are nobody's. */
const maxLength = 255

/** The album that a permalink leads to. One of an album that the actor does not see is as unknown as any other. */
export const resolvePermalink = async (
  { gallery, rights }: CallContext,
  hits: PermalinkHits,
  path: string,
): Promise<ResolvedPermalink> => {
  const isPath = typeof path === 'string' && path !== '' && path.length <= maxLength && path.isWellFormed()
  const row = isPath ? await selectPermalink(gallery.connections.read, toPermalinkKey(path)) : undefined
  if (!row || !sees(rights, row.album_id)) throw new VitrineError('ALBUM_NOT_FOUND')
  const isCurrent = row.is_current !== 0
  if (!isCurrent) hits.count(row.id)
  return { albumId: row.album_id, isCurrent }
}

export const listPermalinks = async (context: CallContext, albumId: number): Promise<AlbumPermalink[]> => {
  requireInAlbum(context, albumId, 'manage')
  const rows = await selectPermalinksOf(context.gallery.connections.read, albumId)
  return rows.map((row) => ({
    id: row.id,
    path: row.path,
    isCurrent: row.is_current !== 0,
    hits: row.hits,
    lastHitAt: row.last_hit_at,
    createdAt: row.created_at,
  }))
}

/** Forgets a permalink that the album gave up: it leads nowhere any more, and is free for others. */
export const forgetPermalink = async (context: CallContext, albumId: number, permalinkId: number): Promise<void> => {
  requireInAlbum(context, albumId, 'manage')
  await transact(context.gallery, context.actor, async (unit) => {
    const row = (await selectPermalinksOf(unit.db, albumId)).find((permalink) => permalink.id === permalinkId)
    // Gone already: there is nothing left to forget.
    if (!row) return
    if (row.is_current !== 0)
      throw new VitrineError('CONFLICT', {
        details: { what: 'The permalink' },
        issues: [{ path: 'permalinkId', message: 'Is the one in use.' }],
      })
    await deletePermalinks(unit.db, [row.id])
    unit.record({
      subject: 'album',
      id: albumId,
      action: 'permalink-forgotten',
      before: { permalink: row.path },
    })
  })
}
