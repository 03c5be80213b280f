/**
 * Every address of the server, built in one place, so that pages, API and feeds can never disagree.
 *
 * All functions are pure and return paths (with the base path in front), ready for an `href` after HTML escaping.
 */
export interface Links {
  /** What stands in front of every path: empty, or like `/gallery` (no slash at the end). */
  readonly basePath: string
  /** Any path of this server, such as `/tags`, with the base path in front. */
  path(path: string, query?: LinkQuery): string
  homeUrl(query?: LinkQuery): string
  /** `/albums/12-iceland`, or its permalink: `/albums/travel/2019/iceland` */
  albumUrl(album: LinkTarget, query?: LinkQuery): string
  /** The photos that are in all of these albums: `/albums/12-iceland+15-sea` */
  sharedAlbumsUrl(albums: readonly LinkTarget[], query?: LinkQuery): string
  /** `/photos/34`, or inside what it was found in: `/albums/12-iceland/photos/34`, `/photos/34?tag=5`, `/photos/34?q=sea`. */
  photoUrl(photo: { readonly id: number }, within?: PhotoContext): string
  tagsUrl(query?: LinkQuery): string
  /** `/tags/5-sea` */
  tagUrl(tag: LinkTarget, query?: LinkQuery): string
  /** The photos that have all of these tags: `/tags/5-sea/8-storm` */
  tagSetUrl(tags: readonly LinkTarget[], query?: LinkQuery): string
  /** `/calendar/2019/07`; a part may be `any`. */
  calendarUrl(parts: readonly (number | 'any')[], query?: LinkQuery): string
  /** `/calendar/weeks/2019/27`, its fourth day `/calendar/weeks/2019/27/4`; a part may be `any`. */
  weeksUrl(parts: readonly (number | 'any')[], query?: LinkQuery): string
  /** `/search?q=sea` */
  searchUrl(q: string, query?: LinkQuery): string
  /** `/media/34/medium-<key>`; the format is negotiated, or fixed with `format`. */
  derivativeUrl(photoId: number, size: string, key: string, format?: 'jpg' | 'webp' | 'avif'): string
  /** `/api/v1/photos/34/original` */
  originalUrl(photoId: number): string
  /** `/api/v1/photos/34/video` */
  videoUrl(photoId: number): string
  /** `/api/v1/photos/34/sidecar` */
  sidecarUrl(photoId: number): string
  /** `/api/v1/<path>` */
  apiUrl(path: string, query?: LinkQuery): string
  /** `/sign-in?return=…`; nothing is added where `returnTo` is not a path of this server. */
  signInUrl(returnTo?: string): string
  signOutUrl(): string
  /** `/s/<key>`: what a share link leads to. */
  shareUrl(key: string): string
  /** `/set-up?token=…` */
  setUpUrl(token?: string): string
  /** `/assets/<path>`; put the content's hash into the path. */
  assetUrl(path: string): string
  /** A path of this server that came from outside: itself where it is one, the home page where it is anything else. */
  safeReturnTo(value: string | null | undefined): string
}

export interface LinkTarget {
  readonly id: number
  readonly slug: string
  /** An album's readable address, `travel/2019/iceland`, where it has one. */
  readonly permalink?: string | null
}

/** What a photo is shown inside of; decides what previous and next mean. */
export interface PhotoContext {
  readonly album?: LinkTarget
  /** With `album`: the photos of the albums below as well. */
  readonly recursive?: boolean
  /** Two or more albums that the photos are all in, or below. */
  readonly albums?: readonly number[]
  /** Tags that the photos all have. */
  readonly tags?: readonly number[]
  readonly q?: string
  /** A period, as the calendar asks for it: `created:2019-07`. */
  readonly date?: string
  /** A list of the whole gallery: `recent`, `popular`, `rated`, `random`. */
  readonly list?: string
  /** Of the list of recent photos, where it is not the usual number. */
  readonly days?: number
  /** Order of the list, where it is not the usual one. */
  readonly sort?: string
}

export type LinkQuery = Readonly<Record<string, string | number | boolean | null | undefined>>

export const apiPrefix = '/api/v1'

/** `/gallery/` or `gallery` → `/gallery`; `/` → empty. @throws `RangeError` where it is not a plain path. */
export const toBasePath = (value: string | undefined): string => {
  const trimmed = (value ?? '').replace(/^\/+|\/+$/g, '')
  if (trimmed === '') return ''
  if (!/^[\w.~-]+(?:\/[\w.~-]+)*$/.test(trimmed) || trimmed.split('/').some((part) => part === '.' || part === '..')) {
    throw new RangeError('Expected a path of letters, digits, "-", "_", "." and "~" for basePath')
  }
  return `/${trimmed}`
}

