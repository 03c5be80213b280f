/**
 * A gallery written down as plainly as can be: everything is named by its place in a list. Small on purpose: what goes wrong in a
 * gallery of a million photos goes wrong in one of nine, once enough of them were tried.
 */
export interface World {
  readonly albums: readonly ModelAlbum[]
  readonly tags: readonly ModelTag[]
  readonly photos: readonly ModelPhoto[]
  readonly grants: readonly ModelGrant[]
  /** Level of each user. */
  readonly users: readonly number[]
  /** For each group, the users in it. */
  readonly groups: readonly (readonly number[])[]
  readonly links: readonly ModelLink[]
}

export interface ModelAlbum {
  /** Place of the parent in the list; `null` at the root. */
  readonly parent: number | null
  readonly position: number
  readonly isPrivate: boolean
  readonly isLocked: boolean
  readonly inherits: boolean
  /** A smart album: the place of its query in `questions`. */
  readonly question: number | null
  /** Of a smart one: what its query says of another album beside the question. */
  readonly refers: ModelReference | null
  readonly hasRandomCover: boolean
}

/** What an album shows, or that and all below it: photos of it as well, or none of them. */
export interface ModelReference {
  readonly album: number
  readonly isTree: boolean
  readonly isNegated: boolean
}

export interface ModelTag {
  readonly parent: number | null
}

export interface ModelPhoto {
  readonly level: number
  readonly isDeleted: boolean
  readonly albums: readonly number[]
  readonly tags: readonly number[]
  /** The day it was taken, `2020-01-31`. */
  readonly created: string | null
  /** The day it came in. */
  readonly posted: string
  readonly rating: number | null
  readonly widthPx: number
  readonly heightPx: number
  readonly author: string | null
  readonly camera: string | null
  readonly title: string
}

export interface ModelGrant {
  readonly album: number
  readonly type: 'user' | 'group' | 'link'
  readonly principal: number
  readonly bits: number
}

export interface ModelLink {
  readonly level: number
  readonly isRevoked: boolean
  /** Whether it opens what is below its albums too. */
  readonly withBelow: boolean
  /** A link to photos, whatever albums it was granted. */
  readonly photos: {
    readonly picked: readonly number[]
    /** In place of those picked: what fits this question. */
    readonly question: number | null
    readonly bits: number
  } | null
  /** The user who made it; `null`: the gallery itself. */
  readonly maker: number | null
}

/** Who asks. `admin` sees everything. */
export type ModelActor =
  | { readonly kind: 'guest' }
  | { readonly kind: 'admin' }
  | { readonly kind: 'user'; readonly user: number }
  | { readonly kind: 'link'; readonly link: number }
  /** Somebody of a host application: in groups of ours, without a row. */
  | { readonly kind: 'host'; readonly level: number; readonly groups: readonly number[] }

/** A question as text, and what it means of one photo. */
export interface Question {
  readonly text: string
  readonly fits: (photo: ModelPhoto, world: World) => boolean
}
