import type { Actor, ViewAsTarget } from './access/actor.ts'
import type { RightsService } from './access/explain.types.ts'
import type { AccountDoor, AccountService, RegistrationsService } from './accounts/account.types.ts'
import type { ActivityService } from './activity/activity.types.ts'
import type { AlbumsService } from './albums/album.service.types.ts'
import type { Appearance } from './appearance/appearance.types.ts'
import type { ArchivesService } from './archives/archive.types.ts'
import type { BatchService } from './batches/batch.types.ts'
import type { BrowseService } from './browse/browse.types.ts'
import type { Finding } from './checks/check.types.ts'
import type { CommentsService } from './comments/comment.types.ts'
import type { DerivativesAccess } from './derivatives/derivatives.types.ts'
import type { DerivativesCounts } from './derivatives/types.ts'
import type { EventsService, GalleryEvents } from './events/event.types.ts'
import type { FavouritesService } from './favourites/favourite.types.ts'
import type { FieldsService } from './fields/field.types.ts'
import type { PhotoFilesService } from './files/photo-files.types.ts'
import type { HistoryFigures, HistoryService } from './history/history.types.ts'
import type { Hooks } from './hooks/types.ts'
import type { IdentitiesService, IdentityDoor } from './identities/identity.types.ts'
import type { ImportsService } from './imports/import.types.ts'
import type { Jobs, JobsService } from './jobs/job.types.ts'
import type { ApiKeyDoor, ApiKeysService } from './keys/api-key.types.ts'
import type { LibraryService } from './library/library.types.ts'
import type { MailService } from './mail/mail.types.ts'
import type { NewsDoor, NewsService } from './news/news.types.ts'
import type { AddressPolicy } from './outbound/address-policy.ts'
import type { OverviewService } from './overview/overview.types.ts'
import type { PasskeysService } from './passkeys/passkey.types.ts'
import type { PhotosService } from './photos/photo.types.ts'
import type { ToolsService } from './photos/tools.service.ts'
import type { PluginsService } from './plugins/plugin.types.ts'
import type { RatingsService } from './ratings/rating.types.ts'
import type { ReviewsService } from './reviews/review.types.ts'
import type { RolesService } from './roles/role.types.ts'
import type { SecondFactorService } from './second-factor/second-factor.types.ts'
import type { SessionsService } from './sessions/session.types.ts'
import type { Maintenance } from './settings/maintenance.types.ts'
import type { SettingsService, SiteSettings } from './settings/settings.types.ts'
import type { ShareDoor, SharesService } from './shares/share.types.ts'
import type { SiteMapService } from './site-map/site-map.types.ts'
import type { StorageChecks } from './storage-check/storage-check.types.ts'
import type { TablesService } from './tables/table.types.ts'
import type { TagsService } from './tags/tag.types.ts'
import type { UploadsService } from './uploads/upload.types.ts'
import type { GroupsService, Me, UsersService } from './users/user.types.ts'
import type { VideosService } from './videos/video.types.ts'
import type { WebhookDesk, WebhooksService } from './webhooks/webhook.types.ts'

/** The gallery as one actor meets it: every call is checked against that actor's rights, which are looked up anew each time. */
export interface ActorGallery {
  readonly actor: Actor
  me(): Promise<Me>
  /** What the whole gallery is called; the same for everybody. */
  site(): Promise<SiteSettings>
  /** How it looks, as administrators decided; the same for everybody. */
  appearance(): Promise<Appearance>
  /** Whether it is closed to all but administrators; the same for everybody. Programs around the gallery turn others away. */
  maintenance(): Promise<Maintenance>
  readonly albums: AlbumsService
  readonly photos: PhotosService & PhotoFilesService
  /** Files that come in pieces. */
  readonly uploads: UploadsService
  readonly derivatives: DerivativesAccess
  /** Many photos in one file. */
  readonly archives: ArchivesService
  /** Versions of videos that browsers play. */
  readonly videos: VideosService
  readonly tags: TagsService
  /** Fields that the owners of the gallery made up. */
  readonly fields: FieldsService
  readonly browse: BrowseService
  /** One's own account; for users only. */
  readonly account: AccountService
  /** Those who wait to become users. Administrators only. */
  readonly registrations: RegistrationsService
  /** Whether mail works. Administrators only. */
  readonly mail: MailService
  readonly users: UsersService
  readonly groups: GroupsService
  /** Administrators only. */
  readonly roles: RolesService
  readonly secondFactor: SecondFactorService
  readonly passkeys: PasskeysService
  readonly identities: IdentitiesService
  readonly keys: ApiKeysService
  /** Photos that were sent in, and limits of uploads. */
  readonly reviews: ReviewsService
  readonly shares: SharesService
  /** Photos that somebody chose. */
  readonly batch: BatchService
  readonly favourites: FavouritesService
  /** What photos are held for by those who look at them. */
  readonly ratings: RatingsService
  /** What people write below photos and albums. */
  readonly comments: CommentsService
  /** Letters and feeds about what is new. */
  readonly news: NewsService
  readonly rights: RightsService
  /**
   * The same with texts in a language, where they were translated into it: names of albums and tags, titles, descriptions. Lists stay in
   * the order of the gallery's own language, and what is written without `translations` is written in that.
   *
   * @param language - BCP 47. Of a variety (`pt-BR`) that is not there, what it is one of is taken.
   * @throws `INPUT_INVALID`
   */
  inLanguage(language: string): ActorGallery
  /**
   * The gallery as somebody else sees it, to look at: every write is refused with `PREVIEW_READ_ONLY`. Each call checks that the one
   * who looks manages everything, and is refused with `FORBIDDEN` otherwise.
   */
  viewAs(target: ViewAsTarget): ActorGallery
  /** Metadata of photos as CSV and JSON. */
  readonly tables: TablesService
  /** Administrators only. */
  readonly library: LibraryService
  /** Files of this machine that are taken into the gallery. Administrators only. */
  readonly imports: ImportsService
  /** All that has a page of its own, for site maps. */
  readonly siteMap: SiteMapService
  /** Who changed what. Administrators only. */
  readonly activity: ActivityService
  /** Who looked at what, where the settings say so. */
  readonly history: HistoryService
  /** The gallery in figures. Administrators only. */
  readonly overview: OverviewService
  /** Background work. Administrators only. */
  readonly jobs: JobsService
  /** Administrators only. */
  readonly settings: SettingsService
  /** Administrators only. */
  readonly plugins: PluginsService
  readonly tools: ToolsService
  /** Whether all that should be stored is. Administrators only. */
  readonly storage: StorageChecks
  /** What happened, as far as the actor may know. */
  readonly events: EventsService
  /** Addresses that events are sent to. Administrators only. */
  readonly webhooks: WebhooksService
}

