import type { ThemeValue } from '@vitrine/core'
import { paletteValue } from './choice.ts'
import type { ThemeFacts } from './facts.ts'
import { faultOf, type ThemeSetting } from './theme-settings.ts'

export interface ReadValues {
  /** Those that differ from what the theme has by itself. */
  readonly values: Readonly<Record<string, ThemeValue>>
  /** What is wrong, by setting. */
  readonly faults: ReadonlyMap<string, string>
}

/** Values of a theme as a program sends them. What the theme does not know is a fault. */
export const checkValues = (
  { settings, palettes }: Pick<ThemeFacts, 'settings' | 'palettes'>,
  given: Readonly<Record<string, unknown>>,
): ReadValues => {
  const values: Record<string, ThemeValue> = {}
  const faults = new Map<string, string>()
  for (const [name, value] of Object.entries(given)) {
    if (name === paletteValue) {
      if (typeof value === 'string' && palettes.has(value)) values[name] = value
      else faults.set(name, 'The theme has no such palette.')
      continue
    }
    const setting = settings.find((one) => one.name === name)
    const fault = setting ? faultOf(setting, value) : 'The theme has no such setting.'
    if (fault !== null) faults.set(name, fault)
    else if (value !== setting?.default) values[name] = value as ThemeValue
  }
  return { values, faults }
}

/** The same from the fields of a form, or of an address. */
export const readFormValues = (facts: Pick<ThemeFacts, 'settings' | 'palettes'>, form: URLSearchParams): ReadValues => {
  const given = Object.fromEntries(facts.settings.map((setting) => [setting.name, valueIn(setting, form)]))
  const palette = form.get(paletteValue)
  return checkValues(facts, palette === null ? given : { ...given, [paletteValue]: palette })
}

const valueIn = (setting: ThemeSetting, form: URLSearchParams): ThemeValue => {
  const sent = form.get(setting.name)
  switch (setting.type) {
    // A field for colours always has one: whether it is meant is another field.
    case 'color':
      return form.get(`${setting.name}-own`) === '1' ? (sent ?? '') : ''
    case 'number':
      return sent === null || sent === '' ? setting.default : Number(sent)
    case 'boolean':
      return sent === '1'
    case 'choice':
      return sent ?? setting.default
    case 'text':
      return (sent ?? setting.default).trim()
  }
}
