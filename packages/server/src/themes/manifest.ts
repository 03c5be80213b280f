import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { bundledFolder } from '../bundled-folder.ts'
import { type Palette, readPalettes } from './palettes.ts'
import { themeSettings } from './theme-settings.ts'

/** A file in a folder of the theme: never a path. */
const fileName = v.pipe(v.string(), v.regex(/^[\w-]+(?:\.[\w-]+)+$/))
const themeName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/))
const text = v.pipe(v.string(), v.maxLength(500))

/** `theme.json` of a theme. */
const manifestSchema = v.strictObject({
  name: themeName,
  title: text,
  description: v.optional(text, ''),
  author: v.optional(text, ''),
  version: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
  /** A picture of it, in its own folder. */
  screenshot: v.optional(fileName),
  parent: v.optional(themeName),
  /** Not offered for choice: a parent for others. */
  hidden: v.optional(v.boolean(), false),
  modes: v.optional(v.array(v.picklist(['light', 'dark'])), ['light']),
  /** Style sheets in the order in which they are joined, after those of the parent. */
  styles: v.optional(v.array(fileName), []),
  /** Module scripts, loaded after the page. */
  scripts: v.optional(v.array(fileName), []),
  /** Further module scripts of single pages, by the name of the page. */
  pageScripts: v.optional(v.record(v.string(), v.array(fileName)), {}),
  /** Style sheets of single pages, of the folder `styles` or built by the bundler into `assets`, by the name of the page. */
  pageStyles: v.optional(v.record(v.string(), v.array(fileName)), {}),
  /** Scripts and style sheets that the bundler builds into `assets`, which a page loads once somebody asks for what they do. */
  onDemand: v.optional(v.array(fileName), []),
  /** Folders that the bundler fills in `assets`: what a script of `onDemand` fetches by name, should it need it. */
  onDemandFolders: v.optional(v.array(v.pipe(v.string(), v.regex(/^[\w-]+$/))), []),
  /** Other files of the folder `assets` that pages may name. */
  assets: v.optional(v.array(fileName), []),
  /** Fonts by the name they have in the style sheets (`asset:name`): files of npm packages that the server depends on. */
  fonts: v.optional(v.record(v.string(), v.string()), {}),
  /** Fonts that every page needs at once. */
  preload: v.optional(v.array(v.string()), []),
  /** So many photos of the list are shown on each side of the one that is looked at; for templates `it.strip`. */
  filmstrip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))),
  /** What it takes over of its parent besides templates, styles and scripts. */
  inherit: v.optional(
    v.strictObject({ palettes: v.optional(v.boolean(), true), settings: v.optional(v.boolean(), true) }),
    { palettes: true, settings: true },
  ),
  /** The palette that its own style sheets draw. */
  palette: v.optional(v.string()),
  /** What administrators can set; those of a parent are set with it. */
  settings: v.optional(themeSettings, []),
})

export type ThemeManifest = v.InferOutput<typeof manifestSchema>

/** A theme as it lies on disk. */
export interface ThemeSource {
  readonly folder: string
  readonly manifest: ThemeManifest
  /** Text of the templates by name, such as `album` or `partials/thumbnail`. */
  readonly templates: ReadonlyMap<string, string>
  /** Its own palettes by name, in the order of their names. */
  readonly palettes: ReadonlyMap<string, Palette>
}

export const bundledThemesFolder = (): string => bundledFolder('themes', join('base', 'theme.json'))

/** Text of the templates of a folder and those below it. */
export const readTemplates = (folder: string, prefix = ''): [string, string][] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
        if (entry.isDirectory()) return readTemplates(join(folder, entry.name), `${prefix}${entry.name}/`)
        if (!entry.name.endsWith('.eta')) return []
        return [[`${prefix}${entry.name.slice(0, -4)}`, readFileSync(join(folder, entry.name), 'utf8')]]
      })
    : []

/** @throws `TypeError` that says what is wrong with it, field by field */
const readManifest = (file: string): ThemeManifest => {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new TypeError(`theme.json is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = v.safeParse(manifestSchema, json)
  if (parsed.success) return parsed.output
  throw new TypeError(
    `theme.json: ${parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`).join('; ')}`,
  )
}

const readTheme = (themeFolders: readonly string[], name: string): ThemeSource => {
  // The name becomes a path: nothing but a plain name may.
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) throw new TypeError(`“${name}” is not the name of a theme`)
  const folder = themeFolders.map((one) => join(one, name)).find((one) => existsSync(join(one, 'theme.json')))
  if (folder === undefined) throw new TypeError(`There is no theme “${name}”`)
  const manifest = readManifest(join(folder, 'theme.json'))
  // A folder under another name would be found by one and speak of itself by the other.
  if (manifest.name !== name) throw new TypeError(`The theme in the folder “${name}” calls itself “${manifest.name}”`)
  return {
    folder,
    manifest,
    templates: new Map(readTemplates(join(folder, 'templates'))),
    palettes: readPalettes(join(folder, 'variants')),
  }
}

/**
 * A theme and its parents, the theme itself first.
 *
 * @param themeFolders - Where themes lie; of two with one name, that of the first folder.
 * @throws `TypeError` for an unknown theme or a circle of parents
 */
export const readThemeChain = (
  name: string,
  themeFolders: readonly string[] = [bundledThemesFolder()],
): ThemeSource[] => {
  const chain: ThemeSource[] = []
  for (let next: string | undefined = name; next; next = chain.at(-1)?.manifest.parent) {
    if (chain.some(({ manifest }) => manifest.name === next))
      throw new TypeError(`The parents of “${name}” go in a circle`)
    chain.push(readTheme(themeFolders, next))
  }
  return chain
}
