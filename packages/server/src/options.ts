import { type Issue, VitrineError } from '@vitrine/core'
import { toBasePath } from './links.ts'
import type { OidcOptions } from './oidc/oidc.types.ts'
import { oidcIssues } from './oidc/oidc-options.ts'
import type { ResolveActor, ServerLog, ServerOptions } from './options.types.ts'

/** What {@link createServer} takes beside the gallery. */
export interface CreateServerOptions {
  /** Where the gallery is mounted. @default '/' */
  basePath?: string
  /**
   * Public address, such as `https://photos.example.org`: an origin. Makes cookies `Secure` behind a proxy that ends TLS,
   * and is what absolute addresses begin with. @default the address of each request
   */
  baseUrl?: string
  /** Whose `X-Forwarded-*` headers to believe: nobody's, everybody's, those of the same host, or of these addresses. @default false */
  trustProxy?: boolean | 'loopback' | readonly string[]
  /** @default 'mosaic' */
  theme?: string
  /** Folder with themes of one's own, a folder each, beside those that come with the server. @default none */
  themesFolder?: string
  /** Folder with `templates/` and `styles/site.css` that go before those of the theme, and with `locales/` of the site's own words. @default none */
  overridesFolder?: string
  /** Folder with languages of one's own, a folder each, or with what those that come with the server lack. @default none */
  localesFolder?: string
  /** Largest file taken, in bytes. @default 4 GiB */
  maxUploadBytes?: number
  /**
   * Says who makes a request, where the program that mounts the gallery has people of its own: a `hostActor`, or `null` to leave it to
   * the gallery's sessions. Asked for every request, pictures too; a fault of it is an answer with status 503. @default sessions only
   */
  resolveActor?: ResolveActor
  /** Reads `/metrics` as `Authorization: Bearer …`, beside administrators: 16 characters or more. @default nobody else does */
  metricsToken?: string
  /** What one visitor may ask of routes that cost much, in points a minute; a search costs 6. `null`: as much as it likes. @default 600 */
  costlyPerMinute?: number | null
  /** Another provider that signs people in, by OpenID Connect. Needs `baseUrl`, which it sends people back to. @default none */
  oidc?: OidcOptions
  /** @default silent */
  log?: ServerLog
  /** `false`: API and media only, no HTML. @default true */
  pages?: boolean
  /** Whether the documentation site is shown under `/docs`. It tells which version this is. @default false */
  docs?: boolean
}

const defaultMaxUploadBytes = 4 * 1024 ** 3
const defaultCostlyPerMinute = 600

const isOrigin = (value: string): boolean =>
  /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value

/** Fills in the defaults. @throws {VitrineError} `OPTIONS_INVALID` with all faults at once. */
export const parseServerOptions = (options: CreateServerOptions): ServerOptions => {
  const issues: Issue[] = []
  const baseUrl = options.baseUrl?.replace(/\/+$/, '') ?? null
  if (baseUrl !== null && !isOrigin(baseUrl)) {
    issues.push({ path: 'baseUrl', message: 'Expected an origin such as https://photos.example.org, without a path' })
  }
  let basePath = ''
  try {
    basePath = toBasePath(options.basePath)
  } catch {
    issues.push({ path: 'basePath', message: 'Expected a path such as /gallery' })
  }
  const maxUploadBytes = options.maxUploadBytes ?? defaultMaxUploadBytes
  if (!Number.isSafeInteger(maxUploadBytes) || maxUploadBytes < 1) {
    issues.push({ path: 'maxUploadBytes', message: 'Expected a whole number of bytes from 1' })
  }
  const costlyPerMinute = options.costlyPerMinute === undefined ? defaultCostlyPerMinute : options.costlyPerMinute
  if (costlyPerMinute !== null && !(Number.isSafeInteger(costlyPerMinute) && costlyPerMinute >= 1)) {
    issues.push({ path: 'costlyPerMinute', message: 'Expected a whole number from 1, or null' })
  }
  if (options.metricsToken !== undefined && options.metricsToken.length < 16) {
    issues.push({ path: 'metricsToken', message: 'Expected at least 16 characters' })
  }
  if (options.oidc !== undefined) issues.push(...oidcIssues(options.oidc, baseUrl))
  if (issues.length > 0) throw new VitrineError('OPTIONS_INVALID', { issues })
  return Object.freeze<ServerOptions>({
    basePath,
    baseUrl,
    trustProxy: options.trustProxy ?? false,
    theme: options.theme ?? 'mosaic',
    themesFolder: options.themesFolder ?? null,
    overridesFolder: options.overridesFolder ?? null,
    localesFolder: options.localesFolder ?? null,
    maxUploadBytes,
    pages: options.pages ?? true,
    docs: options.docs ?? false,
    resolveActor: options.resolveActor ?? null,
    metricsToken: options.metricsToken ?? null,
    costlyPerMinute,
    oidc: options.oidc === undefined ? null : Object.freeze({ ...options.oidc }),
    log: options.log ?? (() => {}),
  })
}
