export interface OpenedDerivative {
  readonly bytes: Uint8Array
  readonly mimeType: 'image/jpeg' | 'image/webp'
  readonly etag: string
  readonly key: string
  readonly widthPx: number
  readonly heightPx: number
}

export interface DerivativesAccess {
  /**
   * A rendered size of a photo, made at the first request.
   *
   * @param options.key - Where given, only the picture with this key: any other is `DERIVATIVE_NOT_FOUND` before a file is touched.
   * @param options.accept - An HTTP `Accept` value to choose the format by; `format` wins over it. Default JPEG.
   * @throws `PHOTO_NOT_FOUND`, `SIZE_NOT_FOUND`, `MEDIA_NOT_RENDERABLE`, `MEDIA_CORRUPT`
   */
  open(
    photoId: number,
    options: { size: string; key?: string; accept?: string | undefined; format?: 'jpeg' | 'webp' },
  ): Promise<OpenedDerivative>
  /**
   * Key and dimensions of a rendered size: the same checks as `open`, and no file is touched.
   *
   * @throws `PHOTO_NOT_FOUND`, `SIZE_NOT_FOUND`, `MEDIA_NOT_RENDERABLE`
   */
  describe(
    photoId: number,
    options: { size: string },
  ): Promise<{ readonly key: string; readonly widthPx: number; readonly heightPx: number }>
}
