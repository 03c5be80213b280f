import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const themes = fileURLToPath(new URL('../../themes', import.meta.url))
const sheets = readdirSync(themes, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^[^/]+\/styles\/[^/]+\.css$/.test(path),
)

/** Four values of which right and left differ; the edges of a device are where they are, whatever the language. */
const isLopsided = (values: string): boolean => {
  const [, right, , left] = values.match(/(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? []
  return left !== undefined && right !== left && !values.includes('env(')
}

/** Declarations that stay at their side of the window where a page is read from the right. */
const fixedSides = (css: string): string[] =>
  [...css.matchAll(/(?<=[{;\s])([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].flatMap(([text, name = '', value = '']) => {
    const isOneSided = /^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right)(?:-|$)/.test(name)
    const isAligned = /^(?:float|clear|text-align)$/.test(name) && /^(?:left|right)$/.test(value.trim())
    const isShort = /^(?:margin|padding|inset|border-width|border-color|border-style|border-radius)$/.test(name)
    return isOneSided || isAligned || (isShort && isLopsided(value)) ? [text.replace(/\s+/g, ' ')] : []
  })

describe('styles of themes', () => {
  it.each(sheets)('%s follows the reading', (path) => {
    // The tick of what is chosen: it is drawn by two edges of a box, and the same in every language.
    const drawn = ['border-width: 0 2px 2px 0']
    expect(fixedSides(readFileSync(join(themes, path), 'utf8')).filter((text) => !drawn.includes(text))).toEqual([])
  })

  it('would be found out', () => {
    expect(fixedSides('a { left: 0; margin: 0 1px 0 auto; float: left; inset: 0 1px; color: red }')).toHaveLength(3)
  })
})
