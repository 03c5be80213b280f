import { paletteValue } from '../../../themes/choice.ts'
import type { ThemeFacts } from '../../../themes/facts.ts'
import type { ThemeSetting, ThemeValues } from '../../../themes/theme-settings.ts'
import { type Tokens, withPalette } from '../../../themes/tokens.ts'
import type { ViewContext } from '../view-context.ts'

interface FieldBase {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  readonly error: string | null
}

/** A setting of a theme as a field of a form. */
export type ThemeFieldView =
  | (FieldBase & { readonly kind: 'color'; readonly value: string; readonly isOwn: boolean })
  | (FieldBase & {
      readonly kind: 'palette' | 'choice'
      readonly options: readonly {
        readonly value: string
        readonly label: string
        readonly isSelected: boolean
        /** Colours to show it by. */
        readonly colours: readonly string[]
      }[]
    })
  | (FieldBase & {
      readonly kind: 'number'
      readonly value: string
      readonly min: string
      readonly max: string
      readonly step: string
      readonly unit: string
    })
  | (FieldBase & { readonly kind: 'boolean'; readonly isChecked: boolean })
  | (FieldBase & { readonly kind: 'text'; readonly value: string; readonly maxLength: number })

/** Shown by these where the palette has them. */
const shownColours = ['bg', 'surface', 'ink', 'accent'] as const

const coloursOf = ({ light, dark }: Tokens): string[] =>
  [light, dark].flatMap((mode) => shownColours.flatMap((name) => mode[name] ?? []))

export const toThemeFields = (
  { palettes, settings, usualPalette, tokens }: ThemeFacts,
  values: ThemeValues,
  faults: ReadonlyMap<string, string>,
  { t, formats }: ViewContext,
): ThemeFieldView[] => {
  const palette = typeof values[paletteValue] === 'string' ? values[paletteValue] : usualPalette
  const fields: ThemeFieldView[] =
    palettes.size === 0
      ? []
      : [
          {
            kind: 'palette',
            name: paletteValue,
            label: t('mtheme.palette'),
            hint: null,
            error: faults.get(paletteValue) ?? null,
            options: [...palettes].map(([name, about]) => ({
              value: name,
              label: about.title,
              isSelected: name === palette,
              colours: coloursOf(withPalette(tokens, about)),
            })),
          },
        ]
  const toField = (setting: ThemeSetting): ThemeFieldView => {
    const value = values[setting.name] ?? setting.default
    const base = {
      name: setting.name,
      label: setting.title,
      hint: setting.description ?? null,
      error: faults.get(setting.name) ?? null,
    }
    switch (setting.type) {
      case 'color':
        return { ...base, kind: 'color', value: value === '' ? '#808080' : String(value), isOwn: value !== '' }
      case 'choice':
        return {
          ...base,
          kind: 'choice',
          options: setting.options.map((option) => ({
            value: option.value,
            label: option.title,
            isSelected: option.value === value,
            colours: [],
          })),
        }
      case 'number': {
        const [min, max] = [formats.number(setting.min), formats.number(setting.max)]
        return {
          ...base,
          kind: 'number',
          value: String(value),
          min: String(setting.min),
          max: String(setting.max),
          step: String(setting.step),
          unit: setting.unit,
          hint: base.hint ?? t('mtheme.range', { min, max: `${max} ${setting.unit}`.trim() }),
        }
      }
      case 'boolean':
        return { ...base, kind: 'boolean', isChecked: value === true }
      case 'text':
        return { ...base, kind: 'text', value: String(value), maxLength: setting.maxLength }
    }
  }
  return [...fields, ...settings.map(toField)]
}
