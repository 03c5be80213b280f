/**
 * Keeps the cookies of one server for the life of a client, so that signing in works outside browsers.
 *
 * Inside browsers it stays empty: a script cannot read `Set-Cookie`, and the browser sends its own cookies.
 */
export interface CookieHolder {
  /** Takes over what an answer sets. */
  store(headers: Headers): void
  /** The value of a `Cookie` header; `null` where there is none. */
  header(): string | null
}

export const createCookieHolder = (): CookieHolder => {
  const cookies = new Map<string, string>()
  return {
    store(headers) {
      for (const line of headers.getSetCookie?.() ?? []) {
        const [pair = '', ...attributes] = line.split(';')
        const at = pair.indexOf('=')
        if (at < 1) continue
        const name = pair.slice(0, at).trim()
        const gone = attributes.some((attribute) => {
          const [key = '', value = ''] = attribute.trim().split('=')
          const lower = key.toLowerCase()
          return (lower === 'max-age' && Number(value) <= 0) || (lower === 'expires' && Date.parse(value) <= Date.now())
        })
        if (gone) cookies.delete(name)
        else cookies.set(name, pair.slice(at + 1).trim())
      }
    },
    header: () => (cookies.size === 0 ? null : [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')),
  }
}
