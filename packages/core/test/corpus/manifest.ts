/** The part of the corpus manifest that the test reads; the corpus itself is never copied into the project. */
export interface Expected {
  readonly outcome: 'accept' | 'accept-no-metadata' | 'reject' | 'accept-or-reject'
  readonly width?: number
  readonly height?: number
  readonly orientation?: number
  /** Degrees clockwise that a film asks to be turned by. */
  readonly rotation?: number
  readonly duration?: number
  readonly dateTimeOriginal?: string
  readonly offsetTimeOriginal?: string
  readonly subSecTimeOriginal?: string
  readonly dateCreated?: string
  readonly createDate?: string
  readonly gpsLatitude?: number
  readonly gpsLongitude?: number
  readonly gpsAltitude?: number
  readonly title?: string
  readonly description?: string
  readonly creator?: string
  readonly copyright?: string
  readonly headline?: string
  readonly city?: string
  readonly country?: string
  readonly keywords?: readonly string[]
  readonly hierarchicalKeywords?: readonly string[]
  readonly rating?: number
  readonly make?: string
  readonly model?: string
  readonly lensModel?: string
  readonly iso?: number
  readonly fNumber?: number
  readonly exposureTime?: number
  readonly focalLength?: number
  readonly colourProfile?: string
  readonly projectionType?: string
  readonly contentIdentifier?: string
  readonly motionPhoto?: boolean
  readonly faceRegions?: readonly {
    readonly name?: string
    readonly type?: string
    readonly x: number
    readonly y: number
    readonly w: number
    readonly h: number
    readonly origin: string
  }[]
  readonly faceRegionsAppliedTo?: { readonly w: number; readonly h: number; readonly unit: string }
  readonly alternatives?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly invalidFields?: readonly string[]
  readonly utf8Reading?: Readonly<Record<string, unknown>>
}

export interface Entry {
  readonly file: string
  readonly kind: string
  readonly expected: Expected
}

/** A miss that is known and published in the guide: which field of which file, why, and what closes it. */
export interface KnownMiss {
  readonly file: string
  readonly field: string
  readonly why: string
  readonly closedBy: string
}
