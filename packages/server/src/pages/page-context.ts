import { type ActorGallery, type Me, type SiteSettings, type VisitDraft, VitrineError } from '@vitrine/core'
import { getCookie, type H3, type H3Event } from 'h3'
import type { RequestIdentity } from '../auth/request-identity.ts'
import type { BackgroundWork } from '../background.ts'
import type { ServerContext } from '../context.ts'
import { toFailure } from '../http/errors.ts'
import type { HeaderMap } from '../http/headers.ts'
import type { Languages } from '../languages/languages.ts'
import { closedNow, requireOpen } from '../operation/maintenance.ts'
import { idOf, routeOf } from '../operation/observe.ts'
import type { OpenTheme } from '../themes/shelf.ts'
import { siteFilesOf } from '../themes/site-files.ts'
import { isPageVisit } from '../visits/is-visit.ts'
import { recordVisit } from '../visits/record-visit.ts'
import { htmlResponse, redirectResponse } from './document.ts'
import { openTheme } from './open-theme.ts'
import { readDensity } from './page-density.ts'
import { browserLanguage, languageOf } from './page-language.ts'
import { pathOf } from './path-of.ts'
import { previewTheme, startPreview } from './theme-preview.ts'
import { progressText } from './view-models/admin/library.ts'
import { toErrorView } from './view-models/forms.ts'
import { type FrameView, type PageHead, toFrameView } from './view-models/frame.ts'
import { type LogoView, toLogo } from './view-models/logo.ts'
import type { PageName, PageViews } from './view-models/page-views.ts'
import type { ViewContext } from './view-models/view-context.ts'

/** What the routes of the pages share. */
export interface PagesContext extends ViewContext {
  readonly server: ServerContext
  readonly background: BackgroundWork
  readonly languages: Languages
}

/** What a route is given. */
export interface PageRequest {
  readonly event: H3Event
  readonly identity: RequestIdentity
  /** As the actor who asks. */
  readonly gallery: ActorGallery
  readonly query: URLSearchParams
  me(): Promise<Me>
  site(): Promise<SiteSettings>
}

/** What a route answers: a page to render, or any other answer. */
export type PageAnswer = Response | { readonly [P in PageName]: PageOf<P> }[PageName]

interface PageOf<P extends PageName> {
  readonly page: P
  readonly view: PageViews[P]
  readonly head: PageHead
  /** Templates that a theme may have for this very page, the most special first, such as `album-iceland`. */
  readonly templates?: readonly string[]
  /** What the history has of it; a page without it is in no history. Where somebody looks, not what they do. */
  readonly visit?: VisitDraft
  /** The theme of the album that the page is of; it goes before what the visitor likes. */
  readonly theme?: string | null
  /** A theme that is tried, with values that were not saved. */
  readonly trial?: OpenTheme
  /** Default 200. */
  readonly status?: number
  /** `false`: not even the visitor's own browser keeps it. Default `true` for 200. */
  readonly keep?: boolean
  readonly headers?: HeaderMap
}

/** Administrators come in by these while the gallery is closed to others. */
const isDoor = (path: string): boolean =>
  /^\/(?:sign-in|sign-out|set-up|language|forgot|reset|view-as)(?:\/|$)/.test(path)

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}

const readMode = (event: H3Event): FrameView['mode'] => {
  const mode = getCookie(event, 'vitrine_mode')
  return mode === 'light' || mode === 'dark' ? mode : null
}

const nobody: Me = {
  kind: 'guest',
  name: null,
  user: null,
  level: 0,
  preferences: { photosPerPage: null, recentDays: null, language: null, theme: null },
  everywhere: [],
  scopes: null,
  hasFavourites: false,
  isAdmin: false,
  isPreview: false,
  mustSignIn: false,
}

/** Where it cannot be read, the mark of the theme stands there. */
const logoOf = async (
  { server: { themes, gallery } }: PagesContext,
  request: PageRequest,
): Promise<LogoView | null> => {
  const { logo } = await request.gallery.appearance()
  if (logo === null) return null
  const files = siteFilesOf(gallery)
  return toLogo(logo, (digest) => themes.siteFile('logo.png', digest, files)).catch(() => null)
}

const renderAnswer = async (
  pages: PagesContext,
  request: PageRequest | null,
  event: H3Event,
  answer: Exclude<PageAnswer, Response>,
): Promise<Response> => {
  // Without a request something is wrong below: such a page asks the gallery nothing.
  const [me, site] = request
    ? await Promise.all([request.me(), request.site()])
    : [nobody, { title: 'Vitrine', language: pages.language, about: '' }]
  const { host, view: theme } = answer.trial ?? (await openTheme(pages, request, { me, album: answer.theme ?? null }))
  const path = pathOf(pages, event)
  const frame = toFrameView(pages, answer.head, {
    theme,
    logo: request && (await logoOf(pages, request)),
    trying: request && me.isAdmin ? previewTheme(request.event) : null,
    me,
    languages: pages.languages,
    // What answers a form may have no page of its own to come back to.
    languageReturnTo: event.req.method === 'POST' ? pages.links.homeUrl() : path,
    site,
    csrfToken: request?.identity.csrfToken ?? null,
    path,
    mode: readMode(event),
    density: readDensity(event),
    infoOpen: getCookie(event, 'vitrine_info') === 'open',
    baseUrl: pages.server.options.baseUrl,
    // Names and figures of what is being read are for administrators: a guest would learn what is not theirs to know.
    // A line above the page: where it cannot be told, the page is told all the same.
    closed: request && me.isAdmin ? await closedNow(request.gallery).catch(() => null) : null,
    progressText: request && me.isAdmin ? progressText(request.gallery.library.progress(), pages) : null,
  })
  const status = answer.status ?? 200
  return htmlResponse(host.render(answer.page, answer.view, frame, answer.templates), event, pages.server.options, {
    status,
    keep: answer.keep ?? status === 200,
    ...(answer.headers ? { headers: answer.headers } : {}),
  })
}

