import { rm } from 'node:fs/promises'
import { type ActorGallery, VitrineError } from '@vitrine/core'
import type { ServerContext } from '../context.ts'
import { toChoice } from './choice.ts'
import type { InstalledTheme } from './installed.ts'

/**
 * Removes the folder of a theme of the site's own.
 *
 * @throws {VitrineError} `FORBIDDEN` for one that came with the server; `THEME_IN_USE` where the gallery, an album or another theme
 * needs it
 */
export const deleteTheme = async (
  theme: InstalledTheme,
  gallery: ActorGallery,
  { themes, options }: Pick<ServerContext, 'themes' | 'options'>,
): Promise<void> => {
  if (theme.isBundled) throw new VitrineError('FORBIDDEN')
  const [appearance, albums] = await Promise.all([gallery.appearance(), gallery.settings.themesOfAlbums()])
  const used = new Set(
    [options.theme, ...(appearance.theme === null ? [] : [appearance.theme]), ...albums].map(
      (one) => toChoice(one).name,
    ),
  )
  const isParent = themes.installed().some(({ parent }) => parent === theme.name)
  if (used.has(theme.name) || isParent) throw new VitrineError('THEME_IN_USE')
  await rm(theme.folder, { recursive: true })
  if (appearance.offered.includes(theme.name))
    await gallery.settings.setAppearance({ offered: appearance.offered.filter((name) => name !== theme.name) })
  themes.reread()
}
