import type { MediaProbe, Orientation } from '../media/types.ts'
import type { MediaMetadata } from './types.ts'

/** Formats whose container says how to turn and asks to ignore EXIF: HEIF by `irot` and `imir`, films by the track matrix. */
const turnsItself = (probe: MediaProbe) =>
  probe.mediaType === 'video' || ['heic', 'heif', 'avif', 'jxl'].includes(probe.extension)

/**
 * The orientation to store and to show by. Metadata adds what the probe does not see: EXIF in a PNG text chunk, orientation that is
 * written in XMP only. Where the container turns the picture itself, metadata has no say, so that nothing is turned twice.
 */
export const effectiveOrientation = (probe: MediaProbe, metadata: Pick<MediaMetadata, 'orientation'>): Orientation =>
  turnsItself(probe) ? probe.orientation : (metadata.orientation ?? probe.orientation)
