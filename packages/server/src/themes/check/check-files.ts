import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ThemeSource } from '../manifest.ts'
import type { Finding } from './finding.ts'

const require = createRequire(import.meta.url)

/** Files that the manifest or the style sheets of a theme name and that are not there. */
export const checkFiles = (chain: readonly ThemeSource[]): Finding[] => {
  const [own] = chain
  if (!own) return []
  const { folder, manifest } = own
  const findings: Finding[] = []
  const missing = (
    name: string,
    severity: Finding['severity'] = 'error',
    message = 'is named and is not there.',
  ): void =>
    void findings.push({ severity, rule: 'file', file: 'theme.json', line: null, message: `${name} ${message}` })
  const needs = (path: string): void => {
    if (!existsSync(join(folder, path))) missing(path)
  }
  for (const name of manifest.styles) needs(`styles/${name}`)
  for (const name of manifest.assets) needs(`assets/${name}`)
  if (manifest.screenshot !== undefined) needs(manifest.screenshot)
  // Built ones may not be built yet: pages work without them.
  const built = [...manifest.scripts, ...manifest.onDemand, ...Object.values(manifest.pageScripts).flat()]
  for (const name of built)
    if (!existsSync(join(folder, 'assets', name))) missing(`assets/${name}`, 'warning', 'is not there: was it built?')
  for (const name of Object.values(manifest.pageStyles).flat())
    if (!existsSync(join(folder, 'styles', name)) && !existsSync(join(folder, 'assets', name)))
      missing(`styles/${name}`, 'warning', 'is not there: was it built?')
  for (const [name, file] of Object.entries(manifest.fonts)) {
    try {
      require.resolve(file)
    } catch {
      missing(`The font ${name}, ${file},`)
    }
  }
  const fonts = new Set(chain.flatMap((theme) => Object.keys(theme.manifest.fonts)))
  for (const sheet of manifest.styles) {
    const file = join(folder, 'styles', sheet)
    if (!existsSync(file)) continue
    const css = readFileSync(file, 'utf8')
    for (const match of css.matchAll(/url\("asset:([^"]+)"\)/g))
      if (!fonts.has(match[1] ?? ''))
        findings.push({ ...at(sheet, css, match.index), message: `There is no font “${match[1]}” in the manifest.` })
    for (const match of css.matchAll(/@import\b|url\(\s*["']?(?:https?:)?\/\//g))
      findings.push({
        ...at(sheet, css, match.index),
        message: 'Nothing is loaded from elsewhere: the policy of the pages forbids it.',
      })
  }
  if (manifest.palette !== undefined && !chain.some(({ palettes }) => palettes.has(manifest.palette ?? '')))
    missing(`variants/${manifest.palette}.json`)
  return findings
}

const at = (sheet: string, css: string, index: number): Omit<Finding, 'message'> => ({
  severity: 'error',
  rule: 'file',
  file: `styles/${sheet}`,
  line: css.slice(0, index).split('\n').length,
})
