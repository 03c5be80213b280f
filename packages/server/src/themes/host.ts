import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Languages } from '../languages/languages.ts'
import { languageAttributes } from '../languages/text-language.ts'
import type { Links } from '../links.ts'
import type { ServerLog } from '../options.types.ts'
import type { FrameView } from '../pages/view-models/frame.ts'
import type { PageName, PageViews } from '../pages/view-models/page-views.ts'
import { type Assets, createAssets } from './assets.ts'
import { compileTemplate, type Template } from './compile.ts'
import { factsOf, type ThemeFacts } from './facts.ts'
import { freezeDeep } from './freeze.ts'
import { img, type TemplateHelpers } from './helpers.ts'
import { icon } from './icons.ts'
import { bundledThemesFolder, readThemeChain, type ThemeSource } from './manifest.ts'
import { readOverrides } from './overrides.ts'
import { ratioStyles } from './ratios.ts'
import { textWithBreaks, toScriptJson } from './safe-html.ts'
import { createSlots, type Slots } from './slots.ts'
import { tintStyles } from './tints.ts'

/** A theme made ready: templates compiled, files read and hashed. No file is touched while a page is rendered. */
export interface ThemeHost {
  readonly theme: ThemeFacts
  readonly assets: Assets
  readonly slots: Slots
  /**
   * A whole page. The view models are frozen before a template sees them.
   *
   * @param candidates - Templates that go before that of the page, the most special first, such as `album-iceland`: the first there is.
   */
  render<P extends PageName>(page: P, view: PageViews[P], frame: FrameView, candidates?: readonly string[]): string
}

export interface ThemeHostOptions {
  readonly theme: string
  readonly links: Links
  /** Pages are in the language of the request that they answer. */
  readonly languages: Pick<Languages, 't' | 'formats' | 'current' | 'gallery'>
  readonly log: ServerLog
  /** Where themes of the site's own lie. Bundled ones go before them: a copy under an old name would stand still. Default: nowhere. */
  readonly themesFolder?: string | undefined
  /** What the site changes of its theme. Default: nothing. */
  readonly overridesFolder?: string | undefined
  /** Files of all themes lie together: a browser asks for one by its digest alone. Default: new ones. */
  readonly assets?: Assets | undefined
  readonly slots?: Slots | undefined
}

const require = createRequire(import.meta.url)

/** @throws `TypeError` where the base theme itself does not compile */
export const createThemeHost = (options: ThemeHostOptions): ThemeHost => {
  const { links, log } = options
  const chain = readChainOrBase(options)
  const assets = options.assets ?? createAssets()
  const urls = new Map<string, string>()
  const addAsset = (name: string, content: Uint8Array | string): string => {
    const url = links.assetUrl(assets.add(name, content).path)
    urls.set(name, url)
    return url
  }

  const addFolder = (name: string, folder: string): void => {
    urls.set(name, links.assetUrl(assets.addFolder(name, folder)))
  }

  const { styles, scripts, pageScripts, pageStyles, onDemand, fonts } = publish(chain, { addAsset, addFolder }, log)
  const { t, formats } = options.languages
  const slots = options.slots ?? createSlots(log)
  const partial: Record<string, Template> = {}
  const helpers: TemplateHelpers = {
    t,
    number: formats.number,
    date: formats.localDateTime,
    url: links,
    asset: (name) => {
      const url = urls.get(name)
      if (!url) throw new TypeError(`No theme has a file “${name}”`)
      return url
    },
    onDemand: (name) => (onDemand.has(name) ? (urls.get(name) ?? null) : null),
    icon,
    img,
    json: toScriptJson,
    lines: textWithBreaks,
    lang: (language, usual) => languageAttributes(options.languages, language, usual),
    slot: slots.render,
    partial,
    styles,
    scripts,
    pageScripts: (page) => pageScripts.get(page) ?? [],
    pageStyles: (page) => pageStyles.get(page) ?? [],
    fonts,
  }

  const templates = compileChain(chain, { ...helpers }, log)
  for (const [name, template] of templates) {
    if (name.startsWith('partials/')) partial[toCamelCase(name.slice('partials/'.length))] = template
  }
  const template = (name: string): Template => {
    const found = templates.get(name)
    if (!found) throw new TypeError(`No theme has a template “${name}”`)
    return found
  }
  const layout = template('layout')

  return {
    theme: factsOf(chain),
    assets,
    slots,
    render(page, view, frame, candidates = []) {
      freezeDeep(view)
      freezeDeep(frame.theme)
      const special = candidates.find((name) => templates.has(name))
      const body = template(special ?? page)(Object.freeze({ ...view, theme: frame.theme }))
      return layout(freezeDeep({ ...frame, page, view, body })).toString()
    },
  }
}

const toCamelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** An unknown or broken theme leaves the gallery readable. */
const readChainOrBase = ({ theme, themesFolder, overridesFolder, log }: ThemeHostOptions): ThemeSource[] => {
  const folders = [bundledThemesFolder(), ...(themesFolder === undefined ? [] : [themesFolder])]
  const chain = (): ThemeSource[] => {
    try {
      return readThemeChain(theme, folders)
    } catch (error) {
      log('error', 'The theme cannot be used; the base theme takes its place', { theme, error })
      return readThemeChain('base', folders)
    }
  }
  const overrides = overridesFolder === undefined ? null : readOverrides(overridesFolder)
  return overrides ? [overrides, ...chain()] : chain()
}

/** First hit wins, child before parent; a template that does not compile gives way to its parent's. */
const compileChain = (
  chain: readonly ThemeSource[],
  helpers: Readonly<Record<string, unknown>>,
  log: ServerLog,
): Map<string, Template> => {
  const compiled = new Map<string, Template>()
  for (const theme of chain) {
    for (const [name, text] of theme.templates) {
      if (compiled.has(name)) continue
      try {
        compiled.set(name, compileTemplate(`${theme.manifest.name}/${name}`, text, helpers))
      } catch (error) {
        if (theme === chain.at(-1)) throw error
        log('error', 'A template cannot be used; that of the parent theme takes its place', { error })
      }
    }
  }
  return compiled
}

/** What only those need who read the sources. */
const withoutComments = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s+|\s+$/gm, '')
    .replace(/\n{2,}/g, '\n')

interface FilePublisher {
  /** @returns Its address */
  readonly addAsset: (name: string, content: Uint8Array | string) => string
  readonly addFolder: (name: string, folder: string) => void
}

/** Makes the files of a chain of themes available: parents first, so that a child's rules come last. */
const publish = (
  chain: readonly ThemeSource[],
  { addAsset, addFolder }: FilePublisher,
  log: ServerLog,
): {
  styles: string[]
  scripts: string[]
  pageScripts: Map<string, string[]>
  pageStyles: Map<string, string[]>
  /** Names. */
  onDemand: Set<string>
  fonts: string[]
} => {
  const fonts = new Map<string, string>()
  const scripts: string[] = []
  const pageScripts = new Map<string, string[]>()
  const pageStyles = new Map<string, string[]>()
  const onDemand = new Set<string>()
  const preload: string[] = []
  let css = ratioStyles() + tintStyles()
  for (const { folder, manifest } of [...chain].reverse()) {
    for (const [name, file] of Object.entries(manifest.fonts)) {
      fonts.set(name, addAsset(`fonts/${name}`, readFileSync(require.resolve(file))))
    }
    preload.push(...manifest.preload.flatMap((name) => fonts.get(name) ?? []))
    for (const name of manifest.assets) addAsset(name, readFileSync(join(folder, 'assets', name)))
    for (const name of manifest.styles) css += `${readFileSync(join(folder, 'styles', name), 'utf8')}\n`
    // Built by the bundler. Pages are complete without them, so a checkout that was not built serves them too.
    const addBuilt = (name: string): string[] => {
      const path = join(folder, 'assets', name)
      if (existsSync(path)) return [addAsset(name, readFileSync(path))]
      log('warn', 'A file of the theme was not built; pages work without it', { theme: manifest.name, name })
      return []
    }
    scripts.push(...manifest.scripts.flatMap(addBuilt))
    for (const [page, names] of Object.entries(manifest.pageScripts))
      pageScripts.set(page, [...(pageScripts.get(page) ?? []), ...names.flatMap(addBuilt)])
    for (const name of manifest.onDemand) if (addBuilt(name).length > 0) onDemand.add(name)
    for (const name of manifest.onDemandFolders) {
      const path = join(folder, 'assets', name)
      if (!existsSync(path)) continue
      addFolder(name, path)
      onDemand.add(name)
    }
    // Of single pages: written by hand beside the others, or built.
    const addSheet = (name: string): string[] => {
      const path = join(folder, 'styles', name)
      return existsSync(path) ? [addAsset(name, withoutComments(readFileSync(path, 'utf8')))] : addBuilt(name)
    }
    for (const [page, names] of Object.entries(manifest.pageStyles))
      pageStyles.set(page, [...(pageStyles.get(page) ?? []), ...names.flatMap(addSheet)])
  }
  const sheet = withoutComments(css).replace(
    /url\("asset:([^"]+)"\)/g,
    (_, name: string) => `url("${fonts.get(name) ?? ''}")`,
  )
  return {
    styles: [
      addAsset(`${chain.find(({ manifest }) => manifest.modes.length > 0)?.manifest.name ?? 'theme'}.css`, sheet),
    ],
    scripts,
    pageScripts,
    pageStyles,
    onDemand,
    fonts: preload,
  }
}
