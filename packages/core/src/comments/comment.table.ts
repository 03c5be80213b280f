import type { ColumnType, Generated, Selectable } from 'kysely'

/** A comment on a photo or an album: one of the two is set. */
export interface CommentTable {
  id: Generated<number>
  photo_id: ColumnType<number | null, number | null, never>
  album_id: ColumnType<number | null, number | null, never>
  /** The comment that began the thread; its own id there, so that all of a target are in the order of their threads by one index. */
  thread_id: number
  /** The comment that it answers. */
  parent_id: ColumnType<number | null, number | null, never>
  /** `null`: somebody without an account, or whose account is gone. */
  user_id: number | null
  /** The conversation of a link, which its visitors and those who made it have; `null`: for everybody who sees the target. */
  link_id: ColumnType<number | null, number | null, never>
  /** What somebody without an account calls itself. */
  author_name: string | null
  /** `removed`: empty, and there because others answered it. */
  state: 'shown' | 'pending' | 'removed'
  body: string
  /** The words of it as search keys. */
  words: string
  created_at: ColumnType<string, string, never>
  edited_at: string | null
}
export type CommentRow = Selectable<CommentTable>
