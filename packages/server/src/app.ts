import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Gallery, VitrineError } from '@vitrine/core'
import { H3, requestWithBaseURL } from 'h3'
import type { NodeHttp1Handler } from 'srvx'
import { toNodeHandler } from 'srvx/node'
import { registerApi } from './api/register.ts'
import { createAuthentication } from './auth/authentication.ts'
import { createBackgroundWork } from './background.ts'
import type { ServerContext } from './context.ts'
import { createEventStreams } from './events/event-streams.ts'
import { registerHealth } from './health.ts'
import { describeError } from './http/describe-error.ts'
import { withAllCookies, withFullPath } from './http/node-host.ts'
import { createRespond } from './http/respond.ts'
import { createLinks } from './links.ts'
import { createLooks } from './looks.ts'
import { registerMedia } from './media/derivative.ts'
import { createOidcDesk } from './oidc/oidc-desk.ts'
import { createMetrics } from './operation/metrics.ts'
import { createObserver } from './operation/observe.ts'
import { createRateLimits } from './operation/rate-limits.ts'
import { registerMetrics } from './operation/register-metrics.ts'
import { type CreateServerOptions, parseServerOptions } from './options.ts'
import { sendWebhook } from './outbound/send-webhook.ts'
import { registerPages } from './pages/index.ts'
import { registerUploads } from './uploads/tus/register.ts'

/** What a web request does not tell of who sent it. */
export interface ClientOfRequest {
  /** The client's address as the host knows it. Limits on guessing passwords count by it. */
  readonly address?: string | undefined
}

/** The gallery over HTTP. */
export interface VitrineServer {
  /** Answers a web request; never rejects. Fits every host that speaks `fetch`. */
  fetch(request: Request, client?: ClientOfRequest): Promise<Response>
  /**
   * The same for `node:http`: `createServer(server.nodeHandler)`. Knows the client's address by itself. Fits Express too, also under
   * `app.use('/photos', server.nodeHandler)`.
   */
  nodeHandler(request: IncomingMessage, response: ServerResponse): void
  /** Stops work that requests left running. The gallery stays open: who opened it closes it. */
  close(): Promise<void>
}

/**
 * Puts a gallery on HTTP: the API under `/api/v1`, pictures under `/media`, pages, `/healthz`, `/readyz` and `/metrics`.
 *
 * @throws {VitrineError} `OPTIONS_INVALID` with all faults at once.
 * @example
 * const server = createServer(gallery, { basePath: '/photos' })
 * http.createServer(server.nodeHandler).listen(3000)
 */
export const createServer = (gallery: Gallery, options: CreateServerOptions = {}): VitrineServer => {
  const parsed = parseServerOptions(options)
  const authentication = createAuthentication(gallery, parsed)
  const streams = createEventStreams(gallery, parsed, authentication)
  gallery.webhooks.use(sendWebhook)
  const links = createLinks({ basePath: parsed.basePath })
  const { oidc } = parsed
  const looks = createLooks(parsed, links)
  const context: ServerContext = {
    gallery,
    options: parsed,
    links,
    oidc: oidc === null ? null : createOidcDesk(gallery, { ...parsed, oidc }, { authentication, links }),
    streamEvents: streams.open,
    get languages() {
      return looks.languages
    },
    get themes() {
      return looks.themes
    },
    limits: createRateLimits(parsed.costlyPerMinute, authentication.clientAddress),
    ...authentication,
  }
  const respond = createRespond(context)
  const background = createBackgroundWork((error) => {
    parsed.log('error', 'Work in the background failed.', { cause: describeError(error) })
  })

  // `silent`: h3 would print to the console; `respond.error` writes to the log instead.
  const app = new H3({ silent: true, onError: (error, event) => respond.error(error, event) })
  const metrics = createMetrics(gallery)
  app.use(createObserver(parsed, metrics))
  const parts = { context, respond, background }
  registerUploads(app, parts)
  registerApi(app, parts)
  registerMedia(app, parts)
  registerHealth(app, parts)
  registerMetrics(app, { context, respond, metrics })
  if (parsed.pages) registerPages(app, parts)
  app.all('/**', (event) => respond.error(new VitrineError('ROUTE_NOT_FOUND'), event))

  const root = parsed.basePath === '' ? app : mount(app, parsed.basePath, respond)
  const fetch = async (request: Request, client: ClientOfRequest = {}): Promise<Response> =>
    root.fetch(client.address === undefined ? request : withAddress(request, client.address))
  const { trustProxy } = parsed
  const nodeHandler = toNodeHandler(root.fetch, {
    trustProxy: typeof trustProxy === 'object' ? [...trustProxy] : trustProxy,
    // One function for HTTP/1 and HTTP/2, typed as either; HTTP/1 is what hosts of ours speak.
  }) as NodeHttp1Handler
  return {
    fetch,
    nodeHandler: (request, response) => void nodeHandler(withFullPath(request), withAllCookies(response)),
    close: () => {
      streams.close()
      return background.close()
    },
  }
}

/** Where h3 looks for it. The request itself is handed on, as it is: a copy would not be the connection's own. */
const withAddress = (request: Request, address: string): Request =>
  Object.defineProperty(request, 'ip', { value: address, configurable: true, enumerable: true })

/** The routes know nothing of the base path: it is taken off here, and put back by `links`. */
const mount = (app: H3, basePath: string, respond: ReturnType<typeof createRespond>): H3 => {
  const outer = new H3({ silent: true, onError: (error, event) => respond.error(error, event) })
  const inner = (event: Parameters<typeof respond.error>[1]) =>
    app.fetch(requestWithBaseURL(event.req, basePath, { url: event.url }))
  outer.all(basePath, inner)
  outer.all(`${basePath}/**`, inner)
  outer.all('/**', (event) => respond.error(new VitrineError('ROUTE_NOT_FOUND'), event))
  return outer
}
