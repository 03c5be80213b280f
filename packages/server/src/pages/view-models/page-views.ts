import type { AboutView } from './about.ts'
import type { AccountView } from './account/account.ts'
import type { ApiKeysView } from './account/api-keys.ts'
import type { ConfirmView } from './account/confirm.ts'
import type { DoorView } from './account/door.ts'
import type { SecondStepView, SecurityView } from './account/second-factor.ts'
import type { AdminAccountsView } from './admin/accounts.ts'
import type { AdminActivityView } from './admin/activity.ts'
import type { AdminBatchesView } from './admin/batches.ts'
import type { AdminCommentsView, LatestCommentsView } from './admin/comments.ts'
import type { GrantsView } from './admin/grants.ts'
import type { AdminHistoryView } from './admin/history.ts'
import type { AdminJobsView } from './admin/jobs.ts'
import type { AdminLibraryView } from './admin/library.ts'
import type { AdminLogoView } from './admin/logo.ts'
import type { Managed, ManageView } from './admin/manage.ts'
import type { ManagedAlbumsView } from './admin/managed-albums.ts'
import type { ManagedTagsView } from './admin/managed-tags.ts'
import type { AdminMetadataView } from './admin/metadata.ts'
import type { AdminPicturesView } from './admin/pictures.ts'
import type { AdminQuotasView } from './admin/quotas.ts'
import type { AdminStorageView } from './admin/storage.ts'
import type { AdminTablesView } from './admin/tables.ts'
import type { AdminThemesView, AdminThemeView } from './admin/themes.ts'
import type { AdminWebhooksView, AdminWebhookView } from './admin/webhooks.ts'
import type { AlbumView } from './album.ts'
import type { ApiReferenceView } from './api-reference.ts'
import type { ArchiveView } from './archive.ts'
import type { CalendarView } from './calendar.ts'
import type { FavouritesView } from './favourites.ts'
import type { FormPageView, FormView } from './form-page.ts'
import type { ErrorView, SetUpView, SignInView } from './forms.ts'
import type { HomeView } from './home.ts'
import type { ListView } from './list.ts'
import type { MapView } from './map.ts'
import type { PhotoView } from './photo.ts'
import type { PhotoFilesView } from './photo-files.ts'
import type { PhotoTextsView } from './photo-texts.ts'
import type { OwnUploadsView, ReviewView } from './review.ts'
import type { SearchView } from './search.ts'
import type { SelectView } from './select.ts'
import type { LinkDoorView, LinksView, LinkView, ShareView } from './share.ts'
import type { SlideshowView } from './slideshow.ts'
import type { TagsView } from './tags.ts'
import type { UploadView } from './upload.ts'

/** The template of each page and the view model it is given. */
export interface PageViews {
  readonly home: HomeView
  readonly album: AlbumView
  readonly photo: PhotoView
  readonly 'photo-files': PhotoFilesView
  readonly 'photo-texts': PhotoTextsView
  readonly tags: TagsView
  readonly list: ListView
  readonly favourites: FavouritesView
  readonly archive: ArchiveView
  readonly select: SelectView
  readonly slideshow: SlideshowView
  /** What was not sent, to be mended. */
  readonly comment: { readonly title: string; readonly form: FormView }
  readonly 'admin-comments': AdminCommentsView
  readonly comments: LatestCommentsView
  readonly calendar: CalendarView
  readonly map: MapView
  /** The same, where the visitor allowed the pictures of another server: see `docs/decisions/0366`. */
  readonly 'map-tiles': MapView
  readonly about: AboutView
  readonly search: SearchView
  readonly 'sign-in': SignInView
  readonly 'set-up': SetUpView
  readonly door: DoorView
  readonly account: AccountView
  readonly confirm: ConfirmView
  readonly 'admin-accounts': AdminAccountsView
  readonly admin: ManageView
  readonly 'admin-library': AdminLibraryView & Managed
  readonly 'admin-activity': AdminActivityView
  readonly 'admin-batches': AdminBatchesView
  readonly 'admin-history': AdminHistoryView
  readonly 'admin-jobs': AdminJobsView
  readonly 'admin-storage': AdminStorageView & Managed
  readonly 'admin-themes': AdminThemesView
  readonly 'admin-logo': AdminLogoView
  readonly 'admin-theme': AdminThemeView
  readonly 'admin-webhooks': AdminWebhooksView
  readonly 'admin-webhook': AdminWebhookView
  readonly 'admin-pictures': AdminPicturesView
  readonly 'admin-metadata': AdminMetadataView
  readonly 'admin-tables': AdminTablesView
  readonly 'admin-quotas': AdminQuotasView
  readonly 'admin-tags': ManagedTagsView
  readonly 'admin-albums': ManagedAlbumsView
  readonly 'admin-grants': GrantsView
  readonly 'admin-form': FormPageView
  readonly 'second-step': SecondStepView
  readonly security: SecurityView
  readonly 'api-keys': ApiKeysView
  readonly 'api-reference': ApiReferenceView
  readonly upload: UploadView
  readonly review: ReviewView
  readonly uploads: OwnUploadsView
  readonly share: ShareView
  readonly links: LinksView
  readonly link: LinkView
  readonly 'link-door': LinkDoorView
  readonly error: ErrorView
}

export type PageName = keyof PageViews
