import { type ActorGallery, type Me, type SiteSettings, VitrineError } from '@vitrine/core'
import { getCookie, type H3, type H3Event } from 'h3'
import type { RequestIdentity } from '../auth/request-identity.ts'
import type { BackgroundWork } from '../background.ts'
import type { ServerContext } from '../context.ts'
import { toFailure } from '../http/errors.ts'
import type { HeaderMap } from '../http/headers.ts'
import { idOf, routeOf } from '../operation/observe.ts'
import type { ThemeHost } from '../themes/host.ts'
import { htmlResponse, redirectResponse } from './document.ts'
import { progressText } from './view-models/admin-library.ts'
import { toErrorView } from './view-models/forms.ts'
import { type FrameView, type PageHead, toFrameView } from './view-models/frame.ts'
import type { PageName, PageViews } from './view-models/page-views.ts'
import type { ViewContext } from './view-models/view-context.ts'

/** What the routes of the pages share. */
export interface PagesContext extends ViewContext {
  readonly server: ServerContext
  readonly host: ThemeHost
  readonly background: BackgroundWork
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
  /** Default 200. */
  readonly status?: number
  /** `false`: not even the visitor's own browser keeps it. Default `true` for 200. */
  readonly keep?: boolean
  readonly headers?: HeaderMap
}

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
  preferences: { photosPerPage: null, recentDays: null },
  everywhere: [],
  scopes: null,
  isAdmin: false,
  isPreview: false,
  mustSignIn: false,
}

/** Where to come back to after signing in. The address of a share link holds its key, and is told to nobody. */
const pathOf = ({ links }: PagesContext, { url }: H3Event): string =>
  url.pathname.startsWith('/s/') ? links.homeUrl() : `${links.basePath}${url.pathname}${url.search}`

const renderAnswer = async (
  pages: PagesContext,
  request: PageRequest | null,
  event: H3Event,
  answer: Exclude<PageAnswer, Response>,
): Promise<Response> => {
  // Without a request something is wrong below: such a page asks the gallery nothing.
  const [me, site] = request
    ? await Promise.all([request.me(), request.site()])
    : [nobody, { title: 'Vitrine', language: pages.language }]
  const frame = toFrameView(pages, answer.head, {
    me,
    site,
    csrfToken: request?.identity.csrfToken ?? null,
    path: pathOf(pages, event),
    mode: readMode(event),
    infoOpen: getCookie(event, 'vitrine_info') === 'open',
    baseUrl: pages.server.options.baseUrl,
    // Names and figures of what is being read are for administrators: a guest would learn what is not theirs to know.
    progressText: request && me.isAdmin ? progressText(request.gallery.library.progress(), pages) : null,
  })
  const status = answer.status ?? 200
  return htmlResponse(pages.host.render(answer.page, answer.view, frame, answer.templates), pages.server.options, {
    status,
    keep: answer.keep ?? status === 200,
    ...(answer.headers ? { headers: answer.headers } : {}),
  })
}

/** Any fault as a page with its status. */
const errorAnswer = async (
  pages: PagesContext,
  request: PageRequest | null,
  event: H3Event,
  error: unknown,
): Promise<Response> => {
  const failure = toFailure(error)
  if (request && failure.status === 401 && (await request.me().catch(() => nobody)).mustSignIn) {
    return redirectResponse(pages.links.signInUrl(pathOf(pages, event)), pages.server.options, 302)
  }
  if (failure.status >= 500) {
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
  return renderAnswer(pages, failure.status >= 500 ? null : request, event, {
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
    (handler: PageHandler) =>
    async (event: H3Event): Promise<Response> => {
      let request: PageRequest | null = null
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
        const answer = await handler(request)
        return answer instanceof Response ? answer : await renderAnswer(pages, request, event, answer)
      } catch (error) {
        return errorAnswer(pages, request, event, error)
      }
    }
  const allowed = new Map<string, string[]>()
  const allow = (path: string, ...methods: string[]): void => {
    allowed.set(path, [...(allowed.get(path) ?? []), ...methods])
  }
  return {
    get(path: string, handler: PageHandler): void {
      allow(path, 'GET', 'HEAD')
      // HEAD on its own: the server's catch-all would answer it before h3 falls back to GET.
      app.get(path, handle(handler))
      app.on('HEAD', path, handle(handler))
    },
    post(path: string, handler: PageHandler): void {
      allow(path, 'POST')
      app.post(path, handle(handler))
    },
    /** To be called last: any other method on the paths above is answered with 405. */
    refuseOtherMethods(): void {
      for (const [path, methods] of allowed) {
        // What has no page has no methods either: the server's own 404 answers.
        if (path === '/**') continue
        app.all(path, async (event) => {
          const response = await errorAnswer(pages, null, event, new VitrineError('METHOD_NOT_ALLOWED'))
          response.headers.set('allow', methods.join(', '))
          return response
        })
      }
    },
  }
}

export type PageRouter = ReturnType<typeof createPageRouter>
