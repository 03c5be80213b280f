import type { Readable } from 'node:stream'
import type { Capability, Level } from '../access/capabilities.ts'
import type { CommentPage, CommentPageOptions } from '../comments/comment.types.ts'
import type { CommentsInShort } from '../comments/comment-state.types.ts'
import type { FocalPoint } from '../derivatives/geometry.ts'
import type { DuplicatePolicy } from '../duplicates/duplicate.types.ts'
import type { FavouriteState } from '../favourites/favourite-state.types.ts'
import type { FieldPatch, FieldValues } from '../fields/field.types.ts'
import type { VisitOrigin } from '../history/history.types.ts'
import type { Page } from '../paging/page.types.ts'
import type { Query } from '../query/query.types.ts'
import type { QueryReading } from '../query/reading.ts'
import type { PhotoScore } from '../ratings/photo-score.types.ts'
import type { TagCrumb } from '../tags/tag.types.ts'
import type { PhotoText, TextLanguages, Translations, TranslationsPatch } from '../translations/translation.types.ts'
import type { PhotoMetadata } from './photo.metadata.ts'
import type { PhotoSort } from './photo.sort.ts'

export type MediaType = 'image' | 'video' | 'document'

export interface Camera {
  readonly make: string | null
  readonly model: string | null
  readonly lens: string | null
  readonly iso: number | null
  /** The f-number. */
  readonly aperture: number | null
  readonly exposureSeconds: number | null
  readonly focalLengthMm: number | null
}

/** A photo (or video, or document) as one actor sees it. */
export interface Photo {
  readonly id: number
  readonly title: string | null
  readonly description: string | null
  /** Which language title and description are in; `null`: that of the gallery. See `inLanguage`. */
  readonly languages: TextLanguages<PhotoText>
  /** Both in all other languages, for those who may edit the photo; `null` for others. */
  readonly translations: Translations<PhotoText> | null
  readonly fileName: string
  /** The name it first came in with: it stays, whatever becomes of the file. */
  readonly sourceFileName: string
  readonly mediaType: MediaType
  readonly mimeType: string
  /** Pixels as shown, after orientation; `null` where the file does not tell. */
  readonly widthPx: number | null
  readonly heightPx: number | null
  /** As stored in the file, 1 to 8 (EXIF). */
  readonly orientation: number
  readonly durationSeconds: number | null
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /** ISO 8601, UTC. */
  readonly takenAt: string | null
  /** As the camera wrote it, without a zone: `2019-07-04T18:30:00`. */
  readonly takenAtLocal: string | null
  readonly addedAt: string
  readonly updatedAt: string
  readonly author: string | null
  readonly copyright: string | null
  /** -1 (rejected) to 5. */
  readonly rating: number | null
  readonly level: Level
  /** Degrees, WGS 84. */
  readonly latitude: number | null
  readonly longitude: number | null
  /** Metres above sea level. */
  readonly altitude: number | null
  readonly camera: Camera | null
  readonly tags: readonly TagCrumb[]
  /** The albums it is in that the actor may see. */
  readonly albumIds: readonly number[]
  /** Values of custom fields by key, those that are set. */
  readonly fields: FieldValues
  readonly views: number
  /** A tiny preview to show while the picture loads, base64 (ThumbHash); `null` until one was made. */
  readonly placeholder: string | null
  /** What cropped sizes keep in the picture; `null`: its middle. */
  readonly focal: FocalPoint | null
  /** Other files of the same picture (RAW, TIFF …), see `formats`; 0 for those who may not download it. */
  readonly formatCount: number
  /** The file is a picture that needs nothing to stand for it. */
  readonly isPicture: boolean
  /** The file lies in a library root, which is only read: it cannot be replaced. */
  readonly isReadOnly: boolean
  /** A picture of its own stands for the file, see `setRepresentative`. */
  readonly hasRepresentative: boolean
  /** Sizes that can be asked for; empty where no picture can be made of the file. */
  readonly derivatives: Readonly<Record<string, DerivativeInfo>>
  /** The size that is downloaded by links that allow it and keep the original back; `null` for everybody else. */
  readonly downloadSize: string | null
  readonly capabilities: readonly Capability[]
}

