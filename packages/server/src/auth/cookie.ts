import { getCookie, type H3Event, setCookie } from 'h3'

/** A cookie that holds a secret. */
export interface SecretCookie {
  read(event: H3Event): string | null
  /** @param expiresAt - ISO 8601; `null`: when the browser closes. */
  write(event: H3Event, value: string, expiresAt: string | null): void
  clear(event: H3Event): void
}

/** Makes the cookies of one server: their names and attributes follow from where it is mounted. */
export type CreateCookie = (name: 'session' | 'link' | 'view_as' | 'provider' | 'confirmed') => SecretCookie

/**
 * Cookies for what proves who asks.
 *
 * Over https their names have a prefix that browsers enforce: `__Host-` (this host only, whole site), or `__Secure-` below a base
 * path, where `__Host-` is not allowed. Neither can be planted by another host or over plain http.
 */
export const createCookies = (options: { basePath: string; isSecure: (event: H3Event) => boolean }): CreateCookie => {
  const { basePath, isSecure } = options
  const prefix = (secure: boolean): string => (secure ? (basePath === '' ? '__Host-' : '__Secure-') : '')
  const attributes = (secure: boolean) => ({
    path: basePath === '' ? '/' : basePath,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure,
  })
  return (cookie) => {
    const name = (secure: boolean): string => `${prefix(secure)}vitrine_${cookie}`
    return {
      read: (event) => getCookie(event, name(isSecure(event))) || null,
      write(event, value, expiresAt) {
        const secure = isSecure(event)
        const expires = expiresAt === null ? {} : { expires: new Date(expiresAt) }
        setCookie(event, name(secure), value, { ...attributes(secure), ...expires })
      },
      clear(event) {
        const secure = isSecure(event)
        setCookie(event, name(secure), '', { ...attributes(secure), maxAge: 0 })
      },
    }
  }
}
