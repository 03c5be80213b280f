import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

/** A file in a folder of the theme: never a path. */
const fileName = v.pipe(v.string(), v.regex(/^[\w-]+(?:\.[\w-]+)+$/))

/** `theme.json` of a theme. */
const manifestSchema = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  title: v.string(),
  parent: v.optional(v.string()),
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
  /** Other files of the folder `assets` that pages may name. */
  assets: v.optional(v.array(fileName), []),
  /** Fonts by the name they have in the style sheets (`asset:name`): files of npm packages that the server depends on. */
  fonts: v.optional(v.record(v.string(), v.string()), {}),
  /** Fonts that every page needs at once. */
  preload: v.optional(v.array(v.string()), []),
})

export type ThemeManifest = v.InferOutput<typeof manifestSchema>

/** A theme as it lies on disk. */
export interface ThemeSource {
  readonly folder: string
  readonly manifest: ThemeManifest
  /** Text of the templates by name, such as `album` or `partials/thumbnail`. */
  readonly templates: ReadonlyMap<string, string>
}

/** The folder of the bundled themes: beside `src` in a checkout, beside `dist` in the package. */
export const bundledThemesFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let level = 0; level < 4; level++) {
    const themes = join(folder, 'themes')
    if (existsSync(join(themes, 'base', 'theme.json'))) return themes
    folder = dirname(folder)
  }
  throw new Error('The bundled themes are missing from this installation')
}

/** Text of the templates of a folder and those below it. */
export const readTemplates = (folder: string, prefix = ''): [string, string][] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
        if (entry.isDirectory()) return readTemplates(join(folder, entry.name), `${prefix}${entry.name}/`)
        if (!entry.name.endsWith('.eta')) return []
        return [[`${prefix}${entry.name.slice(0, -4)}`, readFileSync(join(folder, entry.name), 'utf8')]]
      })
    : []

const readTheme = (themeFolders: readonly string[], name: string): ThemeSource => {
  // The name becomes a path: nothing but a plain name may.
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) throw new TypeError(`“${name}” is not the name of a theme`)
  const folder = themeFolders.map((one) => join(one, name)).find((one) => existsSync(join(one, 'theme.json')))
  if (folder === undefined) throw new TypeError(`There is no theme “${name}”`)
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(join(folder, 'theme.json'), 'utf8')))
  return { folder, manifest, templates: new Map(readTemplates(join(folder, 'templates'))) }
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
