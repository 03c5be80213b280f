import type { Palette } from './palettes.ts'
import type { ThemeSetting, ThemeValues } from './theme-settings.ts'

import { contrast } from './tokens.ts'

const readableOn = (colour: string): string =>
  contrast(colour, '#ffffff') >= contrast(colour, '#111111') ? '#ffffff' : '#111111'

type Mode = 'light' | 'dark'

/**
 * The palette and the settings as custom properties, after the style sheets of the theme. Each value was checked by its kind when it was
 * read: there is nothing in it that could end a declaration.
 */
export const lookSheet = (look: {
  readonly modes: readonly Mode[]
  readonly palette: Palette | null
  readonly settings: readonly ThemeSetting[]
  readonly values: ThemeValues
}): string => {
  const light = new Map<string, string>()
  const dark = new Map<string, string>()
  const set = (property: string, value: string, mode?: Mode): void => {
    if (mode !== 'dark') light.set(property, value)
    if (mode !== 'light') dark.set(property, value)
  }
  for (const mode of ['light', 'dark'] as const)
    for (const [name, colour] of Object.entries(look.palette?.[mode] ?? {})) set(`--${name}`, colour, mode)
  for (const setting of look.settings) {
    const value = look.values[setting.name]
    // What is as the theme has it stands in its style sheets.
    if (value === undefined || value === setting.default) continue
    if (setting.type === 'color' && value !== '') {
      set(setting.property, String(value), setting.mode)
      // What stands on it was made for another colour.
      if (setting.property === '--accent') set('--on-accent', readableOn(String(value)), setting.mode)
    }
    if (setting.type === 'number' && setting.property) set(setting.property, `${value}${setting.unit}`)
    if (setting.type === 'choice' && setting.property) {
      const css = setting.options.find((option) => option.value === value)?.css
      if (css !== undefined) set(setting.property, css)
    }
  }
  return toSheet(light, dark, look.modes)
}

const rule = (lines: readonly string[]): string => (lines.length === 0 ? '' : `:root{${lines.join(';')}}`)

const toSheet = (light: Map<string, string>, dark: Map<string, string>, modes: readonly Mode[]): string => {
  const names = [...new Set([...light.keys(), ...dark.keys()])]
  const only = modes.length === 1 ? (modes[0] === 'dark' ? dark : light) : null
  if (only) return rule(names.flatMap((name) => (only.has(name) ? [`${name}:${only.get(name)}`] : [])))
  const same = names.filter((name) => light.get(name) === dark.get(name))
  const plain = names.flatMap((name) => (light.has(name) ? [`${name}:${light.get(name)}`] : []))
  // Of one mode alone: the other keeps what the style sheets of the theme have, which is not known here.
  const both = names.flatMap((name) =>
    same.includes(name) || !light.has(name) || !dark.has(name)
      ? []
      : [`${name}:light-dark(${light.get(name)},${dark.get(name)})`],
  )
  const oneSided = (mode: Mode, from: Map<string, string>, other: Map<string, string>): string => {
    const lines = names.flatMap((name) => (from.has(name) && !other.has(name) ? [`${name}:${from.get(name)}`] : []))
    if (lines.length === 0) return ''
    const body = lines.join(';')
    return `:root[data-mode="${mode}"]{${body}}@media (prefers-color-scheme: ${mode}){:root:not([data-mode]){${body}}}`
  }
  const shared = plain.filter((line) => {
    const name = line.slice(0, line.indexOf(':'))
    return dark.has(name)
  })
  return [
    rule(shared),
    both.length === 0 ? '' : `@supports (color:light-dark(#000,#fff)){${rule(both)}}`,
    oneSided('light', light, dark),
    oneSided('dark', dark, light),
  ].join('')
}
