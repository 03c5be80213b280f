import type { ThemeValue } from '@vitrine/core'
import * as v from 'valibot'
import { hexColour } from './palettes.ts'

const text = v.pipe(v.string(), v.maxLength(500))
const base = {
  name: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,39}$/)),
  title: text,
  description: v.optional(text),
}
/** A custom property that has the value in style sheets. */
const property = v.pipe(v.string(), v.regex(/^--[a-z][a-z0-9-]{0,39}$/))
const colour = v.pipe(v.string(), v.regex(hexColour))
/** One value of a style sheet: lengths, names and functions of them, and nothing that ends a declaration. */
const cssValue = v.pipe(v.string(), v.regex(/^[\w\s.,%()"'*/+#-]{0,200}$/))

const setting = v.variant('type', [
  v.strictObject({
    ...base,
    type: v.literal('color'),
    /** Empty: as the palette has it. */
    default: v.optional(v.union([colour, v.literal('')]), ''),
    property,
    /** Only there; both, where it is left out. */
    mode: v.optional(v.picklist(['light', 'dark'])),
  }),
  v.strictObject({
    ...base,
    type: v.literal('choice'),
    default: v.string(),
    property: v.optional(property),
    options: v.pipe(
      v.array(
        v.strictObject({ value: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)), title: text, css: v.optional(cssValue) }),
      ),
      v.minLength(2),
    ),
  }),
  v.strictObject({
    ...base,
    type: v.literal('number'),
    default: v.number(),
    min: v.number(),
    max: v.number(),
    step: v.optional(v.number(), 1),
    property: v.optional(property),
    unit: v.optional(v.picklist(['', 'px', 'rem', 'em', '%', 'vw', 'vh', 'ms', 's', 'deg']), ''),
  }),
  v.strictObject({ ...base, type: v.literal('boolean'), default: v.boolean() }),
  v.strictObject({
    ...base,
    type: v.literal('text'),
    default: v.optional(text, ''),
    maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000)), 200),
  }),
])

export const themeSettings = v.array(setting)
export type ThemeSetting = v.InferOutput<typeof setting>
export type ThemeValues = Readonly<Record<string, ThemeValue>>

/** What is wrong with a value; `null`: nothing. */
export const faultOf = (setting: ThemeSetting, value: unknown): string | null => {
  switch (setting.type) {
    case 'color':
      return typeof value === 'string' && (value === '' || hexColour.test(value))
        ? null
        : 'Must be a colour such as #1f5fd6.'
    case 'choice':
      return setting.options.some((option) => option.value === value) ? null : 'Must be one of the choices.'
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'Must be a number.'
      return value < setting.min || value > setting.max ? `Must be between ${setting.min} and ${setting.max}.` : null
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Must be true or false.'
    case 'text':
      if (typeof value !== 'string') return 'Must be text.'
      return value.length > setting.maxLength ? `Must have ${setting.maxLength} characters at most.` : null
  }
}

/** The values that a theme is drawn with: what was set, where the theme still understands it, and else its own. */
export const valuesOf = (settings: readonly ThemeSetting[], set: ThemeValues): ThemeValues =>
  Object.fromEntries(
    settings.map((setting) => {
      const value = Object.hasOwn(set, setting.name) ? set[setting.name] : undefined
      return [setting.name, value !== undefined && faultOf(setting, value) === null ? value : setting.default]
    }),
  )
