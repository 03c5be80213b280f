import type { ActorGallery, Me } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { ServerContext } from '../context.ts'
import { toChoice } from '../themes/choice.ts'
import type { OpenTheme } from '../themes/shelf.ts'
import { siteFilesOf } from '../themes/site-files.ts'
import { previewTheme } from './theme-preview.ts'

/**
 * The theme of a page: what an administrator tries, else that of the album, else what the visitor likes, else that of the gallery. What
 * cannot be used makes room for the next.
 */
export const openTheme = async (
  { server: { themes, gallery } }: { readonly server: Pick<ServerContext, 'themes' | 'gallery'> },
  request: { readonly event: H3Event; readonly gallery: ActorGallery } | null,
  { me, album }: { readonly me: Me; readonly album: string | null },
): Promise<OpenTheme> => {
  // Something is wrong below: the gallery is asked nothing.
  if (request === null) return themes.open([], { theme: null, offered: [], values: {}, css: null, logo: null })
  const appearance = await request.gallery.appearance()
  const liked = me.preferences.theme
  const open = themes.open(
    [
      me.isAdmin ? previewTheme(request.event) : null,
      album,
      liked !== null && appearance.offered.includes(toChoice(liked).name) ? liked : null,
      appearance.theme,
    ],
    appearance,
  )
  // Pages for administrators go without: a rule that hides what undoes it must not hide it.
  if (appearance.css === null || request.event.url.pathname.startsWith('/admin')) return open
  const sheet = await themes.siteFile('site.css', appearance.css, siteFilesOf(gallery))
  return { ...open, view: { ...open.view, styles: [...open.view.styles, sheet] } }
}
