import type { GalleryContext } from '../context.ts'
import type { Findings } from './findings.ts'
import type { StorageCheck } from './storage-check.types.ts'

/** A check at work. */
export interface Inspection {
  readonly gallery: GalleryContext
  readonly options: StorageCheck['options']
  readonly findings: Findings
  readonly signal: AbortSignal
}
