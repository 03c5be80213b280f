/** How large a picture may be that is kept of an upload. */
export interface UploadScale {
  /** As shown, after orientation. */
  readonly maxWidthPx: number
  readonly maxHeightPx: number
  /** 1 to 100, of JPEG and WebP. */
  readonly quality: number
}

/** What becomes of files that come in. */
export interface FileRules {
  /**
   * A RAW, TIFF or PSD that is uploaded into an album becomes a format of the photo of the same base name that is there, and the other
   * way round; so do those that are found beside each other in a library folder. Default `false`: each is a photo of its own.
   */
  readonly attachesFormats: boolean
  /** Former originals that are kept of a photo; `null`: all. Default 20. */
  readonly maxVersions: number | null
  /** Pictures that are uploaded are made smaller before they are kept. Default `null`: they are kept as they are. */
  readonly scaleUploads: UploadScale | null
}

export type FileRuleName = keyof FileRules
export type FileRulesPatch = { readonly [K in FileRuleName]?: FileRules[K] | undefined }

export interface FileRulesState {
  readonly rules: FileRules
  /** What the options of the gallery fix, which the settings do not change. */
  readonly locked: readonly FileRuleName[]
}
