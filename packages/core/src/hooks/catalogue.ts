import type {
  AccessTarget,
  AlbumDraftFields,
  AlbumFields,
  AnnouncedFile,
  CommentDraftFields,
  CommentFacts,
  CommentVerdict,
  FieldChanges,
  PhotoDraft,
  PhotoFields,
  PhotoSource,
  SyncCounts,
} from './payloads.ts'

/** The actions of the gallery itself. Payloads are read-only. */
export interface CoreActionMap {
  /** Everything is set up; the first request has not been answered yet. */
  'gallery.ready': Readonly<Record<never, never>>
  /** The gallery is about to close; the database is still there. */
  'gallery.closing': Readonly<Record<never, never>>
  /** Inside the transaction, rows and files still there. A throw keeps the photos. */
  'photo.deleting': { readonly photoIds: readonly number[] }
  /** Inside the transaction, rows still there. A throw keeps the albums. */
  'album.deleting': { readonly albumIds: readonly number[] }

  /** One dispatch for a whole batch. */
  'photo.added': {
    readonly photos: readonly { readonly id: number }[]
    readonly albumIds: readonly number[]
    readonly source: PhotoSource
    readonly batchId: string | null
  }
  'photo.updated': { readonly changes: readonly FieldChanges[] }
  'photo.deleted': { readonly photoIds: readonly number[] }
  'photo.restored': { readonly photoIds: readonly number[] }
  /** `added` and `removed` are album ids. */
  'photo.albums.changed': {
    readonly photoIds: readonly number[]
    readonly added: readonly number[]
    readonly removed: readonly number[]
  }
  'album.created': { readonly albumIds: readonly number[] }
  'album.updated': { readonly albumIds: readonly number[] }
  'album.moved': { readonly albumIds: readonly number[] }
  'album.deleted': { readonly albumIds: readonly number[] }
  'tag.created': { readonly tagIds: readonly number[] }
  'tag.renamed': {
    readonly changes: readonly { readonly id: number; readonly before: string; readonly after: string }[]
  }
  'tag.merged': { readonly from: readonly number[]; readonly into: number }
  'tag.deleted': { readonly tagIds: readonly number[] }
  'user.registered': { readonly userId: number }
  'user.updated': { readonly userId: number }
  'user.deleted': { readonly userId: number }
  'auth.succeeded': { readonly userId: number }
  /** The name as typed: it need not belong to anybody. */
  'auth.failed': { readonly username: string }
  'auth.ended': { readonly userId: number }
  'library.synced': { readonly rootId: number; readonly summary: SyncCounts }
  /** It failed for so long that nothing is sent to it any more. */
  'webhook.disabled': { readonly webhookId: number }
  'comment.added': { readonly comments: readonly CommentFacts[] }
  /** Somebody wrote it anew. */
  'comment.updated': { readonly comments: readonly CommentFacts[] }
  /** They waited, and are shown now. */
  'comment.approved': { readonly comments: readonly CommentFacts[] }
  /** `state` is the one they had. */
  'comment.removed': { readonly comments: readonly CommentFacts[] }
  'derivative.generated': {
    readonly photoId: number
    readonly size: string
    readonly bytes: number
    readonly ms: number
  }
}

/** The filters of the gallery itself. A handler returns the payload, the same object or a new one. */
export interface CoreFilterMap {
  /** Inside the transaction, before the photo is inserted. */
  'photo.adding': { readonly draft: PhotoDraft; readonly source: PhotoSource }
  'photo.updating': { readonly ids: readonly number[]; readonly patch: Readonly<Partial<PhotoFields>> }
  'album.creating': { readonly draft: AlbumDraftFields }
  'album.updating': { readonly ids: readonly number[]; readonly patch: Readonly<Partial<AlbumFields>> }
  /**
   * Inside the transaction, before a comment is written, or written anew. A handler may change `body` and `authorName` of the draft, and
   * make the verdict stricter: `moderate` has the comment wait, `reject` refuses it; `reason` is what the author is told then. What the
   * gallery itself decided it cannot undo.
   */
  'comment.adding': {
    readonly draft: CommentDraftFields
    readonly verdict: CommentVerdict
    readonly reason?: string
  }
  /** `raw` is what the readers found, `fields` what becomes of it. */
  'metadata.map': {
    readonly raw: Readonly<Record<string, unknown>>
    readonly fields: Readonly<Record<string, unknown>>
  }
  /** Names of the sizes that are rendered ahead of the first request. */
  'derivative.plan': { readonly photoId: number; readonly sizes: readonly string[] }
}

