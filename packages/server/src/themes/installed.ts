import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { factsOf, type ThemeFacts } from './facts.ts'
import { bundledThemesFolder, readThemeChain, type ThemeSource } from './manifest.ts'

/** A theme that lies on this machine, whether or not it can be used. */
export interface InstalledTheme {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly author: string
  readonly version: string
  readonly parent: string | null
  /** A parent for others, and nothing to choose. */
  readonly isHidden: boolean
  /** Came with the server, and stays with it. */
  readonly isBundled: boolean
  /** Why it cannot be used; `null` where it can. */
  readonly fault: string | null
  readonly folder: string
  /** `null` where it cannot be used. */
  readonly facts: ThemeFacts | null
  /** Bytes of its picture and their ending; `null` where it has none. */
  readonly screenshot: { readonly bytes: Uint8Array; readonly extension: string } | null
}

/** As many folders as are looked into. */
const maxThemes = 200
const maxScreenshotBytes = 1024 * 1024

/** All themes there are, by title; those that came with the server first. */
export const readInstalledThemes = (themesFolder: string | null): InstalledTheme[] => {
  const bundled = bundledThemesFolder()
  const folders = [bundled, ...(themesFolder === null ? [] : [themesFolder])]
  const found = new Map<string, string>()
  for (const folder of folders) for (const name of namesIn(folder)) if (!found.has(name)) found.set(name, folder)
  return [...found]
    .slice(0, maxThemes)
    .map(([name, folder]) => describe(name, join(folder, name), folders, folder === bundled))
    .sort((a, b) => Number(b.isBundled) - Number(a.isBundled) || a.title.localeCompare(b.title))
}

const namesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter(
        (name) => /^[a-z][a-z0-9-]{0,63}$/.test(name) && existsSync(join(folder, name, 'theme.json')),
      )
    : []

const describe = (name: string, folder: string, folders: readonly string[], isBundled: boolean): InstalledTheme => {
  try {
    const chain = readThemeChain(name, folders)
    requireFiles(chain)
    const { manifest } = chain[0] as ThemeSource
    return {
      name,
      title: manifest.title,
      description: manifest.description,
      author: manifest.author,
      version: manifest.version,
      parent: manifest.parent ?? null,
      isHidden: manifest.hidden,
      isBundled,
      fault: null,
      folder,
      facts: factsOf(chain),
      screenshot: readScreenshot(folder, manifest.screenshot),
    }
  } catch (error) {
    return {
      name,
      title: name,
      description: '',
      author: '',
      version: '',
      parent: parentOf(folder),
      isHidden: false,
      isBundled,
      fault: error instanceof Error ? error.message : String(error),
      folder,
      facts: null,
      screenshot: null,
    }
  }
}

/** Of one that cannot be used, to say what it is missing, and that its parent is needed. */
const parentOf = (folder: string): string | null => {
  try {
    const { parent } = JSON.parse(readFileSync(join(folder, 'theme.json'), 'utf8')) as { parent?: unknown }
    return typeof parent === 'string' ? parent : null
  } catch {
    return null
  }
}

/** @throws `TypeError` where a file that the manifest names is missing; scripts are built, and pages are whole without them */
const requireFiles = (chain: readonly ThemeSource[]): void => {
  if (!chain.some(({ templates }) => templates.has('layout')))
    throw new TypeError('It has no template “layout”, and no parent that has one')
  for (const { folder, manifest } of chain) {
    const named = [
      ...manifest.styles.map((name) => join('styles', name)),
      ...manifest.assets.map((name) => join('assets', name)),
    ]
    const missing = named.find((file) => !existsSync(join(folder, file)))
    if (missing !== undefined) throw new TypeError(`“${manifest.name}” has no file ${missing.replaceAll('\\', '/')}`)
  }
}

const readScreenshot = (folder: string, file: string | undefined): InstalledTheme['screenshot'] => {
  const [, extension] = /(\.(?:jpg|png|webp))$/.exec(file ?? '') ?? []
  if (file === undefined || extension === undefined || !existsSync(join(folder, file))) return null
  const bytes = readFileSync(join(folder, file))
  return bytes.byteLength > maxScreenshotBytes ? null : { bytes, extension }
}
