/** What administrators are written to about. */
export const commentNews = ['added', 'pending', 'edited', 'removed'] as const
export type CommentNews = (typeof commentNews)[number]

export interface CommentSettings {
  /** Whether users may comment, and see what is written. Links say so for themselves. Default `false`. */
  readonly enabled: boolean
  /** Whether those without an account may, too. Default `false`. */
  readonly guests: boolean
  /** Whose comments wait for somebody to look at them; never those of a link. Default `guests`. */
  readonly moderation: 'none' | 'guests' | 'all'
  /** Default `true`. */
  readonly mayEditOwn: boolean
  /** Default `true`. */
  readonly mayRemoveOwn: boolean
  /** From one comment to the next of the same person; 0: none. Default 60. */
  readonly floodSeconds: number
  /** With more addresses of the web in it, a comment waits. Default 3. */
  readonly maxLinks: number
  /** Which thread comes first. Default `oldest`. */
  readonly order: 'oldest' | 'newest'
  /** What administrators are written to about. Default `pending`. */
  readonly mailOn: readonly CommentNews[]
  /** All that comes within so many minutes is in one letter; 0: each has its own, at once. Up to 1,440. Default 10. */
  readonly mailMinutes: number
}
