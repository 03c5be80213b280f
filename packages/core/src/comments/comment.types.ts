import type { Page } from '../paging/page.types.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import type { CommentsInShort } from './comment-state.types.ts'

/** What is commented on. */
export type CommentTarget = { readonly photoId: number } | { readonly albumId: number }

export interface Comment {
  readonly id: number
  readonly photoId: number | null
  readonly albumId: number | null
  /** The comment that began the thread; its own id there. */
  readonly threadId: number
  /** The comment that it answers. */
  readonly parentId: number | null
  readonly author: {
    /** `null`: somebody without an account, or whose account is gone. */
    readonly userId: number | null
    /** Of a user, its user name, for those who have an account themselves; else what somebody called itself. */
    readonly name: string | null
  }
  /** The link in whose conversation it was written; `null`: for everybody who sees the target. */
  readonly linkId: number | null
  /** Plain text; `null` where it was removed. */
  readonly body: string | null
  /** `pending`: waits, and is seen by its author and those who decide. `removed`: empty, and there because others answered it. */
  readonly state: 'shown' | 'pending' | 'removed'
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly editedAt: string | null
  /** What the one who asks may do with it. */
  readonly mayEdit: boolean
  readonly mayRemove: boolean
  readonly mayApprove: boolean
  readonly mayReply: boolean
}

/** Comments on a photo or an album, thread by thread, each from its beginning. */
export interface CommentPage extends Page<Comment>, Omit<CommentsInShort, 'count'> {}

export interface CommentDraft {
  /** Plain text, 1 to 5,000 characters. */
  body: string
  /** The comment that it answers. */
  parentId?: number | undefined
  /** What somebody without an account calls itself, 60 characters at most: guests must, visitors of a link may. */
  name?: string | undefined
}

export interface CommentPageOptions {
  /** 1 to 200. Default 50. */
  limit?: number | undefined
  cursor?: string | undefined
}

export interface CommentListOptions extends CommentPageOptions {
  /** Default `shown`; those that wait are for administrators. */
  state?: 'shown' | 'pending' | undefined
  /** Words, each at least as the beginning of one. */
  query?: string | undefined
  /** A user. */
  authorId?: number | undefined
  /** On this album, and on photos in it. */
  albumId?: number | undefined
  /** Written at this moment or later, ISO 8601. */
  from?: string | undefined
  /** Written before. */
  to?: string | undefined
  /** Default `newest`. */
  order?: 'newest' | 'oldest' | undefined
}

/**
 * What people write below photos and albums. A link that allows it has a conversation of its own, which its visitors have with whoever
 * made it, and which nobody else sees but administrators. What is written about something is as hidden as that is.
 */
export interface CommentsService {
  /** @throws `PHOTO_NOT_FOUND`, `CURSOR_INVALID` */
  ofPhoto(photoId: number, options?: CommentPageOptions): Promise<CommentPage>
  /** @throws `ALBUM_NOT_FOUND`, `CURSOR_INVALID` */
  ofAlbum(albumId: number, options?: CommentPageOptions): Promise<CommentPage>
  /** Those of the whole gallery that the one who asks sees. @throws `ALBUM_NOT_FOUND`, `CURSOR_INVALID`, `INPUT_INVALID`; `FORBIDDEN` */
  list(options?: CommentListOptions): Promise<Page<Comment>>
  /** What was written in the conversation of a link, the last first, for those who made it. @throws `LINK_NOT_FOUND` */
  ofLink(linkId: number, options?: CommentPageOptions): Promise<Page<Comment>>
  /**
   * Writes a comment. An answer to one of a link’s conversation belongs to that conversation.
   *
   * @param options.address - Where somebody without an account comes from: how fast it writes is counted by that. Not stored.
   * @throws `PHOTO_NOT_FOUND`, `ALBUM_NOT_FOUND`, `COMMENT_NOT_FOUND` for what it answers, `UNAUTHENTICATED`, `FORBIDDEN`, `RATE_LIMITED`,
   * `HOOK_REJECTED`, `INPUT_INVALID`
   */
  add(target: CommentTarget, draft: CommentDraft, options?: { address?: string | undefined }): Promise<Comment>
  /** Writes one’s own anew. It may wait again. @throws `COMMENT_NOT_FOUND`, `FORBIDDEN`, `RATE_LIMITED`, `HOOK_REJECTED` */
  update(id: number, patch: { body: string }): Promise<Comment>
  /** For those who moderate: shows what waits. All of them or none, 1,000 at most. @throws `COMMENT_NOT_FOUND`, `FORBIDDEN` */
  approve(ids: readonly number[]): Promise<void>
  /**
   * One’s own, where that is allowed, and for those who moderate any. All of them or none, 1,000 at most. What was answered leaves an
   * empty place.
   *
   * @throws `COMMENT_NOT_FOUND`, `FORBIDDEN`
   */
  remove(ids: readonly number[]): Promise<void>
  /** Administrators only. */
  settings(): Promise<CommentSettings>
  /** Changes those named. Administrators only. @throws `INPUT_INVALID` */
  setSettings(patch: Partial<CommentSettings>): Promise<CommentSettings>
}