/** Who came by a link and is a guest again has not mistyped anything: it has ended meanwhile. */
const endedLink = async (pages: PagesContext, { identity, event }: PageRequest, error: unknown): Promise<boolean> =>
  identity.actor.kind === 'guest' &&
  [401, 403, 404].includes(toFailure(error).status) &&
  !VitrineError.has(error, 'ROUTE_NOT_FOUND', 'LINK_NOT_FOUND') &&
  pages.server.cameByEndedLink(event).catch(() => false)

/** Any fault as a page with its status. */
const errorAnswer = async (
  pages: PagesContext,
  request: PageRequest | null,
  event: H3Event,
  thrown: unknown,
): Promise<Response> => {
  const error = request && (await endedLink(pages, request, thrown)) ? new VitrineError('LINK_ENDED') : thrown
  const failure = toFailure(error)
  if (request && failure.status === 401 && (await request.me().catch(() => nobody)).mustSignIn) {
    return redirectResponse(pages.links.signInUrl(pathOf(pages, event)), pages.server.options, 302)
  }
  const isClosed = VitrineError.has(error, 'MAINTENANCE')
  if (failure.status >= 500 && !isClosed) {
    pages.server.options.log('error', 'A page failed.', {
      requestId: idOf(event, pages.server.options),
      // Not the address: the key of a share link is a secret.
      route: routeOf(event),
      code: failure.code,
      cause: error instanceof Error ? [error.stack, error.cause] : String(error),
    })
  }
  const path = pathOf(pages, event)
  const view = toErrorView(failure, { isGuest: request?.identity.actor.kind === 'guest', path }, pages)
  const retryAfter = failure.headers['retry-after']
  return renderAnswer(pages, failure.status >= 500 && !isClosed ? null : request, event, {
    page: 'error',
    view,
    head: { title: view.title, noIndex: true },
    status: failure.status,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  })
}

export type PageHandler = (request: PageRequest) => Promise<PageAnswer>

/** Registers pages so that every fault becomes a designed page, with the right status. */
export const createPageRouter = (app: H3, pages: PagesContext) => {
  const handle =
    (handler: PageHandler, { speaks }: { readonly speaks: boolean }) =>
    async (event: H3Event): Promise<Response> => {
      let request: PageRequest | null = null
      const { languages } = pages
      let language = browserLanguage(pages, event) ?? languages.current
      try {
        const identity = await pages.server.authenticate(event)
        // Keys are for programs, which the pages' forms are not made for: no form says what scope it needs.
        if (identity.own.kind === 'apiKey') throw new VitrineError('SCOPE_MISSING', { details: { scope: null } })
        request = {
          event,
          identity,
          gallery: identity.gallery,
          query: event.url.searchParams,
          me: once(() => identity.gallery.me()),
          site: once(() => identity.gallery.site()),
        }
        await pages.server.limits.take(event, identity)
        if (speaks) language = await languageOf(pages, request)
        if (speaks && !isDoor(event.url.pathname)) await requireOpen(pages.server, identity)
        const gallery = speaks ? (await request.site()).language : null
        // What people wrote in several languages is read in that of the page; what is edited, in all of them.
        const asked = speaks ? { ...request, gallery: identity.gallery.inLanguage(language.code) } : request
        return await languages.within(
          language,
          async () => {
            const preview = await startPreview(asked, pages)
            if (preview) return preview
            const answer = await handler(asked)
            if (answer instanceof Response) return answer
            // The parts of a list that follow are of the same visit.
            if (answer.visit && answer.status === undefined && !asked.query.has('cursor') && isPageVisit(event))
              recordVisit(pages.server, event, answer.visit)
            return await renderAnswer(pages, asked, event, answer)
          },
          gallery,
        )
      } catch (error) {
        return languages.within(language, () => errorAnswer(pages, request, event, error))
      }
    }
  const allowed = new Map<string, string[]>()
  const allow = (path: string, ...methods: string[]): void => {
    allowed.set(path, [...(allowed.get(path) ?? []), ...methods])
  }
  return {
    /** @param options.speaks - `false` for what is the same in every language. */
    get(path: string, handler: PageHandler, options = { speaks: true }): void {
      allow(path, 'GET', 'HEAD')
      // HEAD on its own: the server's catch-all would answer it before h3 falls back to GET.
      app.get(path, handle(handler, options))
      app.on('HEAD', path, handle(handler, options))
    },
    post(path: string, handler: PageHandler): void {
      allow(path, 'POST')
      app.post(path, handle(handler, { speaks: true }))
    },
    /** To be called last: any other method on the paths above is answered with 405. */
    refuseOtherMethods(): void {
      for (const [path, methods] of allowed) {
        // What has no page has no methods either: the server's own 404 answers.
        if (path === '/**') continue
        app.all(path, async (event) => {
          const language = browserLanguage(pages, event) ?? pages.languages.current
          const response = await pages.languages.within(language, () =>
            errorAnswer(pages, null, event, new VitrineError('METHOD_NOT_ALLOWED')),
          )
          response.headers.set('allow', methods.join(', '))
          return response
        })
      }
    },
  }
}

export type PageRouter = ReturnType<typeof createPageRouter>
