import type { Orientation } from '../types.ts'

/** Where a block of metadata lies in the file, and how its bytes are wrapped. */
export interface MetadataBlock {
  /**
   * `exif` a TIFF block · `exif-ifd`, `gps-ifd` a TIFF block whose first directory is the Exif or GPS directory (CR3) · `tiff-file` the file
   * itself is TIFF · `xmp` a packet · `xmp-extended` a piece of a long packet · `photoshop` image resources · `iptc` bare IIM records ·
   * `icc` a colour profile, or the next piece of one · `text` a text of its own, under `name`.
   */
  readonly kind:
    | 'exif'
    | 'exif-ifd'
    | 'gps-ifd'
    | 'tiff-file'
    | 'xmp'
    | 'xmp-extended'
    | 'photoshop'
    | 'iptc'
    | 'icc'
    | 'text'
  /** Of a `text`: the name it has among the tags, such as `png:Title`. */
  readonly name?: string
  readonly offset: number
  readonly length: number
  /**
   * `profile`: the hexadecimal text of ImageMagick's "Raw profile"; `profile-deflate`: the same, compressed; `sub-blocks`: in the short
   * pieces of a GIF. Default: as it is.
   */
  readonly encoding?: 'deflate' | 'brotli' | 'profile' | 'profile-deflate' | 'sub-blocks'
}

/** What walking the structure of a file tells. `null` where the structure does not hold it. */
export interface ContainerFacts {
  readonly widthPx: number | null
  readonly heightPx: number | null
  readonly orientation: Orientation | null
  readonly frames: number
  readonly durationSeconds: number | null
  readonly hasAlpha: boolean
  readonly blocks: readonly MetadataBlock[]
  /**
   * Text values that are not in a block: QuickTime keys and atoms, Matroska title and date, `mpvd` where a picture holds a film.
   * Untrusted, capped in length.
   */
  readonly tags: ReadonlyMap<string, string>
  /** `false` where headers and metadata are whole but not one byte of picture data follows. */
  readonly hasPixels: boolean
  /** A closer name found on the way: `nef` where the sniffer said `tif`. */
  readonly refined?: string
}

export interface WalkOptions {
  /** `true` for a probe: look for the end of the picture data. `false` for a metadata read: stop as soon as the blocks are known. */
  readonly toTheEnd: boolean
  readonly maxFrames: number
  /** Throws `MEDIA_TOO_MANY_PIXELS`; called as soon as the size is known, before more is read. */
  readonly checkSize: (widthPx: number, heightPx: number) => void
}

export const facts = (known: Partial<ContainerFacts>): ContainerFacts => ({
  widthPx: null,
  heightPx: null,
  orientation: null,
  frames: 1,
  durationSeconds: null,
  hasAlpha: false,
  blocks: [],
  hasPixels: true,
  tags: new Map(),
  ...known,
})

/** Blocks kept per file; more are a bomb, not metadata. */
export const maxBlocks = 256
