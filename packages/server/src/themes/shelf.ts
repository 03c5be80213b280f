import type { Appearance } from '@vitrine/core'
import type { ThemeView } from '../pages/view-models/theme.ts'
import { type Asset, createAssets } from './assets.ts'
import { fromChoice, paletteValue, type ThemeChoice, toChoice } from './choice.ts'
import { createThemeHost, type ThemeHost, type ThemeHostOptions } from './host.ts'
import { type InstalledTheme, readInstalledThemes } from './installed.ts'
import { lookSheet } from './look-sheet.ts'
import type { SiteFiles } from './site-files.ts'
import { createSlots } from './slots.ts'
import { type ThemeSetting, type ThemeValues, valuesOf } from './theme-settings.ts'

export interface OpenTheme {
  readonly host: ThemeHost
  readonly view: ThemeView
}

export interface ThemeDraft {
  readonly values: ThemeValues
  readonly sheetUrl: string
}

/** The themes of a gallery, each made ready when it is first needed. */
export interface ThemeShelf {
  /** Of the server's configuration: what is drawn with where nobody chose another. */
  readonly usual: ThemeHost
  /** All that lie on this machine. */
  installed(): readonly InstalledTheme[]
  /** One that can be used; hidden ones cannot be chosen. */
  find(name: string): InstalledTheme | undefined
  /** What a choice comes to: `null` for a theme that is not there, is hidden or broken; an unknown palette is as good as none. */
  usable(choice: string | null): ThemeChoice | null
  /**
   * The first of these choices that can be used, and else the usual theme.
   *
   * @param draft - Values to try in place of those that were saved, and where the style sheet made of them is found.
   */
  open(choices: readonly (string | null)[], appearance: Appearance, draft?: ThemeDraft): OpenTheme
  /** The style sheet of these values. */
  sheet(name: string, values: ThemeValues): string
  /** Address of a file of the site's own. @param digest - Names what it is now. */
  siteFile<Name extends keyof SiteFiles>(name: Name, digest: string, files: SiteFiles): Promise<string>
  asset(path: string, appearance: () => Promise<Appearance>, files: SiteFiles): Promise<Asset | undefined>
  /** Reads the folders of the themes again. Pages that are being drawn go on with what they began with. */
  reread(): void
}

const toDashes = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const classesOf = (settings: readonly ThemeSetting[], values: ThemeValues): string =>
  settings
    .flatMap(({ type, name, default: usual }) => {
      const value = values[name]
      if (type === 'boolean' && value === true) return [`set-${toDashes(name)}`]
      return type === 'choice' && value !== usual ? [`set-${toDashes(name)}-${value}`] : []
    })
    .join(' ')

export const createThemeShelf = (
  options: ThemeHostOptions & { readonly themesFolder?: string | undefined },
): ThemeShelf => {
  const assets = createAssets()
  const slots = createSlots(options.log)
  const build = (theme: string): ThemeHost => createThemeHost({ ...options, theme, assets, slots })
  const hosts = new Map<string, ThemeHost>()
  let known = readInstalledThemes(options.themesFolder ?? null)
  let usual = build(options.theme)
  hosts.set(usual.theme.name, usual)
  // Addresses of sheets by what is in them.
  const sheets = new Map<string, string>()
  const siteFiles = new Map<string, string>()

  const hostOf = (name: string): ThemeHost => {
    const host = hosts.get(name) ?? build(name)
    hosts.set(name, host)
    return host
  }
  const publish = (name: string, css: string): string => {
    const address = sheets.get(css) ?? options.links.assetUrl(assets.add(name, css).path)
    sheets.set(css, address)
    return address
  }
  const find = (name: string) => known.find((theme) => theme.name === name && theme.fault === null)

  const usable = (choice: string | null): ThemeChoice | null => {
    if (choice === null) return null
    const { name, palette } = toChoice(choice)
    const theme = find(name)
    if (!theme?.facts || theme.isHidden) return null
    return { name, palette: palette !== null && theme.facts.palettes.has(palette) ? palette : null }
  }

  const looksOf = ({ theme }: ThemeHost, named: string | null, set: ThemeValues) => {
    // Whoever names no palette gets the one that administrators chose for the theme.
    const chosen = typeof set[paletteValue] === 'string' ? set[paletteValue] : theme.usualPalette
    const palette = named ?? chosen
    const colours = palette === null ? undefined : theme.palettes.get(palette)
    const values = valuesOf(theme.settings, set)
    return {
      palette: colours ? palette : null,
      values,
      sheet: lookSheet({ ...theme, values, palette: colours ?? null }),
    }
  }

  const open: ThemeShelf['open'] = (choices, appearance, draft) => {
    const choice = choices.map(usable).find((one) => one !== null)
    const host = choice ? hostOf(choice.name) : usual
    const { name, title, modes } = host.theme
    const set = draft?.values ?? appearance.values[name] ?? {}
    const { palette, values, sheet } = looksOf(host, choice?.palette ?? null, set)
    const styles = draft ? [draft.sheetUrl] : sheet === '' ? [] : [publish('look.css', sheet)]
    return {
      host,
      view: { name, title, palette, modes, values, classes: classesOf(host.theme.settings, values), styles },
    }
  }

  const siteFile: ThemeShelf['siteFile'] = async (name, digest, files) => {
    const address = siteFiles.get(digest) ?? options.links.assetUrl(assets.add(name, await files[name](digest)).path)
    siteFiles.set(digest, address)
    return address
  }

  return {
    get usual() {
      return usual
    },
    installed: () => known,
    find,
    usable,
    open,
    sheet: (name, values) => looksOf(hostOf(name), null, values).sheet,
    siteFile,
    async asset(path, appearance, files) {
      const there = assets.find(path)
      // Another node drew the page, or this one before it was started again.
      if (there || !/^[\w./-]+\.[\w-]{12}\.\w+$/.test(path)) return there
      const now = await appearance()
      if (path.startsWith('site.')) {
        if (now.css !== null) await siteFile('site.css', now.css, files)
      } else if (path.startsWith('logo.')) {
        for (const picture of [now.logo?.light, now.logo?.dark])
          if (picture) await siteFile('logo.png', picture.digest, files)
      } else {
        for (const { name, facts, isHidden } of known) {
          if (!facts || isHidden) continue
          for (const palette of [null, ...facts.palettes.keys()]) open([fromChoice({ name, palette })], now)
        }
      }
      return assets.find(path)
    },
    reread() {
      known = readInstalledThemes(options.themesFolder ?? null)
      hosts.clear()
      usual = build(options.theme)
      hosts.set(usual.theme.name, usual)
    },
  }
}
