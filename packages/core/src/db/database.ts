import type { Kysely, Transaction } from 'kysely'
import type { AccountTokenTable, RegistrationTable, SignInFailureTable } from '../accounts/account.table.ts'
import type {
  AlbumCountTable,
  AlbumGrantTable,
  AlbumPermalinkTable,
  AlbumPhotoTable,
  AlbumTable,
} from '../albums/album.table.ts'
import type { BatchTable } from '../batches/batch.table.ts'
import type { ChangeTable } from '../changes/change.table.ts'
import type { CommentTable } from '../comments/comment.table.ts'
import type { FavouriteTable } from '../favourites/favourite.table.ts'
import type { AlbumFieldTable, CustomFieldTable, PhotoFieldTable } from '../fields/custom-field.table.ts'
import type { PhotoFileTable, ReleasedOriginalTable, ScaledUploadTable } from '../files/photo-file.table.ts'
import type { VisitDayTable, VisitTable } from '../history/visit.table.ts'
import type { IdentityFlowTable, IdentityTable } from '../identities/identity.table.ts'
import type { JobTable } from '../jobs/job.table.ts'
import type { ApiKeyTable } from '../keys/api-key.table.ts'
import type { LibraryFileTable, LibraryFolderTable, LibraryRootTable } from '../library/library.table.ts'
import type { NewsSubscriptionTable, PersonalFeedTable } from '../news/news.table.ts'
import type { PasskeyCeremonyTable, PasskeyTable } from '../passkeys/passkey.table.ts'
import type { PhotoTable } from '../photos/photo.table.ts'
import type { PhotoRatingTable, PhotoScoreTable } from '../ratings/rating.table.ts'
import type { PhotoReviewTable, UploadQuotaTable } from '../reviews/review.table.ts'
import type { PhotoTermTable, PhotoTextTable, SearchTermTable, TextSegmentTable } from '../search/search.table.ts'
import type { RecoveryCodeTable, SignInStepTable, TotpFactorTable } from '../second-factor/second-factor.table.ts'
import type { SessionTable } from '../sessions/session.table.ts'
import type { SettingTable } from '../settings/setting.table.ts'
import type { ShareLinkTable, SharePhotoTable, ShareVisitTable } from '../shares/share-link.table.ts'
import type { StorageCheckTable } from '../storage-check/storage-check.table.ts'
import type { PhotoTagTable, TagSynonymTable, TagTable } from '../tags/tag.table.ts'
import type { GroupMemberTable, GroupTable, RoleTable, UserTable } from '../users/user.table.ts'
import type { WebhookDeliveryTable, WebhookTable } from '../webhooks/webhook.table.ts'
import type { GalleryStateTable, LockTable } from './state.table.ts'

/** Every table, each described beside its noun. */
export interface Database {
  gallery_state: GalleryStateTable
  locks: LockTable
  settings: SettingTable
  roles: RoleTable
  users: UserTable
  groups: GroupTable
  group_members: GroupMemberTable
  sessions: SessionTable
  sign_in_failures: SignInFailureTable
  registrations: RegistrationTable
  account_tokens: AccountTokenTable
  api_keys: ApiKeyTable
  totp_factors: TotpFactorTable
  identities: IdentityTable
  identity_flows: IdentityFlowTable
  passkeys: PasskeyTable
  passkey_ceremonies: PasskeyCeremonyTable
  recovery_codes: RecoveryCodeTable
  sign_in_steps: SignInStepTable
  albums: AlbumTable
  album_grants: AlbumGrantTable
  album_photos: AlbumPhotoTable
  album_counts: AlbumCountTable
  album_permalinks: AlbumPermalinkTable
  share_links: ShareLinkTable
  share_photos: SharePhotoTable
  share_visits: ShareVisitTable
  favourites: FavouriteTable
  photo_ratings: PhotoRatingTable
  photo_scores: PhotoScoreTable
  comments: CommentTable
  batches: BatchTable
  news_subscriptions: NewsSubscriptionTable
  personal_feeds: PersonalFeedTable
  visits: VisitTable
  visit_days: VisitDayTable
  custom_fields: CustomFieldTable
  photo_fields: PhotoFieldTable
  album_fields: AlbumFieldTable
  photos: PhotoTable
  photo_files: PhotoFileTable
  photo_reviews: PhotoReviewTable
  upload_quotas: UploadQuotaTable
  released_originals: ReleasedOriginalTable
  scaled_uploads: ScaledUploadTable
  tags: TagTable
  photo_tags: PhotoTagTable
  tag_synonyms: TagSynonymTable
  search_terms: SearchTermTable
  photo_terms: PhotoTermTable
  text_segments: TextSegmentTable
  photo_texts: PhotoTextTable
  library_roots: LibraryRootTable
  library_folders: LibraryFolderTable
  library_files: LibraryFileTable
  changes: ChangeTable
  jobs: JobTable
  storage_checks: StorageCheckTable
  webhooks: WebhookTable
  webhook_deliveries: WebhookDeliveryTable
}

/** Reads. May be a connection of its own that sees committed rows only. */
export type Reader = Kysely<Database>
/** Writes happen inside a transaction, and the type says so. */
export type Writer = Transaction<Database>
