import type { Me, SiteSettings } from '@vitrine/core'
import { getCookie, type H3Event, setCookie } from 'h3'
import type { RequestIdentity } from '../auth/request-identity.ts'
import { readAcceptLanguage } from '../languages/accept-language.ts'
import type { Language, Languages } from '../languages/languages.ts'
import type { Links } from '../links.ts'

const cookie = 'vitrine_language'
const cookieSeconds = 365 * 24 * 3_600

/** Remembers a choice in the browser. It is no secret. */
export const rememberLanguage = (
  { server, links }: { readonly server: { isSecure(event: H3Event): boolean }; readonly links: Links },
  event: H3Event,
  code: string,
): void =>
  setCookie(event, cookie, code, {
    path: links.basePath === '' ? '/' : links.basePath,
    maxAge: cookieSeconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: server.isSecure(event),
  })

/** What a browser asks for: what was chosen in it, then its own languages. */
export const browserLanguage = ({ languages }: { readonly languages: Languages }, event: H3Event): Language | null => {
  for (const code of [
    getCookie(event, cookie) ?? '',
    ...readAcceptLanguage(event.req.headers.get('accept-language')),
  ]) {
    const language = languages.find(code)
    if (language) return language
  }
  return null
}

/**
 * The language that a page is answered in: the member's own, else what was chosen in this browser, else what the browser asks for, else
 * that of the gallery, else English.
 */
export const languageOf = async (
  pages: { readonly languages: Languages },
  request: {
    readonly event: H3Event
    readonly identity: RequestIdentity
    me(): Promise<Me>
    site(): Promise<SiteSettings>
  },
): Promise<Language> => {
  const { languages } = pages
  const { event, identity } = request
  // Whoever looks through the eyes of a member goes on reading in its own language.
  const own = identity.user && identity.viewAs === null ? (await request.me()).preferences.language : null
  const chosen = (own === null ? null : languages.find(own)) ?? browserLanguage(pages, event)
  return chosen ?? languages.find((await request.site()).language) ?? languages.current
}
