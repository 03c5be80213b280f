import type { Maintenance, Me, SiteSettings } from '@vitrine/core'
import type { Languages } from '../../languages/languages.ts'
import type { Density } from './density.ts'
import type { LogoView } from './logo.ts'
import { type PagePreview, type PreviewView, toPreviewView } from './preview.ts'
import type { ThemeView } from './theme.ts'
import type { ViewContext } from './view-context.ts'

/** What surrounds every page: `FrameView@1`. */
export interface FrameView {
  readonly site: SiteSettings
  readonly theme: ThemeView
  /** Of the site; `null`: the mark of the theme and the title stand there. */
  readonly logo: LogoView | null
  /** BCP 47; of the texts of the page, which is not always that of the site. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** The menu of languages, a form with a button for each; `null` where there is but one. */
  readonly languages: {
    readonly action: string
    readonly returnTo: string
    /** As those call it who speak it. */
    readonly current: string
    readonly choices: readonly {
      readonly code: string
      readonly name: string
      readonly direction: 'ltr' | 'rtl'
      readonly isCurrent: boolean
    }[]
  } | null
  /** For the title bar; the site's title is part of it. */
  readonly documentTitle: string
  readonly section: Section | null
  /** Chosen by the visitor; `null`: as the device is set. */
  readonly mode: 'light' | 'dark' | null
  /** How large the pictures of lists are, as the visitor chose it. */
  readonly density: Density
  /** `true` where the visitor keeps the information panel of photos open. */
  readonly infoOpen: boolean
  readonly viewer: { readonly name: string; readonly isAdmin: boolean; readonly canSignOut: boolean } | null
  /** Set where the visitor sees the gallery through other eyes than its own: by a share link, or as an administrator. */
  readonly viewing: {
    readonly text: string
    /** Where the form goes that stops it, and what its button says. */
    readonly stopUrl: string
    readonly stopLabel: string
  } | null
  readonly csrfToken: string | null
  readonly urls: {
    readonly home: string
    readonly tags: string
    readonly calendar: string
    readonly map: string
    readonly recent: string
    readonly popular: string
    readonly rated: string
    readonly random: string
    readonly search: string
    readonly signIn: string
    readonly signOut: string
    readonly account: string
    /** Of one's own account. */
    readonly keys: string
    readonly manage: string
    readonly about: string
    readonly library: string
  }
  readonly searchText: string
  /** A run of the library that is under way; administrators only. */
  readonly progress: { readonly text: string; readonly url: string } | null
  readonly robots: 'noindex, nofollow' | null
  readonly canonicalUrl: string | null
  /** What other sites show of it; `null` where the address of the gallery is not known. */
  readonly preview: PreviewView | null
  /** Feeds of what the page shows. */
  readonly feeds: readonly { readonly type: string; readonly title: string; readonly url: string }[]
  readonly previousUrl: string | null
  readonly nextUrl: string | null
  /** How often the parts that tell of work under way are drawn anew; `null` where none is. */
  readonly refreshSeconds: number | null
  /** Where a browser without script goes on to by itself. */
  readonly turnsTo?: { readonly seconds: number; readonly url: string } | null
}

export type Section =
  | 'albums'
  | 'tags'
  | 'calendar'
  | 'map'
  | 'recent'
  | 'popular'
  | 'rated'
  | 'random'
  | 'search'
  | 'manage'
  | 'account'

/** What a page says about itself. */
export interface PageHead {
  /** `null` on the home page: the site's title alone. */
  readonly title: string | null
  readonly section?: Section
  readonly searchText?: string
  /** Lists that are derived from others, and everything that is not for search engines. */
  readonly noIndex?: boolean
  /** Path of this page in its one spelling. */
  readonly canonicalPath?: string
  /** What other sites show of it. */
  readonly preview?: PagePreview
  /** Path of the feed of what the page shows, without its ending. */
  readonly feedPath?: string
  readonly previousUrl?: string | null
  readonly nextUrl?: string | null
  /** Work is under way that the page tells of. */
  readonly isBusy?: boolean
  /** Where a browser without script goes on to by itself, and after how long. */
  readonly turnsTo?: { readonly seconds: number; readonly url: string } | null
}

/** How often a browser looks how far work is. */
const refreshSeconds = 3

