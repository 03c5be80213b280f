import type { H3Event } from 'h3'
import type { Links } from '../links.ts'

/** Where to come back to after signing in. The address of a share link holds its key, and is told to nobody. */
export const pathOf = ({ links }: { readonly links: Links }, { url }: H3Event): string => {
  if (url.pathname.startsWith('/s/')) return links.homeUrl()
  // A way back that leads elsewhere is not carried on, even where it would not be taken.
  const search = /^[/\\]{2}|^[^/]/.test(url.searchParams.get('return') ?? '/') ? '' : url.search
  return `${links.basePath}${url.pathname}${search}`
}