/** The gates of the gallery itself. Who asks is `context.actor`. */
export interface CoreGateMap {
  /** Before a byte is accepted. */
  'upload.authorize': { readonly albumId: number | null; readonly files: readonly AnnouncedFile[] }
  /** The file is staged and its type sniffed. */
  'upload.validate': {
    readonly albumId: number | null
    readonly fileName: string
    readonly mimeType: string
    readonly bytes: number
  }
  /** `rendition` is `original` or the name of a size. */
  'download.authorize': { readonly photoIds: readonly number[]; readonly rendition: string }
  'user.registering': { readonly username: string; readonly email: string | null }
  /**
   * Before a visit counts, of the photo and in the history; a refusal is told to nobody. `section` and `type` as in the history. What
   * the request says of the visitor is `null` where it says nothing.
   */
  'visit.count': {
    readonly photoId: number | null
    readonly section: string
    readonly type: string
    readonly address: string | null
    readonly userAgent: string | null
  }
  'access.check': { readonly action: string; readonly target: AccessTarget }
}

/**
 * Actions by name. Plugins add theirs by declaration merging, and declare them to the gallery with `hooks.define`:
 *
 * @example declare module '@vitrine/core' { interface ActionMap { 'favourites:added': { readonly photoId: number } } }
 */
export interface ActionMap extends CoreActionMap {}
/** Filters by name; open for declaration merging like {@link ActionMap}. */
export interface FilterMap extends CoreFilterMap {}
/** Gates by name; open for declaration merging like {@link ActionMap}. */
export interface GateMap extends CoreGateMap {}

/** `action` runs where it is emitted and is awaited; `action-after-commit` is buffered until the transaction has committed. */
export type ActionKind = 'action' | 'action-after-commit'
export type HookKind = ActionKind | 'filter' | 'gate'

/**
 * What becomes of an operation when a handler throws, hangs or returns what it must not. It belongs to the hook, not to the handler:
 * `skip` drops that handler's effect, `abort` fails the operation, `deny` is a refusal.
 */
export type FailurePolicy = 'skip' | 'abort' | 'deny'

export type HookDefinition = {
  /** The version of Vitrine, or of the plugin, that brought the hook. */
  readonly since: string
} & (
  | { readonly kind: 'action'; readonly policy: 'skip' | 'abort' }
  | { readonly kind: 'action-after-commit'; readonly policy: 'skip' }
  | { readonly kind: 'filter'; readonly policy: 'skip' | 'abort' }
  | { readonly kind: 'gate'; readonly policy: 'deny' }
)

type Defined<Kind extends HookKind> = Extract<HookDefinition, { kind: Kind }>
type CoreDefinitions = { readonly [N in keyof CoreActionMap]: Defined<ActionKind> } & {
  readonly [N in keyof CoreFilterMap]: Defined<'filter'>
} & { readonly [N in keyof CoreGateMap]: Defined<'gate'> }

const since = '0.1.0'
const inline = { kind: 'action', policy: 'skip', since } as const
const inlineOrAbort = { kind: 'action', policy: 'abort', since } as const
const afterCommit = { kind: 'action-after-commit', policy: 'skip', since } as const
const filterOrSkip = { kind: 'filter', policy: 'skip', since } as const
const filterOrAbort = { kind: 'filter', policy: 'abort', since } as const
const gate = { kind: 'gate', policy: 'deny', since } as const

/** Every hook of the gallery itself. A hook that is not here cannot be listened to, so a misspelt name fails at once. */
export const hookDefinitions = {
  'gallery.ready': inline,
  'gallery.closing': inline,
  'photo.deleting': inlineOrAbort,
  'album.deleting': inlineOrAbort,

  'photo.added': afterCommit,
  'photo.updated': afterCommit,
  'photo.deleted': afterCommit,
  'photo.restored': afterCommit,
  'photo.albums.changed': afterCommit,
  'album.created': afterCommit,
  'album.updated': afterCommit,
  'album.moved': afterCommit,
  'album.deleted': afterCommit,
  'tag.created': afterCommit,
  'tag.renamed': afterCommit,
  'tag.merged': afterCommit,
  'tag.deleted': afterCommit,
  'user.registered': afterCommit,
  'user.updated': afterCommit,
  'user.deleted': afterCommit,
  'auth.succeeded': afterCommit,
  'auth.failed': afterCommit,
  'auth.ended': afterCommit,
  'library.synced': afterCommit,
  'webhook.disabled': afterCommit,
  'comment.added': afterCommit,
  'comment.updated': afterCommit,
  'comment.approved': afterCommit,
  'comment.removed': afterCommit,
  'derivative.generated': afterCommit,

  'photo.adding': filterOrAbort,
  'photo.updating': filterOrAbort,
  'album.creating': filterOrAbort,
  'album.updating': filterOrAbort,
  'comment.adding': filterOrAbort,
  'metadata.map': filterOrSkip,
  'derivative.plan': filterOrSkip,

  'upload.authorize': gate,
  'upload.validate': gate,
  'download.authorize': gate,
  'user.registering': gate,
  'visit.count': gate,
  'access.check': gate,
} as const satisfies CoreDefinitions
