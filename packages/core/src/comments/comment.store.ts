import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Rights } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { isUnspaced } from '../text/search-key.ts'
import { type CommentCondition, onVisibleTarget } from './comment.readable.ts'
import type { CommentRow } from './comment.table.ts'
import type { CommentTarget } from './comment.types.ts'

/** With what is told of it beside: who wrote it, and who made the link. */
export type ToldComment = CommentRow & { readonly username: string | null; readonly link_maker: number | null }

const told = <T extends keyof Database>(query: SelectQueryBuilder<Database, T | 'comments', unknown>) =>
  (query as unknown as SelectQueryBuilder<Database, 'comments', unknown>)
    .leftJoin('users', 'users.id', 'comments.user_id')
    .leftJoin('share_links', 'share_links.id', 'comments.link_id')
    .selectAll('comments')
    .select(['users.username', 'share_links.created_by as link_maker'])
    .$castTo<ToldComment>()

/** Which comments of a photo or an album somebody reads. */
export interface TargetFilter {
  readonly target: CommentTarget
  readonly conditions: readonly CommentCondition[]
}

const ofTarget =
  ({ target, conditions }: TargetFilter) =>
  (eb: ExpressionBuilder<Database, 'comments'>) =>
    eb.and([
      'photoId' in target ? eb('comments.photo_id', '=', target.photoId) : eb('comments.album_id', '=', target.albumId),
      ...conditions.map((condition) => condition(eb)),
    ])

export interface ThreadRange {
  /** Which thread comes first; within one it is always the oldest. */
  readonly order: 'oldest' | 'newest'
  readonly after?: readonly [threadId: number, id: number] | undefined
  readonly limit: number
}

/** Thread by thread. */
export const selectThreads = (db: Reader, filter: TargetFilter, range: ThreadRange): Promise<ToldComment[]> => {
  const isNewest = range.order === 'newest'
  let query = db.selectFrom('comments').where(ofTarget(filter))
  if (range.after) {
    const [threadId, id] = range.after
    query = query.where((eb) =>
      eb.or([
        eb('comments.thread_id', isNewest ? '<' : '>', threadId),
        eb.and([eb('comments.thread_id', '=', threadId), eb('comments.id', '>', id)]),
      ]),
    )
  }
  return told(query)
    .orderBy('comments.thread_id', isNewest ? 'desc' : 'asc')
    .orderBy('comments.id')
    .limit(range.limit)
    .execute()
}

export const countOfTarget = async (db: Reader, filter: TargetFilter): Promise<number> => {
  const row = await db
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(ofTarget(filter))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Which comments of the whole gallery. */
export interface GalleryFilter {
  readonly conditions: readonly CommentCondition[]
  readonly states: readonly CommentRow['state'][]
  /** As search keys. */
  readonly words?: readonly string[] | undefined
  readonly authorId?: number | undefined
  readonly albumId?: number | undefined
  readonly linkId?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const seenComments = (db: Reader, dialect: DialectSupport, rights: Rights, filter: GalleryFilter) => {
  const { states, words = [], authorId, albumId, linkId, from, to } = filter
  let query = db
    .selectFrom('comments')
    .leftJoin('photos', 'photos.id', 'comments.photo_id')
    .where('comments.state', 'in', states)
    .where((eb) => eb.and(filter.conditions.map((condition) => condition(eb as never))))
    .where((eb) => onVisibleTarget(rights, dialect)(eb as never))
  // Words are letters and digits: nothing in them means anything to LIKE.
  for (const word of words) query = query.where('comments.words', 'like', isUnspaced(word) ? `%${word}%` : `% ${word}%`)
  if (authorId !== undefined) query = query.where('comments.user_id', '=', authorId)
  if (linkId !== undefined) query = query.where('comments.link_id', '=', linkId)
  if (from !== undefined) query = query.where('comments.created_at', '>=', from)
  if (to !== undefined) query = query.where('comments.created_at', '<', to)
  if (albumId !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('comments.album_id', '=', albumId),
        eb.exists(
          eb
            .selectFrom('album_photos')
            .select(sql<number>`1`.as('one'))
            .whereRef('album_photos.photo_id', '=', 'comments.photo_id')
            .where('album_photos.album_id', '=', albumId),
        ),
      ]),
    )
  return query
}

/** Those on what somebody with these rights sees, by their ids, each with how many there are in all: a page asks for both. */
export const selectSeenComments = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  filter: GalleryFilter,
  range: { readonly order: 'newest' | 'oldest'; readonly after?: number | undefined; readonly limit: number },
): Promise<(ToldComment & { readonly total: number })[]> => {
  const isNewest = range.order === 'newest'
  const { after } = range
  const all = seenComments(db, dialect, rights, filter).select((eb) => eb.fn.countAll<number>().as('count'))
  let query = seenComments(db, dialect, rights, filter)
  if (after !== undefined) query = query.where('comments.id', isNewest ? '<' : '>', after)
  return told(query)
    .select(all.as('total'))
    .$castTo<ToldComment & { readonly total: number }>()
    .orderBy('comments.id', isNewest ? 'desc' : 'asc')
    .limit(range.limit)
    .execute()
}

export const countSeenComments = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  filter: GalleryFilter,
): Promise<number> => {
  const row = await seenComments(db, dialect, rights, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Of these, those in conversations that somebody reads, whatever they are about. */
export const selectCommentsById = (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
  conversations: CommentCondition,
): Promise<ToldComment[]> =>
  told(db.selectFrom('comments').where('comments.id', 'in', dialect.idList(ids)).where(conversations)).execute()

/** When a user wrote last. */
export const selectLastCommentAt = async (db: Reader, userId: number): Promise<string | null> => {
  const row = await db
    .selectFrom('comments')
    .select('created_at')
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.created_at ?? null
}

/** What a user wrote, seen or not: for the export of an account. */
export const selectCommentsBy = (db: Reader, userId: number, range: { afterId: number; limit: number }) =>
  db
    .selectFrom('comments')
    .select(['id', 'photo_id', 'album_id', 'parent_id', 'state', 'body', 'created_at', 'edited_at'])
    .where('user_id', '=', userId)
    .where('id', '>', range.afterId)
    .orderBy('id')
    .limit(range.limit)
    .execute()

/** Comments and what they are about, for a letter: a hundred at most. */
export const selectCommentsForLetter = (db: Reader, ids: readonly number[]) =>
  db
    .selectFrom('comments')
    .leftJoin('users', 'users.id', 'comments.user_id')
    .leftJoin('photos', 'photos.id', 'comments.photo_id')
    .leftJoin('albums', 'albums.id', 'comments.album_id')
    .select(['comments.id', 'comments.body', 'comments.state', 'comments.author_name', 'users.username'])
    .select(['photos.title', 'photos.file_name', 'albums.name as album_name'])
    .where('comments.id', 'in', ids)
    .execute()

export const hasLinkComments = async (db: Reader): Promise<boolean> =>
  (await db.selectFrom('comments').select('id').where('link_id', 'is not', null).limit(1).executeTakeFirst()) !==
  undefined
