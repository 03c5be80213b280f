import { VitrineError } from '@vitrine/core'
import type { H3 } from 'h3'
import type { BackgroundWork } from '../background.ts'
import type { ServerContext } from '../context.ts'
import { createPageRouter, type PagesContext } from './page-context.ts'
import { registerAbout } from './routes/about.ts'
import { registerAccount } from './routes/account/account.ts'
import { registerAccountConfirm } from './routes/account/confirm.ts'
import { registerAccountDoors } from './routes/account/doors.ts'
import { registerFavourites } from './routes/account/favourites.ts'
import { registerAccountKeys } from './routes/account/keys.ts'
import { registerAccountNotifications } from './routes/account/notifications.ts'
import { registerOidc } from './routes/account/oidc.ts'
import { registerSecondStep } from './routes/account/second-step.ts'
import { registerAccountSecurity } from './routes/account/security.ts'
import { registerSession } from './routes/account/session.ts'
import { registerSetUp } from './routes/account/set-up.ts'
import { registerUnsubscribe } from './routes/account/unsubscribe.ts'
import { registerViewing } from './routes/account/viewing.ts'
import { registerAdminAccounts } from './routes/admin/accounts.ts'
import { registerAdminActivity } from './routes/admin/activity.ts'
import { registerAdminAlbum } from './routes/admin/album.ts'
import { registerAdminAlbumActions } from './routes/admin/album-actions.ts'
import { registerAdminAlbums } from './routes/admin/albums.ts'
import { registerAdminBatches } from './routes/admin/batches.ts'
import { registerAdminComments } from './routes/admin/comments.ts'
import { registerAdmin } from './routes/admin/front.ts'
import { registerAdminGrants } from './routes/admin/grants.ts'
import { registerAdminHistory } from './routes/admin/history.ts'
import { registerAdminJobs } from './routes/admin/jobs.ts'
import { registerAdminKeys } from './routes/admin/keys.ts'
import { registerAdminLibrary } from './routes/admin/library.ts'
import { registerAdminLogo } from './routes/admin/logo.ts'
import { registerAdminMetadata } from './routes/admin/metadata.ts'
import { registerAdminNews } from './routes/admin/news.ts'
import { registerAdminPictures } from './routes/admin/pictures.ts'
import { registerAdminQuotas } from './routes/admin/quotas.ts'
import { registerAdminSecurity } from './routes/admin/security.ts'
import { registerAdminSite } from './routes/admin/site.ts'
import { registerAdminSiteCss } from './routes/admin/site-css.ts'
import { registerAdminStorage } from './routes/admin/storage.ts'
import { registerAdminTables } from './routes/admin/tables.ts'
import { registerAdminTag } from './routes/admin/tag.ts'
import { registerAdminTagActions } from './routes/admin/tag-actions.ts'
import { registerAdminTags } from './routes/admin/tags.ts'
import { registerAdminTheme } from './routes/admin/theme.ts'
import { registerAdminThemes } from './routes/admin/themes.ts'
import { registerAdminUploads } from './routes/admin/uploads.ts'
import { registerAdminWebhooks } from './routes/admin/webhooks.ts'
import { registerAlbum } from './routes/album.ts'
import { registerApiReference } from './routes/api-reference.ts'
import { registerArchive } from './routes/archive.ts'
import { registerAssets } from './routes/assets.ts'
import { registerCalendar } from './routes/calendar.ts'
import { registerComments } from './routes/comments.ts'
import { registerDensity } from './routes/density.ts'
import { registerDocs } from './routes/docs.ts'
import { registerFeeds } from './routes/feeds.ts'
import { registerHome } from './routes/home.ts'
import { registerLanguage } from './routes/language.ts'
import { registerLatestComments } from './routes/latest-comments.ts'
import { registerLists } from './routes/lists.ts'
import { registerMap } from './routes/map.ts'
import { registerOembed } from './routes/oembed.ts'
import { registerPhoto } from './routes/photo.ts'
import { registerPhotoFiles } from './routes/photo-files.ts'
import { registerPhotoTexts } from './routes/photo-texts.ts'
import { registerReview } from './routes/review.ts'
import { registerSearch } from './routes/search.ts'
import { registerSelect } from './routes/select.ts'
import { registerShare } from './routes/share.ts'
import { registerShareLinks } from './routes/share-links.ts'
import { registerSiteMap } from './routes/site-map.ts'
import { registerSlideshow } from './routes/slideshow.ts'
import { registerTags } from './routes/tags.ts'
import { registerUpload } from './routes/upload.ts'

