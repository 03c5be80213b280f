export { type Contract, contract } from './contract.ts'
export { type ApiErrorCode, apiErrorCodes } from './error-codes.ts'
export {
  commonErrors,
  defineOperation,
  errorsOf,
  type InputOf,
  isOperation,
  listOperations,
  type Method,
  type Operation,
  type OperationAuth,
  type OperationGroup,
  type OperationInput,
  type OutputOf,
  type ParsedInputOf,
  type Route,
  type Scope,
  scopes,
  scopesOf,
} from './operation.ts'
export { routes } from './routes.ts'
export { Account, AccountSession, AccountSettings, Registration } from './schemas/account.ts'
export { ActivityEntry, ActivityPage } from './schemas/activity.ts'
export {
  Album,
  AlbumDefaults,
  AlbumGrants,
  AlbumPage,
  ChildrenOrder,
  Cover,
  CoverMode,
  Permalink,
  Visibility,
} from './schemas/album.ts'
export { ApiKey, ApiKeyPage, NewApiKey } from './schemas/api-key.ts'
export { ArchiveEstimate, ArchiveLimits, ArchiveRequest } from './schemas/archive.ts'
export { Batch, BatchChange, BatchPage, BatchResult, BatchSelection } from './schemas/batch.ts'
export {
  Calendar,
  CountedTag,
  Facets,
  PhotoMap,
  PopularPhotos,
  RangesFacet,
  RecentAlbums,
  RelatedAlbums,
  RelatedTags,
  TagCloud,
  TagIndex,
  ValuesFacet,
} from './schemas/browse.ts'
export { Comment, CommentPage, CommentSettings } from './schemas/comment.ts'
export {
  DerivativeFigures,
  DerivativeFormat,
  DerivativeSettings,
  DerivativeSettingsPatch,
  DerivativeSize,
  Watermark,
  WatermarkPicture,
} from './schemas/derivative.ts'
export { ErrorBody, Issue } from './schemas/error.ts'
export { EventPage, GalleryEvent } from './schemas/event.ts'
export { CustomField, CustomFields, FieldPatch, FieldValues } from './schemas/field.ts'
export { Capability, Id, Level } from './schemas/fields.ts'
export { HistorySettings, Visit, VisitPage, VisitSummary } from './schemas/history.ts'
export { Identity } from './schemas/identity.ts'
export { Job, JobPage } from './schemas/job.ts'
export { LibraryRoot, LibrarySettings, RootWatch, SyncProblem, SyncProgress, SyncSummary } from './schemas/library.ts'
export { MetadataSettings, MetadataSettingsPatch } from './schemas/metadata.ts'
export { Passkey, PasskeyCeremony } from './schemas/passkey.ts'
export {
  Camera,
  Derivative,
  Derivatives,
  DuplicateAction,
  DuplicateSign,
  Photo,
  PhotoListQuery,
  PhotoMetadata,
  PhotoNeighbours,
  PhotoPage,
  PhotoPatch,
  PhotoRegion,
  PhotoSearch,
  PhotoSort,
  PhotoUploadFields,
  photoSortKeys,
  QueryReading,
} from './schemas/photo.ts'
export {
  FileRules,
  FileRulesPatch,
  NoFields,
  PhotoFormat,
  PhotoFormats,
  PhotoVersion,
  PhotoVersions,
  ReplacementFields,
} from './schemas/photo-file.ts'
export { Review, ReviewPage, UploadQuota } from './schemas/review.ts'
export { EffectiveGrants, Explanation, GuestSettings, Principal, RightsReason } from './schemas/rights.ts'
export { FinishedSignIn, SecondFactor, SecondFactorPolicy, TotpEnrolment } from './schemas/second-factor.ts'
export { Session, SignedIn, ViewAs } from './schemas/session.ts'
export { DuplicateSettings, DuplicateSettingsPatch, MapSettings, PhotoSorts, SiteSettings } from './schemas/settings.ts'
export { NewShareLink, OpenedShare, ShareLink, ShareLinkPage, ShareVisit, ShareVisitPage } from './schemas/share.ts'
export { StorageCheck } from './schemas/storage-check.ts'
export { TableExportQuery, TableFormat, TableImportFields, TableImportReport } from './schemas/table.ts'
export { ManagedTag, ManagedTagPage, Tag, TagCrumb, TagPage, TagSuggestion } from './schemas/tag.ts'
export { SiteCss, SiteLogo, SiteLogoPatch, Theme, ThemePatch } from './schemas/theme.ts'
export { Tool } from './schemas/tool.ts'
export { Group, GroupPage, Role, RoleKey, User, UserPage } from './schemas/user.ts'
export { Webhook, WebhookDelivery, WebhookDeliveryPage } from './schemas/webhook.ts'
