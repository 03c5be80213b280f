import type { Me } from '@vitrine/core'
import { deleteCookie, getCookie, type H3Event, setCookie } from 'h3'
import type { ServerContext } from '../context.ts'
import type { Links } from '../links.ts'
import { fromChoice } from '../themes/choice.ts'
import { redirectResponse } from './document.ts'

const cookie = 'vitrine_theme'

interface Site {
  readonly links: Links
  readonly server: Pick<ServerContext, 'themes' | 'options' | 'isSecure'>
}

/** The theme that this browser tries, until it is closed. Worth nothing to anybody but administrators. */
export const previewTheme = (event: H3Event): string | null => getCookie(event, cookie) || null

/** `?theme=darkroom`, for administrators: this browser sees the gallery so from now on. Without a name: as everybody does again. */
export const startPreview = async (
  request: { readonly event: H3Event; readonly query: URLSearchParams; me(): Promise<Me> },
  pages: Site,
): Promise<Response | null> => {
  const { event, query } = request
  const asked = event.req.method === 'GET' ? query.get('theme') : null
  if (asked === null || !(await request.me()).isAdmin) return null
  const { links, server } = pages
  const choice = server.themes.usable(asked)
  if (choice === null) stopPreview(event, pages)
  else setCookie(event, cookie, fromChoice(choice), attributes(event, pages))
  const rest = new URLSearchParams([...query].filter(([name]) => name !== 'theme'))
  return redirectResponse(
    `${links.basePath}${event.url.pathname}${rest.size > 0 ? `?${rest}` : ''}`,
    server.options,
    302,
  )
}

export const stopPreview = (event: H3Event, pages: Site): void =>
  void deleteCookie(event, cookie, attributes(event, pages))

const attributes = (event: H3Event, { links, server }: Site) => ({
  path: links.basePath === '' ? '/' : links.basePath,
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: server.isSecure(event),
})
