/** What a file is, in the coarse sense a gallery needs. */
export type MediaType = 'image' | 'video' | 'document'

/** EXIF orientation: 1 upright, 2 mirrored, 3 half turn, 4 flipped, 5 to 8 swap width and height. Source: CIPA DC-008, tag 0x0112. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** How much a single file may ask for. */
export interface MediaLimits {
  /** Largest file, in bytes. Default 64 GiB (a long video); nothing is read whole because of it. */
  maxBytes: number
  /** Largest picture or video frame, in pixels. Default 220,000,000: phones make 200-megapixel files. */
  maxPixels: number
  /** Most pages or animation frames. Default 2000. */
  maxFrames: number
  /** Wall-clock limit of one probe or one metadata read, in milliseconds. Default 20,000. */
  timeoutMs: number
  /**
   * Whether drawings (SVG) are taken in. They can hold scripts: visitors see what a program painted of them, and get the files
   * themselves as downloads only. Default `false`.
   */
  acceptsSvg: boolean
}

export const defaultMediaLimits: MediaLimits = {
  maxBytes: 64 * 1024 ** 3,
  maxPixels: 220_000_000,
  maxFrames: 2000,
  timeoutMs: 20_000,
  acceptsSvg: false,
}

/** What the bytes of a file say about it; the name of the file has no part in it. */
export interface MediaProbe {
  readonly mediaType: MediaType
  readonly mimeType: string
  /** Canonical extension, lower case, without the dot. */
  readonly extension: string
  /** Pixels as stored, before any turning; `null` for documents and where no reader here can tell. */
  readonly widthPx: number | null
  readonly heightPx: number | null
  /**
   * The turn the container itself asks for: EXIF in the usual place, `irot`/`imir` of HEIF and AVIF, the track matrix of a video.
   * EXIF in unusual places (a PNG text chunk, XMP only) is found by `readMetadata`; `effectiveOrientation` joins the two.
   */
  readonly orientation: Orientation
  /** Pages or animation frames, at least 1; 1 for videos. */
  readonly frames: number
  readonly durationSeconds: number | null
  readonly hasAlpha: boolean
  /** `true` where sharp can decode the pixels here, without any further tool. */
  readonly renderable: boolean
}
