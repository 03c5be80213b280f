import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

/** The only way colours are written: nothing of a style sheet hides in one. */
export const hexColour = /^#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i

const colours = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'Must be the name of a custom property, without its dashes.')),
  v.pipe(v.string(), v.regex(hexColour, 'Must be a colour such as #1f5fd6.')),
)
const paletteSchema = v.strictObject({
  title: v.pipe(v.string(), v.maxLength(100)),
  description: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  light: v.optional(colours, {}),
  dark: v.optional(colours, {}),
})

/** Colours in place of those of the theme: a file of its folder `variants`. */
export type Palette = v.InferOutput<typeof paletteSchema>

/** @throws `TypeError` for one that is no palette */
export const readPalettes = (folder: string): Map<string, Palette> => {
  const palettes = new Map<string, Palette>()
  if (!existsSync(folder)) return palettes
  for (const file of readdirSync(folder).sort()) {
    const [, name] = /^([a-z][a-z0-9-]{0,31})\.json$/.exec(file) ?? []
    if (name === undefined) continue
    try {
      palettes.set(name, v.parse(paletteSchema, JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    } catch (error) {
      throw new TypeError(`variants/${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return palettes
}
