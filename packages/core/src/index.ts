export {
  type Actor,
  apiKeyActor,
  guest,
  type HostActor,
  hostActor,
  linkActor,
  type PreviewActor,
  systemActor,
  userActor,
  type ViewAsTarget,
} from './access/actor.ts'
export {
  type Capability,
  capabilities,
  isCapability,
  isLevel,
  type Level,
  levels,
  type RoleKey,
  roleKeys,
} from './access/capabilities.ts'
export type * from './access/explain.types.ts'
export { type LinkFeedback, linkFeedback } from './access/link-terms.ts'
export { type Scope, scopes } from './access/scopes.ts'
export type { Denial } from './access/standing.ts'
export type * from './accounts/account.types.ts'
export type * from './accounts/account-parts.types.ts'
export type * from './accounts/account-settings.types.ts'
export type * from './activity/activity.types.ts'
export type * from './albums/album.service.types.ts'
export type * from './albums/album.types.ts'
export type * from './appearance/appearance.types.ts'
export type * from './archives/archive.types.ts'
export type * from './archives/archive-settings.types.ts'
export type * from './batches/batch.types.ts'
export type * from './browse/browse.types.ts'
export { isFacetName, rangeFacets, valueFacets } from './browse/browse.types.ts'
export type * from './browse/map.types.ts'
export type { Finding } from './checks/check.types.ts'
export type * from './comments/comment.types.ts'
export * from './comments/comment-settings.types.ts'
export type * from './comments/comment-state.types.ts'
export type { DialectSupport } from './db/dialect.ts'
export { type MysqlOptions, mysql } from './db/dialects/mysql.ts'
export { type SqliteOptions, sqlite } from './db/dialects/sqlite.ts'
export type * from './derivatives/derivatives.types.ts'
export {
  type DerivativeFormat,
  type DerivativeMimeType,
  derivativeFormats,
  type Qualities,
} from './derivatives/formats.ts'
export type { FocalPoint } from './derivatives/geometry.ts'
export type { RenderSettings } from './derivatives/profile.ts'
export { defaultSizes, type SizeDefinition } from './derivatives/sizes.ts'
export { type Watermark, type WatermarkPosition, watermarkPositions } from './derivatives/watermark.ts'
export type * from './duplicates/duplicate.types.ts'
export { type ErrorCode, type ErrorDetails, errorMessages } from './errors/codes.ts'
export { type Issue, inputInvalid, VitrineError } from './errors/vitrine-error.ts'
export type * from './events/event.types.ts'
export type * from './favourites/favourite.types.ts'
export type * from './favourites/favourite-state.types.ts'
export * from './fields/field.types.ts'
export type * from './files/file-rules.types.ts'
export type * from './files/photo-files.types.ts'
export { createGallery } from './gallery.ts'
export type { ActorGallery, Gallery, GalleryFigures } from './gallery.types.ts'
export * from './history/history.types.ts'
export { AfterCommit } from './hooks/after-commit.ts'
export type * from './hooks/catalogue.ts'
export { hookDefinitions } from './hooks/catalogue.ts'
export { isPromise } from './hooks/is-promise.ts'
export { createHooks } from './hooks/kernel.ts'
export type * from './hooks/payloads.ts'
export { isRejection, type OwnedRejection, type Rejection, reject } from './hooks/rejection.ts'
export type * from './hooks/types.ts'
export type * from './identities/identity.types.ts'
export type * from './imports/import.types.ts'
export type * from './jobs/job.types.ts'
export type * from './keys/api-key.types.ts'
export type * from './library/library.types.ts'
export { parseSchedule, type Schedule } from './library/watch/schedule.ts'
export type * from './library/watch/watch.types.ts'
export { type Logger, silentLogger } from './log.ts'
export type * from './mail/factor-change.types.ts'
export type { MailLanguage, MailSentences, MailValues } from './mail/mail.sentences.ts'
export type * from './mail/mail.types.ts'
export type { MediaLimits } from './media/types.ts'
export type * from './news/news.types.ts'
export { newsRhythms } from './news/news.types.ts'
export type { CreateGalleryOptions } from './options.ts'
export { type AddressPolicy, createAddressPolicy } from './outbound/address-policy.ts'
export * from './overview/overview.types.ts'
export type { Page } from './paging/page.types.ts'
export type * from './passkeys/passkey.types.ts'
export type { PhotoMetadata } from './photos/photo.metadata.ts'
export {
  isPhotoSort,
  maxRandomSeed,
  type PhotoSort,
  type PhotoSortKey,
  type PhotoSortTerm,
  photoSortKeys,
  photoSorts,
} from './photos/photo.sort.ts'
export type * from './photos/photo.types.ts'
export type { ToolsService } from './photos/tools.service.ts'
export type * from './plugins/plugin.types.ts'
export { and, not, or } from './query/build.ts'
export { isoWeekQuery } from './query/dates.ts'
export { filtersToQuery } from './query/filters.ts'
export type { ChoiceFilter, FigureRange, Filters, RangeFilter } from './query/filters.types.ts'
export { queryToFilters } from './query/filters-from-query.ts'
export { dayOfIsoWeek, daysOfIsoWeek } from './query/iso-week.ts'
export { parseQuery, type QueryDoubt } from './query/parse.ts'
export { printQuery } from './query/print.ts'
export * from './query/query.types.ts'
export type { QueryReading } from './query/reading.ts'
export type * from './ratings/photo-score.types.ts'
export type * from './ratings/rating.types.ts'
export type * from './reviews/review.types.ts'
export type * from './roles/role.types.ts'
export * from './second-factor/second-factor.types.ts'
export { toNetwork } from './sessions/network.ts'
export type * from './sessions/session.types.ts'
export type * from './settings/derivative-settings.types.ts'
export type * from './settings/maintenance.types.ts'
export type * from './settings/map-tiles.types.ts'
export type * from './settings/metadata-settings.types.ts'
export type * from './settings/settings.types.ts'
export type * from './shares/share.types.ts'
export type * from './site-map/site-map.types.ts'
export { type FsStorageOptions, fsStorage } from './storage/fs-storage.ts'
export type { S3StorageOptions } from './storage/s3/s3-options.ts'
export { s3Storage } from './storage/s3/s3-storage.ts'
export { toS3Options } from './storage/s3/s3-url.ts'
export type * from './storage/types.ts'
export type * from './storage-check/storage-check.types.ts'
export type * from './tables/table.types.ts'
export type * from './tags/tag.types.ts'
export { findTools } from './tools/find-tools.ts'
export { type ToolName, toolNames } from './tools/programs.ts'
export type { ToolOptions, ToolStatus } from './tools/tool.types.ts'
export type * from './translations/translation.types.ts'
export * from './uploads/upload.limits.ts'
export * from './uploads/upload.types.ts'
export type { PasswordCost } from './users/password.ts'
export type * from './users/user.types.ts'
export type { Playback, VideoFile, VideosService } from './videos/video.types.ts'
export type * from './webhooks/webhook.types.ts'
