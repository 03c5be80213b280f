/**
 * The small structural types that hook payloads are made of.
 *
 * They are written here, and not imported from the nouns, so that a payload stays a public promise of its own: a column may be
 * renamed without breaking a plugin. Every field is read-only; lists are arrays; dates are ISO 8601 in UTC.
 */

/** Where photos came from. */
export type PhotoSource = 'upload' | 'sync' | 'api' | 'import'

/** One change of one record: only the fields that changed, as they were and as they are. */
export interface FieldChanges {
  readonly id: number
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

export interface CameraFields {
  readonly make: string | null
  readonly model: string | null
  readonly lens: string | null
  readonly iso: number | null
  readonly aperture: number | null
  readonly exposureSeconds: number | null
  readonly focalLengthMm: number | null
}

/** What people may write on a photo. */
export interface PhotoFields {
  readonly title: string | null
  readonly description: string | null
  readonly author: string | null
  readonly copyright: string | null
  readonly rating: number | null
  /** Privacy level: 0 everybody, 1 contacts, 2 friends, 4 family, 8 administrators. */
  readonly level: number
  readonly takenAt: string | null
  /** The date as the camera wrote it, without a zone. */
  readonly takenAtLocal: string | null
  /** Degrees, WGS 84. */
  readonly latitude: number | null
  readonly longitude: number | null
  /** Metres above sea level. */
  readonly altitude: number | null
}

/** A photo that is about to be stored. `width` and `height` are in pixels, as shown (after orientation). */
export interface PhotoDraft extends PhotoFields {
  readonly fileName: string
  readonly mediaType: 'image' | 'video' | 'document'
  readonly mimeType: string
  readonly width: number | null
  readonly height: number | null
  /** As stored in the file, 1 to 8. */
  readonly orientation: number
  readonly bytes: number
  readonly sha256: string
  readonly camera: CameraFields | null
  readonly tags: readonly string[]
  readonly albumIds: readonly number[]
}

/** What people may write on an album. */
export interface AlbumFields {
  readonly name: string
  readonly description: string | null
  readonly visibility: 'public' | 'private'
  readonly locked: boolean
}

/** An album that is about to be stored. */
export interface AlbumDraftFields extends AlbumFields {
  readonly parentId: number | null
}

/** A file somebody wants to send, as the client describes it: nothing here is verified. */
export interface AnnouncedFile {
  readonly name: string
  readonly bytes: number
  readonly mimeType: string
}

/** What a decision is about. `id` is `null` for the gallery itself and for things that do not exist yet. */
export interface AccessTarget {
  readonly type: 'gallery' | 'album' | 'photo' | 'tag' | 'user' | 'group'
  readonly id: number | null
}

/** How one synchronisation of a library root ended, in files. */
export interface SyncCounts {
  readonly added: number
  readonly changed: number
  readonly moved: number
  /** Gone from the folder: into the trash. */
  readonly deleted: number
  /** Back in the folder: out of the trash. */
  readonly restored: number
  readonly unchanged: number
  /** Entries left out. */
  readonly problems: number
}

/** A comment that is about to be written, below a photo or an album: one of the two is set. */
export interface CommentDraftFields {
  readonly photoId: number | null
  readonly albumId: number | null
  /** The comment that it answers. */
  readonly parentId: number | null
  /** What somebody without an account calls itself. */
  readonly authorName: string | null
  /** Plain text, 5,000 characters at most. */
  readonly body: string
}

/** What becomes of a comment: shown at once, after somebody looked at it, or not at all. */
export type CommentVerdict = 'accept' | 'moderate' | 'reject'

/** A comment without what it says. */
export interface CommentFacts {
  readonly id: number
  readonly photoId: number | null
  readonly albumId: number | null
  /** Set where it was written in the conversation of a share link. */
  readonly linkId: number | null
  readonly state: 'shown' | 'pending'
}
