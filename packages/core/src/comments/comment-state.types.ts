/** Whether there is anything to read below a photo, and whether the one who asks may write there. */
export interface CommentsInShort {
  /** Of what the one who asks sees. */
  readonly count: number
  readonly mayComment: boolean
  /** A name has to be sent along: for those without an account. */
  readonly needsName: boolean
}
