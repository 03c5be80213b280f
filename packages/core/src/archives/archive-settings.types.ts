/** Of all archives of the gallery. */
export interface ArchiveSettings {
  /** Default `true`. */
  readonly enabled: boolean
  /** Photos of one archive: 1 to 65,000. Default 10,000. */
  readonly maxPhotos: number
  /** Bytes of one archive: 1 MiB to 1 TiB. Default 50 GiB. */
  readonly maxBytes: number
}
