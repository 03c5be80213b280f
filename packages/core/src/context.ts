import type { AccessIndex } from './access/access-index.ts'
import type { Actor } from './access/actor.ts'
import type { Rights } from './access/rights.ts'
import type { SmartLooks } from './albums/smart-looks.ts'
import type { createAlbumDates } from './browse/album-dates.ts'
import type { CommentPace } from './comments/comment-pace.ts'
import type { Connections, DialectSupport } from './db/dialect.ts'
import type { Derivatives } from './derivatives/types.ts'
import type { CommitBell } from './events/commit-bell.ts'
import type { Hooks } from './hooks/types.ts'
import type { MetadataDesk } from './ingest/metadata-desk.ts'
import type { PlanSweep } from './ingest/plan-sweep.ts'
import type { UploadScaler } from './ingest/scale-upload.ts'
import type { RunStep } from './ingest/steps.ts'
import type { Logger } from './log.ts'
import type { Lookups } from './lookups/lookups.ts'
import type { GalleryOptions } from './options.ts'
import type { Previews } from './previews/previews.ts'
import type { SecretBox } from './second-factor/secret-box.ts'
import type { AttemptLimiter } from './sessions/attempt-limiter.ts'
import type { PhotoSets } from './sets/photo-sets.ts'
import type { Imaging } from './settings/imaging.ts'
import type { Storage } from './storage/types.ts'
import type { Toolbox } from './tools/tool.types.ts'
import type { PasswordHasher } from './users/password.ts'

/** What one gallery is made of. Built once, in gallery.ts; handed to whoever needs it; never global. */
export interface GalleryContext {
  readonly options: GalleryOptions
  readonly dialect: DialectSupport
  readonly connections: Connections
  readonly storage: Storage
  readonly derivatives: Derivatives
  /** Settings of derivatives, and who sees them with a mark. */
  readonly imaging: Imaging
  /** How files are read and written. */
  readonly metadata: MetadataDesk
  /** Programs of this machine. */
  readonly toolbox: Toolbox
  /** Pictures that those programs make. */
  readonly previews: Previews
  /** Makes uploads smaller, where the settings say so. */
  readonly uploadScaler: UploadScaler
  readonly hooks: Hooks
  readonly access: AccessIndex
  /** Rings at commits, for those who wait for events. */
  readonly bell: CommitBell
  readonly lookups: Lookups
  /** The photos in memory, once they are. */
  readonly sets: PhotoSets
  /** When the photos of albums were taken and came in. */
  readonly albumDates: ReturnType<typeof createAlbumDates>
  /** What the photos that fit smart albums say. */
  readonly smartLooks: SmartLooks
  readonly passwords: PasswordHasher
  /** Passwords that are asked for again of those who are signed in. */
  readonly attempts: AttemptLimiter
  /** How fast those comment of whom the database knows nothing. */
  readonly commentPace: CommentPace
  /** Has what an upload leaves behind looked at later. */
  readonly planSweep: PlanSweep
  /** Keeps secrets that have to be read again; `null` where the program that embeds the gallery gave no secret. */
  readonly secrets: SecretBox | null
  /** Runs the steps by which a file becomes a photo. */
  readonly runStep: RunStep
  readonly log: Logger
  /** What texts are read in, where they were translated; `null`: in the language of the gallery. */
  readonly language: string | null
  /** The time, as a function: tests turn it. */
  readonly clock: () => Date
  /** Aborts when the gallery closes. */
  readonly signal: AbortSignal
  /** Calls under way: closing waits for them before it takes the database away. */
  readonly underWay: Set<Promise<unknown>>
}

/** What every call of a service starts from: who asks, and what that actor may do right now. */
export interface CallContext {
  readonly gallery: GalleryContext
  readonly actor: Actor
  readonly rights: Rights
}