/** How busy a gallery is, in this process and in its queue. */
export interface GalleryFigures {
  /** In the queue of all processes. */
  readonly jobs: { readonly waiting: number; readonly running: number; readonly failed: number }
  /** Of this process, since its start. */
  readonly derivatives: DerivativesCounts
  /** Lines of the history that this process writes. */
  readonly visits: HistoryFigures
  /** Calls under way in this process. */
  readonly callsUnderWay: number
}

/** A gallery: open until `close()`. Two of them in one process share nothing. */
export interface Gallery extends AsyncDisposable {
  as(actor: Actor): ActorGallery
  /**
   * The same for answering one request: the rights are looked up once for all its calls, and again after it wrote something. What
   * others take away in the meantime is obeyed by the next request; to be asked for anew for each.
   */
  forRequest(actor: Actor): ActorGallery
  /** The only way round the rights. The reason is written to the change log with every change. */
  asSystem(reason: string): ActorGallery
  /** Proof of who somebody is; for the program that embeds the gallery, not for actors. */
  readonly sessions: SessionsService
  /** Registrations and links of mails; for the program that embeds the gallery, not for actors. */
  readonly accounts: AccountDoor
  /** Signing in by way of another provider; for the program that embeds the gallery, not for actors. */
  readonly identities: IdentityDoor
  /** Proof that a program holds an API key; for the program that embeds the gallery, not for actors. */
  readonly keys: ApiKeyDoor
  /** What the keys of letters and feeds open; for the program that embeds the gallery, not for actors. */
  readonly news: NewsDoor
  /** Proof that somebody holds a share link; for the program that embeds the gallery, not for actors. */
  readonly shares: ShareDoor
  /** Typed actions, filters and gates of this gallery. */
  readonly hooks: Hooks
  /** Background work of this gallery. */
  readonly jobs: Jobs
  /** What happened, for the program itself: all of it. */
  readonly events: GalleryEvents
  /** Sending of webhooks. */
  readonly webhooks: WebhookDesk
  /** Which addresses the program may connect to for the gallery, where somebody else says where. */
  readonly outbound: AddressPolicy
  site(): Promise<SiteSettings>
  /** @throws `DATABASE_UNAVAILABLE`, `STORAGE_FAILED`, `STORAGE_READ_ONLY` */
  checkHealth(): Promise<void>
  /** What there is to watch over a running gallery. One small question to the database. */
  figures(): Promise<GalleryFigures>
  /**
   * Begins to look after the folders of the library as the settings say, until the gallery closes: changes are taken over when they
   * happen, and all is looked through at the times set. Of several processes on one database, one looks after each folder.
   *
   * @param options.lookNow - Look through all folders at once. Default `true`.
   */
  watchLibrary(options?: { lookNow?: boolean }): void
  /**
   * Begins to read the photos into memory, which the first list would do otherwise: for programs that stay. Resolves at once where
   * they are there, and else as soon as the reading has begun; the database answers meanwhile.
   */
  warmUp(): Promise<void>
  /** What in the database does not hold together; empty where all is well. Reads whole tables: seconds at a million photos. */
  verify(): Promise<readonly Finding[]>
  /** Waits for work under way, then releases files and connections. Idempotent. */
  close(): Promise<void>
}
