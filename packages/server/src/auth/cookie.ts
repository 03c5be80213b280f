import { getCookie, type H3Event, setCookie } from 'h3'

export interface SessionCookie {
  read(event: H3Event): string | null
  write(event: H3Event, token: string, expiresAt: string): void
  clear(event: H3Event): void
}

/**
 * The cookie that holds a session's token.
 *
 * Over https its name has a prefix that browsers enforce: `__Host-` (this host only, whole site), or `__Secure-` below a base
 * path, where `__Host-` is not allowed. Neither can be planted by another host or over plain http.
 */
export const createSessionCookie = (options: {
  basePath: string
  isSecure: (event: H3Event) => boolean
}): SessionCookie => {
  const { basePath, isSecure } = options
  const name = (secure: boolean): string =>
    `${secure ? (basePath === '' ? '__Host-' : '__Secure-') : ''}vitrine_session`
  const attributes = (secure: boolean) => ({
    path: basePath === '' ? '/' : basePath,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure,
  })
  return {
    read: (event) => getCookie(event, name(isSecure(event))) || null,
    write(event, token, expiresAt) {
      const secure = isSecure(event)
      setCookie(event, name(secure), token, { ...attributes(secure), expires: new Date(expiresAt) })
    },
    clear(event) {
      const secure = isSecure(event)
      setCookie(event, name(secure), '', { ...attributes(secure), maxAge: 0 })
    },
  }
}