export interface DerivativeInfo {
  /** Part of an immutable address: it changes with the photo's content and with the recipe. */
  readonly key: string
  readonly widthPx: number
  readonly heightPx: number
}

/** What a list of photos is made of. Conditions are joined by AND. */
export interface PhotoScope {
  album?: number | undefined
  /** Two to ten albums: photos that are in all of them. */
  albums?: readonly number[] | undefined
  /** With `album` or `albums`: photos of the albums below as well. Default `false`. */
  recursive?: boolean | undefined
  /** Id of a tag: photos that have it, or one below it. */
  tag?: number | undefined
  /** 20 tags at most: photos that have all of them. */
  tags?: readonly number[] | undefined
  /**
   * A query as text: words (each at least as the beginning of a word), `"phrases"`, `OR`, `-`, parentheses, and fields such as
   * `tag:`, `created:2019..2021`, `width:>3000`; see the guide to searching.
   */
  q?: string | undefined
  /** A query as a value, joined to `q` by AND: what filter bars make, see `filtersToQuery`. */
  query?: Query | undefined
}

export interface PhotoListOptions extends PhotoScope {
  /** Default: the album's own order, or else that of the settings: `takenAt` inside an album, `-takenAt` elsewhere. */
  sort?: PhotoSort | undefined
  /** 1 to 500. Default 50. */
  limit?: number | undefined
  cursor?: string | undefined
}

export interface PhotoNeighbours {
  readonly previous: Photo | null
  readonly next: Photo | null
  /** From 1. */
  readonly position: number
  readonly total: number
}

export interface PhotoPatch {
  title?: string | null
  description?: string | null
  /** Title and description in other languages than that of the gallery; what is left out stays. */
  translations?: TranslationsPatch<PhotoText>
  author?: string | null
  copyright?: string | null
  rating?: number | null
  level?: Level
  /** ISO 8601 with a zone, or `null`. */
  takenAt?: string | null
  latitude?: number | null
  longitude?: number | null
  altitude?: number | null
  /** What cropped sizes keep, as shares of width and height as shown, 0 to 1; `null`: the middle. */
  focal?: FocalPoint | null
  /** Replaces the photo's tags, by name; unknown ones are made. */
  tags?: string[]
  /** Custom fields by key; `null` takes a value away. */
  fields?: FieldPatch
  /** Replaces the albums the photo is in; those the actor may not organise are refused. */
  albumIds?: number[]
}

/** What an original says when it is given out: all as stored, with what was written in the gallery, nothing, or no position. */
export type OriginalMetadata = 'stored' | 'edited' | 'stripped' | 'without-position'

/** Photos that a job goes over. */
export interface PhotosToWorkOn extends PhotoScope {
  /** One photo alone, instead of a list. */
  photo?: number | undefined
}

export interface SynchroniseOptions extends PhotosToWorkOn {
  /** Values that the file has none of become empty, too. Default `false`. */
  clear?: boolean | undefined
  /** What people wrote in the gallery wins over what the file says. Default `true`. */
  keepWritten?: boolean | undefined
}

/** How far a job is. */
export interface MetadataJob {
  readonly id: number
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** Photos. */
  readonly done: number
  readonly total: number
}

export interface OriginalFile {
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: number
  readonly sha256: string
  /** Opens the bytes, both ends included. The caller must read or destroy the stream. */
  open(range?: { start: number; end: number }): Promise<Readable>
}

export interface NewPhoto {
  /** The bytes; read once. */
  content: Readable
  fileName: string
  album: number
  title?: string | null
  description?: string | null
  author?: string | null
  level?: Level
  tags?: string[]
  /** Custom fields by key. */
  fields?: FieldPatch
  /** What is done where such a photo is there already. What is left out is as the options or settings of the gallery have it. */
  onDuplicate?: Partial<DuplicatePolicy>
  /** Known length, checked against what arrives. */
  bytes?: number
}

