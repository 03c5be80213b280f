import type { PhotoRow } from '../photos/photo.table.ts'

/** A picture that is shown in place of a file which gives none, or not the one that is wanted. */
export interface Representative {
  readonly storageKey: string
  readonly sha256: string
  readonly mimeType: string
  /** As shown, after orientation. */
  readonly widthPx: number
  readonly heightPx: number
  /** As stored in the file, 1 to 8. */
  readonly orientation: number
}

/** Kept in the row of the photo itself: every list of photos asks for it. */
export const representativeOf = ({ representative }: Pick<PhotoRow, 'representative'>): Representative | null =>
  representative === null ? null : (JSON.parse(representative) as Representative)
