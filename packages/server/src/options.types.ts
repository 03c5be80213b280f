import type { Actor } from '@vitrine/core'
import type { OidcOptions } from './oidc/oidc.types.ts'

/** One line of the server's log. `fields` never hold a secret, a query string or a body. */
export type ServerLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void

/** Says who makes a request: an actor, or `null` to leave it to the gallery's own sessions. */
export type ResolveActor = (request: Request) => Actor | null | Promise<Actor | null>

/** The server's options, with their defaults filled in. */
export interface ServerOptions {
  /** Empty, or like `/gallery`. */
  readonly basePath: string
  /** Origin for absolute addresses, such as `https://photos.example.org`; `null` where none is configured. No slash at the end. */
  readonly baseUrl: string | null
  /** Whose `X-Forwarded-*` headers are believed: nobody's (`false`), everybody's, the loopback's, or those of these addresses. */
  readonly trustProxy: boolean | 'loopback' | readonly string[]
  /** Name of the theme. */
  readonly theme: string
  /** Where themes of the site's own lie, and what it changes of its theme; `null`: nowhere. */
  readonly themesFolder: string | null
  readonly overridesFolder: string | null
  readonly localesFolder: string | null
  /** Largest original taken, in bytes. */
  readonly maxUploadBytes: number
  /** `false`: API and media only, no HTML. */
  readonly pages: boolean
  /** `true`: the documentation site, where there are pages. */
  readonly docs: boolean
  readonly resolveActor: ResolveActor | null
  /** Reads `/metrics`; `null`: administrators alone do. */
  readonly metricsToken: string | null
  /** What a visitor may ask of routes that cost much, in points a minute; `null`: as much as it likes. */
  readonly costlyPerMinute: number | null
  /** Another provider that signs people in; `null`: none. */
  readonly oidc: OidcOptions | null
  readonly log: ServerLog
}
