export interface SceneRequest {
  readonly width: number
  readonly height: number
  readonly seed: number
}

/** Paints a picture: the same request gives the same pixels. @returns Rows of 8-bit RGB. */
export type Scene = (request: SceneRequest) => Buffer
