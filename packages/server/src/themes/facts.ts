import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ThemeSource } from './manifest.ts'
import { overridesName } from './overrides.ts'
import type { Palette } from './palettes.ts'
import type { ThemeSetting } from './theme-settings.ts'
import { readTokens, type Tokens } from './tokens.ts'

/** What a theme and its parents say of themselves together. */
export interface ThemeFacts {
  readonly name: string
  readonly title: string
  readonly modes: readonly ('light' | 'dark')[]
  /** The usual one first. */
  readonly palettes: ReadonlyMap<string, Palette>
  readonly usualPalette: string | null
  /** Colours of its style sheets. */
  readonly tokens: Tokens
  readonly settings: readonly ThemeSetting[]
  /** Photos to show on each side of the one that is looked at. */
  readonly filmstrip: number
}

/** The theme itself first: what it says goes before what its parents say. */
export const factsOf = (sources: readonly ThemeSource[]): ThemeFacts => {
  const chain = sources.filter(({ manifest }) => manifest.name !== overridesName)
  const [own] = chain
  if (!own) throw new TypeError('A chain of themes has no theme in it')
  const settings = new Map<string, ThemeSetting>()
  const palettes = new Map<string, Palette>()
  const usual = chain.find(({ manifest }) => manifest.palette !== undefined)
  let usualPalette = usual?.manifest.palette ?? null
  const first = usualPalette === null ? undefined : usual?.palettes.get(usualPalette)
  if (usualPalette !== null && first) palettes.set(usualPalette, first)
  let css = ''
  for (const { folder, manifest, palettes: its } of chain.toReversed()) {
    if (!manifest.inherit.settings) settings.clear()
    if (!manifest.inherit.palettes) {
      palettes.clear()
      usualPalette = manifest.palette ?? null
    }
    for (const setting of manifest.settings) settings.set(setting.name, setting)
    for (const [name, palette] of its) palettes.set(name, palette)
    for (const name of manifest.styles) css += readFileSync(join(folder, 'styles', name), 'utf8')
  }
  const { name, title, modes } = own.manifest
  // Of a mode that the theme does not have there is nothing to set.
  const shown = [...settings.values()].filter(
    (setting) => setting.type !== 'color' || setting.mode === undefined || modes.includes(setting.mode),
  )
  const filmstrip = chain.find(({ manifest }) => manifest.filmstrip !== undefined)?.manifest.filmstrip ?? 0
  return { name, title, modes, palettes, usualPalette, tokens: readTokens(css), filmstrip, settings: shown }
}