export const toFrameView = (
  { links, t }: ViewContext,
  head: PageHead,
  request: {
    readonly site: SiteSettings
    readonly theme: ThemeView
    readonly logo: LogoView | null
    /** A theme that an administrator looks at before anybody else does. */
    readonly trying: string | null
    readonly me: Me
    readonly csrfToken: string | null
    /** Path and query, to come back to after signing in. */
    readonly path: string
    readonly languages: Pick<Languages, 'all' | 'current'>
    /** To come back to in another language. */
    readonly languageReturnTo: string
    readonly mode: FrameView['mode']
    readonly density: Density
    readonly infoOpen: boolean
    readonly baseUrl: string | null
    /** The gallery is closed to others; `null` also for whoever is no administrator. */
    readonly closed: Maintenance | null
    readonly progressText: string | null
  },
): FrameView => ({
  site: request.site,
  theme: request.theme,
  logo: request.logo,
  language: request.languages.current.code,
  direction: request.languages.current.direction,
  languages: toLanguages(request, links),
  documentTitle: head.title === null ? request.site.title : `${head.title} · ${request.site.title}`,
  section: head.section ?? null,
  // A theme of one mode alone looks the same whatever the visitor chose.
  mode: request.theme.modes.length === 1 ? (request.theme.modes[0] ?? null) : request.mode,
  density: request.density,
  infoOpen: request.infoOpen,
  viewer: toViewer(request.me),
  viewing:
    toViewing(request.me, { links, t }) ?? toTrying(request, { links, t }) ?? toClosed(request.closed, { links, t }),
  csrfToken: request.csrfToken,
  urls: {
    home: links.homeUrl(),
    tags: links.tagsUrl(),
    calendar: links.calendarUrl([]),
    map: links.path('/map'),
    recent: links.path('/recent'),
    popular: links.path('/popular'),
    rated: links.path('/rated'),
    random: links.path('/random'),
    search: links.searchUrl(''),
    signIn: links.signInUrl(request.path),
    signOut: links.signOutUrl(),
    account: links.path('/account'),
    keys: links.path('/account/keys'),
    manage: links.path('/admin'),
    about: links.path('/about'),
    library: links.path('/admin/library'),
  },
  searchText: head.searchText ?? '',
  progress:
    request.progressText === null ? null : { text: request.progressText, url: links.path('/admin/library/progress') },
  robots: head.noIndex ? 'noindex, nofollow' : null,
  canonicalUrl: head.canonicalPath === undefined ? null : `${request.baseUrl ?? ''}${head.canonicalPath}`,
  preview: toPreview(head, request, links),
  feeds:
    // Without an address of the gallery there are none.
    head.feedPath === undefined || request.baseUrl === null
      ? []
      : [
          { type: 'application/atom+xml', title: request.site.title, url: `${head.feedPath}.atom` },
          { type: 'application/feed+json', title: request.site.title, url: `${head.feedPath}.json` },
        ],
  previousUrl: head.previousUrl ?? null,
  nextUrl: head.nextUrl ?? null,
  refreshSeconds: head.isBusy ? refreshSeconds : null,
  turnsTo: head.turnsTo ?? null,
})

const toLanguages = (
  {
    languages: { all, current },
    languageReturnTo,
  }: { readonly languages: Pick<Languages, 'all' | 'current'>; readonly languageReturnTo: string },
  links: ViewContext['links'],
): FrameView['languages'] =>
  all.length < 2
    ? null
    : {
        action: links.path('/language'),
        returnTo: languageReturnTo,
        current: current.name,
        choices: all.map((language) => ({
          code: language.code,
          name: language.name,
          direction: language.direction,
          isCurrent: language === current,
        })),
      }

const toPreview = (
  { preview, canonicalPath, noIndex }: PageHead,
  { baseUrl, site }: { readonly baseUrl: string | null; readonly site: SiteSettings },
  links: ViewContext['links'],
): PreviewView | null => {
  if (!preview || baseUrl === null || canonicalPath === undefined || noIndex) return null
  const url = `${baseUrl}${canonicalPath}`
  const oembedUrl = preview.picture === null ? null : `${baseUrl}${links.path('/oembed', { url })}`
  return toPreviewView(preview, { baseUrl, url, siteTitle: site.title, oembedUrl })
}

const toViewer = ({ kind, name, isAdmin, isPreview }: Me): FrameView['viewer'] =>
  name !== null && (kind === 'user' || kind === 'host')
    ? { name, isAdmin, canSignOut: kind === 'user' && !isPreview }
    : null

const toViewing = (me: Me, { links, t }: Pick<ViewContext, 'links' | 't'>): FrameView['viewing'] => {
  if (me.isPreview) {
    return {
      text: previewText(me, t),
      stopUrl: links.path('/view-as/stop'),
      stopLabel: t('viewing.stop'),
    }
  }
  if (me.kind !== 'link') return null
  return {
    text: t('viewing.shared', { name: me.name ?? '' }),
    stopUrl: links.path('/leave-link'),
    stopLabel: t('viewing.leave'),
  }
}

const toTrying = (
  { trying, theme }: { readonly trying: string | null; readonly theme: ThemeView },
  { links, t }: Pick<ViewContext, 'links' | 't'>,
): FrameView['viewing'] =>
  trying === null
    ? null
    : {
        text: t('mthemes.trying', { title: theme.title }),
        stopUrl: links.path('/admin/themes/stop'),
        stopLabel: t('mthemes.trying.stop'),
      }

const toClosed = (closed: Maintenance | null, { links, t }: Pick<ViewContext, 'links' | 't'>): FrameView['viewing'] =>
  closed && {
    text: t('site.maintenance.on'),
    stopUrl: links.path('/admin/site/maintenance'),
    stopLabel: t('site.maintenance.end'),
  }

const previewText = ({ kind, name }: Me, t: ViewContext['t']): string => {
  const who = { name: name ?? '' }
  switch (kind) {
    case 'user':
      return t('viewing.user', who)
    case 'group':
      return t('viewing.group', who)
    case 'link':
      return t('viewing.link', who)
    default:
      return t('viewing.guest')
  }
}
