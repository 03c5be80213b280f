import type { Filled } from './filled-site.ts'

export const roles = ['guest', 'member', 'admin', 'link'] as const
export type Role = (typeof roles)[number]

/** A page, and who may look at it. */
export interface Sample {
  /** As the router has it. */
  readonly route: string
  readonly path: string
  readonly roles: readonly Role[]
  /** Default 200. */
  readonly status?: number
}

const everybody = roles
const here: readonly Role[] = ['guest', 'member', 'admin']
const accounts: readonly Role[] = ['member', 'admin']
const admins: readonly Role[] = ['admin']
const guests: readonly Role[] = ['guest']

/** Every page of the server, with addresses at which it shows what it can. */
export const samplesOf = (filled: Filled): Sample[] => {
  const { album, below, other, photo, video, tag, link, closedKey, webhook } = filled
  const of = (route: string, who: readonly Role[], ...paths: string[]): Sample[] =>
    (paths.length > 0 ? paths : [route]).map((path) => ({ route, path, roles: who }))
  const at = `/albums/${album.id}-${album.slug}`
  return [
    ...of('/', everybody),
    ...of('/albums/:album', everybody, at, `${at}?flat=1`),
    ...of('/albums/:album', here, `/albums/${other}`, `/albums/${album.id}+${other}`),
    ...of('/albums/:album/photos/:photo', everybody, `${at}/photos/${photo}`),
    ...of('/photos/:photo', here, `/photos/${photo}`, ...(video === null ? [] : [`/photos/${video}`])),
    ...of('/photos/:photo/files', admins, `/photos/${photo}/files`),
    ...of('/photos/:photo/texts', admins, `/photos/${photo}/texts`),
    ...of('/recent', here),
    ...of('/popular', here),
    ...of('/rated', here),
    ...of('/random', here),
    ...of('/favourites', ['member', 'link']),
    ...of('/comments', here),
    ...of('/calendar', here),
    ...of(
      '/calendar/**:date',
      here,
      '/calendar/2020',
      '/calendar/2020/02',
      '/calendar/2020/02/03',
      '/calendar/weeks/2020',
      '/calendar/weeks/2020/06',
    ),
    ...of('/map', everybody),
    ...of('/about', everybody),
    ...of('/search', here, '/search', '/search?q=tag:*', '/search?q=nothing+at+all'),
    ...of('/tags', here, '/tags', '/tags?view=letters'),
    ...of('/tags/:tag', here, `/tags/${tag.id}`),
    ...of('/select', everybody, `/select?album=${album.id}`),
    ...of('/archive', everybody, `/archive?album=${album.id}`),
    ...of('/slideshow', everybody, `/slideshow?album=${album.id}&play=0`),
    ...of('/sign-in', guests),
    ...of('/register', guests),
    ...of('/forgot', guests),
    ...of('/s/:key', guests, `/s/${closedKey}`),
    ...of('/account', accounts),
    ...of('/account/confirm', accounts, '/account/confirm?for=password'),
    ...of('/account/notifications', accounts),
    ...of('/account/security', accounts),
    ...of('/account/keys', accounts),
    ...of('/uploads', accounts),
    ...of('/links', accounts),
    ...of('/links/:link', admins, `/links/${link.id}`),
    ...of('/share', admins, `/share?album=${album.id}`),
    ...of('/upload', ['member'], `/upload?album=${other}`),
    ...of('/upload', admins, `/upload?album=${below}`),
    ...of('/admin', admins),
    ...of('/admin/accounts', admins),
    ...of('/admin/activity', admins),
    ...of('/admin/albums', admins),
    ...of('/admin/albums/:album', admins, `/admin/albums/${album.id}`),
    ...of('/admin/albums/:album/delete', admins, `/admin/albums/${album.id}/delete`),
    ...of('/admin/albums/:album/move', admins, `/admin/albums/${album.id}/move`),
    ...of('/admin/albums/:album/permissions', admins, `/admin/albums/${other}/permissions`),
    ...of('/admin/albums/new', admins),
    ...of('/admin/batches', admins),
    ...of('/admin/comments', admins),
    ...of('/admin/history', admins),
    ...of('/admin/jobs', admins),
    ...of('/admin/keys', admins),
    ...of('/admin/library', admins),
    ...of('/admin/links', admins),
    ...of('/admin/metadata', admins),
    ...of('/admin/news', admins),
    ...of('/admin/pictures', admins),
    ...of('/admin/quotas', admins),
    ...of('/admin/review', admins),
    ...of('/admin/security', admins),
    ...of('/admin/site', admins),
    ...of('/admin/storage', admins),
    ...of('/admin/tables', admins),
    ...of('/admin/tags', admins),
    ...of('/admin/tags/:tag', admins, `/admin/tags/${tag.id}`),
    ...of('/admin/tags/delete', admins, `/admin/tags/delete?id=${tag.id}`),
    ...of('/admin/tags/merge', admins, `/admin/tags/merge?id=${tag.id}`),
    ...of('/admin/tags/orphans', admins),
    ...of('/admin/themes', admins),
    ...of('/admin/themes/:theme', admins, '/admin/themes/mosaic'),
    ...of('/admin/themes/:theme/preview', admins, '/admin/themes/darkroom/preview'),
    ...of('/admin/themes/css', admins),
    ...of('/admin/themes/logo', admins),
    ...of('/admin/uploads', admins),
    ...of('/admin/webhooks', admins),
    ...of('/admin/webhooks/:webhook', admins, `/admin/webhooks/${webhook}`),
    { route: '/**', path: '/nothing', roles: everybody, status: 404 },
    { route: '/albums/:album', path: `/albums/${filled.secret}`, roles: ['guest', 'member'], status: 404 },
    { route: '/admin', path: '/admin', roles: ['member'], status: 403 },
    { route: '/s/:key', path: `/s/${filled.endedKey}`, roles: ['guest', 'member'], status: 410 },
    // What is no link that was sent.
    { route: '/register/confirm', path: '/register/confirm?token=x', roles: guests, status: 403 },
    { route: '/unsubscribe', path: '/unsubscribe?token=x', roles: guests, status: 404 },
    { route: '/reset', path: '/reset?token=x', roles: guests, status: 403 },
    { route: '/account/email', path: '/account/email?token=x', roles: accounts, status: 403 },
  ]
}

/** Addresses that are no pages, or that have suites of their own. */
export const elsewhere: Readonly<Record<string, string>> = {
  '/assets/**': 'files',
  '/admin/library/progress': 'a part of a page',
  '/admin/pictures/watermarks/:name/preview': 'a picture',
  '/admin/tables/export': 'a file',
  '/admin/themes/:theme/look.css': 'a style sheet',
  '/admin/themes/:theme/screenshot': 'a picture',
  '/account/export': 'a file',
  '/albums/**:path': 'permalinks: pages/permalinks',
  '/tags/**:tags': 'several tags lead to the one address of theirs: pages/browse',
  '/docs/**': 'built by another command: test/published/docs-served',
  '/feeds/:file': 'a feed',
  '/feeds/albums/:file': 'a feed',
  '/feeds/tags/:file': 'a feed',
  '/oembed': 'data',
  '/robots.txt': 'a file',
  '/sitemap.xml': 'a file',
  '/sitemaps/:file': 'a file',
  '/set-up': 'before the first administrator: pages/operation',
  '/sign-in/code': 'with a second factor: pages/security',
  '/sign-in/oidc': 'leads elsewhere: oidc/oidc',
  '/sign-in/oidc/callback': 'leads elsewhere: oidc/oidc',
}
