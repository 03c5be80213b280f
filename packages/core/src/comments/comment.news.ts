import { managesEverything } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { CommentFacts } from '../hooks/payloads.ts'
import { canMail } from '../mail/mail.queue.ts'
import type { Unit } from '../transaction.ts'
import type { CommentRow } from './comment.table.ts'
import type { CommentNews, CommentSettings } from './comment-settings.types.ts'
import { gatherNews } from './gather-news.ts'

export const factsOf = (row: Pick<CommentRow, 'id' | 'photo_id' | 'album_id' | 'link_id' | 'state'>): CommentFacts => ({
  id: row.id,
  photoId: row.photo_id,
  albumId: row.album_id,
  linkId: row.link_id,
  state: row.state === 'pending' ? 'pending' : 'shown',
})

/** Into the change log and to plugins. What it says is in neither: a log outlives what was removed. */
export const tell = (
  unit: Unit,
  action: 'added' | 'updated' | 'approved' | 'removed',
  comments: readonly CommentFacts[],
): void => {
  for (const { id, photoId, albumId, linkId, state } of comments)
    unit.record({ subject: 'comment', id, action, after: { photo: photoId, album: albumId, link: linkId, state } })
  unit.after.defer(`comment.${action}`, { comments }, { actor: unit.actor })
}

/**
 * Has administrators written to, as far as the settings say so: one letter for all that comes within some minutes. What one of them did
 * they need not be told.
 */
export const writeNews = async (
  { gallery, rights }: CallContext,
  unit: Unit,
  { mailOn, mailMinutes }: CommentSettings,
  news: { readonly kinds: readonly CommentNews[]; readonly comments: readonly CommentFacts[] },
): Promise<void> => {
  const kind = news.kinds.find((one) => mailOn.includes(one))
  if (kind === undefined || news.comments.length === 0 || managesEverything(rights) || !canMail(gallery)) return
  await gatherNews(
    unit,
    news.comments.map(({ id }) => ({ kind, id })),
    mailMinutes,
  )
}