/** The pages of the gallery, and a page for every address that has none. */
export const registerPages = (app: H3, parts: { context: ServerContext; background: BackgroundWork }): void => {
  const { context: server, background } = parts
  const { links } = server
  const { languages } = server
  const pages: PagesContext = {
    server,
    background,
    links,
    languages,
    t: languages.t,
    formats: languages.formats,
    get language() {
      return languages.current.code
    },
  }
  const router = createPageRouter(app, pages)

  registerAssets(router, pages)
  registerHome(router, pages)
  registerAlbum(router, pages)
  registerPhoto(router, pages)
  registerPhotoFiles(router, pages)
  registerPhotoTexts(router, pages)
  registerLists(router, pages)
  registerFavourites(router, pages)
  registerArchive(router, pages)
  registerSelect(router, pages)
  registerSlideshow(router, pages)
  registerFeeds(router, pages)
  registerSiteMap(router, pages)
  registerOembed(router, pages)
  registerComments(router, pages)
  registerAccountNotifications(router, pages)
  registerUnsubscribe(router, pages)
  registerAdminNews(router, pages)
  registerLatestComments(router, pages)
  registerCalendar(router, pages)
  registerMap(router, pages)
  registerAbout(router, pages)
  registerTags(router, pages)
  registerSearch(router, pages)
  registerLanguage(router, pages)
  registerDensity(router, pages)
  registerSession(router, pages)
  registerAccountDoors(router, pages)
  registerAccount(router, pages)
  registerAccountConfirm(router, pages)
  registerViewing(router, pages)
  registerUpload(router, pages)
  registerReview(router, pages)
  registerShare(router, pages)
  registerShareLinks(router, pages)
  registerSetUp(router, pages)
  registerSecondStep(router, pages)
  registerOidc(router, pages)
  registerAccountSecurity(router, pages)
  registerAccountKeys(router, pages)
  registerApiReference(router, pages)
  registerDocs(router, pages)
  registerAdmin(router, pages)
  registerAdminAccounts(router, pages)
  registerAdminComments(router, pages)
  registerAdminLibrary(router, pages)
  registerAdminSite(router, pages)
  registerAdminThemes(router, pages)
  registerAdminTheme(router, pages)
  registerAdminLogo(router, pages)
  registerAdminSiteCss(router, pages)
  registerAdminActivity(router, pages)
  registerAdminBatches(router, pages)
  registerAdminHistory(router, pages)
  registerAdminJobs(router, pages)
  registerAdminStorage(router, pages)
  registerAdminSecurity(router, pages)
  registerAdminKeys(router, pages)
  registerAdminWebhooks(router, pages)
  registerAdminPictures(router, pages)
  registerAdminMetadata(router, pages)
  registerAdminTables(router, pages)
  registerAdminUploads(router, pages)
  registerAdminQuotas(router, pages)
  registerAdminAlbums(router, pages)
  registerAdminAlbum(router, pages)
  registerAdminAlbumActions(router, pages)
  registerAdminGrants(router, pages)
  registerAdminTags(router, pages)
  registerAdminTagActions(router, pages)
  registerAdminTag(router, pages)
  router.get('/**', async () => {
    throw new VitrineError('ROUTE_NOT_FOUND')
  })
  router.refuseOtherMethods()
}
