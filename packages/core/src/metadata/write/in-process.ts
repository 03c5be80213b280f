import type { Orientation } from '../../media/types.ts'
import { stripJpeg, stripJpegPosition, writeJpegXmp } from './jpeg.ts'
import { stripWebp, stripWebpPosition, writeWebpXmp } from './webp.ts'
import type { Assignment } from './write.types.ts'

/** Writes copies of one format without any program. */
export interface InProcessWriter {
  /** Sets what XMP can say; the other blocks stay as they are. */
  edit(path: string, target: string, assignments: readonly Assignment[]): Promise<void>
  strip(path: string, target: string, orientation: Orientation): Promise<void>
  stripPosition(path: string, target: string): Promise<void>
}

const writers: Readonly<Record<string, InProcessWriter>> = {
  jpg: { edit: writeJpegXmp, strip: stripJpeg, stripPosition: stripJpegPosition },
  webp: { edit: writeWebpXmp, strip: stripWebp, stripPosition: stripWebpPosition },
}

/** `null` for formats that only exiftool writes. */
export const inProcessWriterOf = (extension: string): InProcessWriter | null => writers[extension] ?? null
