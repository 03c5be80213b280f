import { vitrineVersion } from '../../version.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { toAboutView } from '../view-models/about.ts'

/** `/about`: what its owner says about the gallery, and how much of it whoever asks may see. */
export const registerAbout = (router: PageRouter, pages: PagesContext): void =>
  router.get('/about', async (request) => {
    const { gallery } = request
    const [me, site, photos, albums] = await Promise.all([
      request.me(),
      request.site(),
      // For the total.
      gallery.photos.list({ limit: 1 }),
      gallery.albums.count(),
    ])
    const { title, about } = site
    return {
      page: 'about',
      view: toAboutView(
        {
          title,
          about,
          photos: photos.total,
          albums,
          version: me.isAdmin ? vitrineVersion() : null,
          isGuest: me.kind === 'guest' && !me.isPreview,
          canWrite: me.isAdmin,
          hasFeeds: pages.server.options.baseUrl !== null,
        },
        pages,
      ),
      head: {
        title: pages.t('about.title'),
        canonicalPath: pages.links.path('/about'),
        feedPath: pages.links.path('/feeds/recent'),
      },
    }
  })