/** The number at the start of `12-iceland`; `null` where there is none. */
export const fromSlugSegment = (segment: string | undefined): number | null => {
  const match = /^([1-9]\d{0,15})(?:-|$)/.exec(segment ?? '')
  const id = match ? Number(match[1]) : 0
  return id > 0 && Number.isSafeInteger(id) ? id : null
}

const toSlugSegment = (target: LinkTarget): string =>
  target.slug === '' ? String(target.id) : `${target.id}-${encodeURIComponent(target.slug)}`

const toPermalinkPath = ({ permalink }: LinkTarget): string | null =>
  permalink ? permalink.split('/').map(encodeURIComponent).join('/') : null

const withQuery = (path: string, query: LinkQuery | undefined): string => {
  // Most addresses of a page, and there are hundreds.
  if (query === undefined) return path
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== false && value !== '') search.append(name, String(value))
  }
  // Both may stand in a query as they are: `tag=5,8&q=created:2019` can be read, and typed.
  return search.size === 0 ? path : `${path}?${search}`.replaceAll('%2C', ',').replaceAll('%3A', ':')
}

const nowhere = 'http://vitrine.invalid'

/**
 * The path that a browser would make of an address, dots resolved; `null` where it could leave this server: a scheme, `//host`,
 * a backslash, a control character.
 */
const toLocalPath = (value: string): string | null => {
  if (value.length > 2048 || !/^\/(?![/\\])/.test(value) || /[\\\u0000-\u001f\u007f]/.test(value)) return null
  if (!URL.canParse(value, nowhere)) return null
  const url = new URL(value, nowhere)
  return url.origin === nowhere ? url.pathname : null
}

export const createLinks = (options: { basePath?: string } = {}): Links => {
  const basePath = toBasePath(options.basePath)
  const path = (value: string, query?: LinkQuery): string => withQuery(`${basePath}${value}`, query)
  const homeUrl = (query?: LinkQuery): string => path('/', query)
  const segments = (targets: readonly LinkTarget[], joint: string): string => targets.map(toSlugSegment).join(joint)
  const isOwn = (value: string): boolean => {
    const local = toLocalPath(value)
    return local !== null && (local === basePath || local.startsWith(`${basePath}/`))
  }

  return Object.freeze<Links>({
    basePath,
    path,
    homeUrl,
    albumUrl: (album, query) => path(`/albums/${toPermalinkPath(album) ?? toSlugSegment(album)}`, query),
    sharedAlbumsUrl: (albums, query) => path(`/albums/${segments(albums, '+')}`, query),
    photoUrl: (photo, within = {}) => {
      const { album, albums, tags, q, date, list, days, sort } = within
      const recursive = album && within.recursive ? 1 : undefined
      const rest = { albums: albums?.join(','), tag: tags?.join(','), q, date, in: list, days, sort }
      return album
        ? path(`/albums/${toSlugSegment(album)}/photos/${photo.id}`, { recursive, ...rest })
        : path(`/photos/${photo.id}`, rest)
    },
    tagsUrl: (query) => path('/tags', query),
    tagUrl: (tag, query) => path(`/tags/${toSlugSegment(tag)}`, query),
    tagSetUrl: (tags, query) => path(`/tags/${segments(tags, '/')}`, query),
    calendarUrl: (parts, query) =>
      path(['/calendar', ...parts.map((part) => String(part).padStart(2, '0'))].join('/'), query),
    weeksUrl: ([year, week, weekday], query) =>
      path(
        ['/calendar/weeks', year, week === undefined ? week : String(week).padStart(2, '0'), weekday]
          .filter((part) => part !== undefined)
          .join('/'),
        query,
      ),
    searchUrl: (q, query) => path('/search', { q, ...query }),
    derivativeUrl: (photoId, size, key, format) =>
      path(`/media/${photoId}/${encodeURIComponent(size)}-${encodeURIComponent(key)}${format ? `.${format}` : ''}`),
    originalUrl: (photoId) => path(`${apiPrefix}/photos/${photoId}/original`),
    videoUrl: (photoId) => path(`${apiPrefix}/photos/${photoId}/video`),
    sidecarUrl: (photoId) => path(`${apiPrefix}/photos/${photoId}/sidecar`),
    apiUrl: (value, query) => path(`${apiPrefix}${value}`, query),
    signInUrl: (returnTo) => path('/sign-in', { return: returnTo && isOwn(returnTo) ? returnTo : undefined }),
    signOutUrl: () => path('/sign-out'),
    shareUrl: (key) => path(`/s/${encodeURIComponent(key)}`),
    setUpUrl: (token) => path('/set-up', { token }),
    assetUrl: (value) => path(`/assets/${value.split('/').map(encodeURIComponent).join('/')}`),
    safeReturnTo: (value) => (value && isOwn(value) ? value : homeUrl()),
  })
}