export interface AddedPhoto {
  readonly photo: Photo
  /** `true` where a photo that was there already is the outcome: it was put into the album, or the file took the place of its own. */
  readonly duplicate: boolean
  /** `true` where it waits for somebody who may edit the album to approve it. Its sender and those see it, and nobody else. */
  readonly waits: boolean
}

export interface PhotosService {
  list(options?: PhotoListOptions): Promise<Page<Photo>>
  get(id: number): Promise<Photo>
  /** Those of them that the actor may see, in the order asked for; the others are left out. 1,000 at most. */
  getMany(ids: readonly number[]): Promise<Photo[]>
  /** Where the photo stands in a list. @throws `PHOTO_NOT_FOUND` where it is not in that list. */
  neighbours(id: number, scope: PhotoListOptions): Promise<PhotoNeighbours>
  /**
   * A photo as it is shown in a list, by one call; `neighbours` is `null` where it is not in that list.
   *
   * @param also.around - Also as many photos on each side of it, 20 at most.
   * @throws `PHOTO_NOT_FOUND`
   */
  inList(
    id: number,
    scope: PhotoListOptions,
    also?: { comments?: CommentPageOptions | undefined; around?: number | undefined },
  ): Promise<{
    readonly photo: Photo
    readonly metadata: PhotoMetadata
    readonly neighbours: PhotoNeighbours | null
    /** The photo and those on both sides, in the order of the list; empty where they were not asked for. */
    readonly around: readonly Photo[]
    readonly favourite: FavouriteState
    readonly score: PhotoScore
    readonly comments: CommentsInShort
    /** Where they were asked for. */
    readonly commentPage: CommentPage | null
  }>
  metadata(id: number): Promise<PhotoMetadata>
  /**
   * Needs `download`. Where the settings give this actor no positions, there is none in what it gets.
   *
   * @param options.metadata - What the file is to say; anything but `stored` is said by a copy made for it. Default `stored`.
   * @throws `METADATA_NOT_WRITABLE` where a copy cannot be made, `TOOL_FAILED`, `DERIVATIVE_QUEUE_FULL`
   */
  original(id: number, options?: { metadata?: OriginalMetadata | undefined }): Promise<OriginalFile>
  /** An XMP sidecar: what the file has in XMP, with all that the gallery says. Needs `download`. @throws `METADATA_NOT_WRITABLE` */
  sidecar(id: number): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }>
  /**
   * Reads the files of photos again, by a job, and brings the photos in line with them. Tags are added, none is taken away.
   * Administrators only.
   *
   * @returns The job, or `null` where the same work waits or runs already.
   */
  synchronise(options: SynchroniseOptions): Promise<number | null>
  /**
   * Writes what was written in the gallery into the files of photos, by a job; the files as they were are kept as versions. Files of
   * library roots are left alone. Administrators only.
   *
   * @returns The job, or `null` where the same work waits or runs already.
   * @throws `METADATA_WRITING_OFF` as long as the settings do not allow it.
   */
  writeBack(options: PhotosToWorkOn): Promise<number | null>
  /** How far a job of `synchronise` or `writeBack` is. Administrators only. @throws `JOB_NOT_FOUND` */
  metadataJob(jobId: number): Promise<MetadataJob>
  /**
   * Needs `upload` in the album.
   *
   * @throws `PHOTO_EXISTS` where duplicates are refused, `MEDIA_*`, `UPLOAD_INVALID`, `STORAGE_*`, `HOOK_REJECTED`
   */
  add(photo: NewPhoto): Promise<AddedPhoto>
  update(id: number, patch: PhotoPatch): Promise<Photo>
  /** Into the trash; the original is kept. */
  delete(ids: readonly number[]): Promise<void>
  /** How a query's text is understood, and which of its words no photo has that the actor may see. */
  explainQuery(text: string): Promise<QueryReading>
  /**
   * Counts one visit, and keeps it in the history where that is switched on, unless a plugin refuses it.
   *
   * @param origin - Where the photo was found. Default: among all photos.
   */
  visited(id: number, origin?: VisitOrigin): Promise<void>
}
