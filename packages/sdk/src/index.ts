export {
  type Client,
  type ClientOf,
  createClient,
  type FormatExtras,
  type PhotoExtras,
  type PluginClient,
  type PluginOperations,
  type TableExtras,
} from './client.ts'
export type { ApiErrorCode } from './contract/error-codes.ts'
export type { Album, AlbumDefaults, AlbumGrants, Cover, Permalink } from './contract/schemas/album.ts'
export type { Issue } from './contract/schemas/error.ts'
export type { GalleryEvent } from './contract/schemas/event.ts'
export type {
  LibraryRoot,
  LibrarySettings,
  RootWatch,
  SyncProblem,
  SyncProgress,
  SyncSummary,
} from './contract/schemas/library.ts'
export type {
  Camera,
  Derivative,
  Photo,
  PhotoListQuery,
  PhotoMetadata,
  PhotoNeighbours,
  PhotoPatch,
  PhotoSort,
} from './contract/schemas/photo.ts'
export type { FileRules, PhotoFormat, PhotoVersion } from './contract/schemas/photo-file.ts'
export type { Session } from './contract/schemas/session.ts'
export type { ManagedTag, Tag, TagCrumb, TagSuggestion } from './contract/schemas/tag.ts'
export type { Group, User } from './contract/schemas/user.ts'
export type { Webhook, WebhookDelivery } from './contract/schemas/webhook.ts'
export { type AnyErrorCode, VitrineApiError, VitrineConnectionError } from './errors.ts'
export type { EventExtras, EventSubscription } from './events/subscribe.ts'
export { iteratePages, type PageOf } from './iterate.ts'
export type { CallOptions, ClientOptions, Fetch } from './transport.ts'
export type {
  AddedFormat,
  PhotoFileOptions,
  ReplaceFileOptions,
  ResumableUploads,
  ResumeOptions,
  SentFile,
  StreamedFile,
  UploadedPhoto,
  UploadOptions,
  UploadProgress,
} from './uploads/types.ts'
