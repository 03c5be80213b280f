/** Bounds of unfinished uploads, for each actor. */
export interface UploadLimits {
  /** @default 100 */
  readonly maxUnfinished: number
  /** Announced lengths of all unfinished uploads together. @default 64 GiB */
  readonly maxUnfinishedBytes: number
  /** How long an upload may take, and its outcome is known. @default 3 days */
  readonly expiresAfterMs: number
}

export const defaultUploadLimits: UploadLimits = {
  maxUnfinished: 100,
  maxUnfinishedBytes: 64 * 1024 ** 3,
  expiresAfterMs: 3 * 24 * 60 * 60_000,
}
