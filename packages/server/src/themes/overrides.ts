import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readTemplates, type ThemeSource } from './manifest.ts'

/** What a chain calls it; no theme can be called so by its folder and be meant. */
export const overridesName = 'overrides'

/** Of the folder of overrides: its rules come after those of every theme. */
const siteStyles = 'site.css'

/**
 * What a site changes of its theme without making one: `templates/` by the same names as in themes, and `styles/site.css`. It outlives
 * every update of the theme. `null` where there is nothing of the kind.
 */
export const readOverrides = (folder: string): ThemeSource | null => {
  const templates = new Map(readTemplates(join(folder, 'templates')))
  const hasStyles = existsSync(join(folder, 'styles', siteStyles))
  if (templates.size === 0 && !hasStyles) return null
  return {
    folder,
    templates,
    palettes: new Map(),
    manifest: {
      name: overridesName,
      title: 'Overrides',
      hidden: true,
      modes: [],
      styles: hasStyles ? [siteStyles] : [],
      scripts: [],
      pageScripts: {},
      pageStyles: {},
      onDemand: [],
      onDemandFolders: [],
      assets: [],
      fonts: {},
      preload: [],
      description: '',
      author: '',
      version: '',
      settings: [],
      inherit: { palettes: true, settings: true },
    },
  }
}
