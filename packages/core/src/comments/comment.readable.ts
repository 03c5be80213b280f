import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { visiblePhotos } from '../access/predicate.ts'
import { managesEverything, type Rights, seesEverything, visibleAlbumIds } from '../access/rights.ts'
import type { Database } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { hasConversation } from './commenter.ts'

type Comments = ExpressionBuilder<Database, 'comments'>
export type CommentCondition = (eb: Comments) => Expression<SqlBool>

/**
 * Which conversations somebody reads: that of the site, where comments are on, and those of links of its own. Whoever came by a link has
 * that link's and no other. `null`: none, and nothing has to be asked.
 *
 * @param isOn - Whether what is written for everybody is shown.
 */
export const conversationsOf = (rights: Rights, isOn: boolean): CommentCondition | null => {
  const { linkId, userId } = rights
  if (linkId !== null) return hasConversation(rights) ? (eb) => eb('comments.link_id', '=', linkId) : null
  if (managesEverything(rights)) return (eb) => (isOn ? eb.lit(true) : eb('comments.link_id', 'is not', null))
  if (userId === null) return isOn ? (eb) => eb('comments.link_id', 'is', null) : null
  return (eb) => {
    const own = eb.selectFrom('share_links').select('share_links.id').where('share_links.created_by', '=', userId)
    const ofOwnLinks = eb('comments.link_id', 'in', own)
    return isOn ? eb.or([eb('comments.link_id', 'is', null), ofOwnLinks]) : ofOwnLinks
  }
}

/** What waits is for those who decide, and for the user who wrote it. */
export const unlessPending =
  ({ userId }: Rights, isModerator: boolean): CommentCondition =>
  (eb) => {
    if (isModerator) return eb.lit(true)
    const isShown = eb('comments.state', '!=', 'pending')
    return userId === null ? isShown : eb.or([isShown, eb('comments.user_id', '=', userId)])
  }

/** The photo or the album is one that the actor sees. The table of photos is joined, whether there is one or not. */
export const onVisibleTarget =
  (rights: Rights, dialect: DialectSupport) =>
  (eb: ExpressionBuilder<Database, 'comments' | 'photos'>): Expression<SqlBool> => {
    const isSeen = visiblePhotos(rights, dialect)(eb as unknown as ExpressionBuilder<Database, 'photos'>)
    const onPhoto = eb.and([eb('comments.photo_id', 'is not', null), isSeen])
    const onAlbum = seesEverything(rights)
      ? eb('comments.album_id', 'is not', null)
      : eb(dialect.unindexed<number>('comments.album_id'), 'in', dialect.idList(visibleAlbumIds(rights)))
    return eb.or([onPhoto, onAlbum])
  }
