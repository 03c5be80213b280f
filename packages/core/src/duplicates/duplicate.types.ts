/** What makes a photo that is there the same as a file that comes: the same bytes anywhere, or the same file name in the same album. */
export type DuplicateSign = 'checksum' | 'name'

/**
 * What then becomes of the file:
 *
 * - `link`: the photo that is there is put into the album, if it is not in it; the file is let go
 * - `reject`: the file is refused, `PHOTO_EXISTS`
 * - `replace`: the file takes the place of the other's, whose photo stays
 * - `keep`: it becomes a photo of its own
 */
export type DuplicateAction = 'link' | 'reject' | 'replace' | 'keep'

export interface DuplicatePolicy {
  readonly by: DuplicateSign
  readonly action: DuplicateAction
}

export interface DuplicatePolicyState {
  readonly policy: DuplicatePolicy
  /** Parts that are fixed by the options of the gallery: administrators cannot change them. */
  readonly locked: readonly (keyof DuplicatePolicy)[]
}
