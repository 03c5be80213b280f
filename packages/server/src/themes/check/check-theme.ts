import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { compileTemplate } from '../compile.ts'
import { factsOf } from '../facts.ts'
import { bundledThemesFolder, readThemeChain, type ThemeSource } from '../manifest.ts'
import { checkColours } from './check-colours.ts'
import { checkFiles } from './check-files.ts'
import { checkSlots } from './check-slots.ts'
import type { Finding } from './finding.ts'
import { toHead, toPartialName } from './template-head.ts'
import { toTemplateSource } from './template-source.ts'
import { type CheckedTemplate, type CompilerOptions, checkTypes } from './type-check.ts'

export interface CheckOptions {
  /** Where parents are looked for, besides beside the theme and among those that came with the server. */
  readonly themeFolders?: readonly string[]
  /** `null`: templates are not held against their models. */
  readonly compiler: CompilerOptions | null
}

/** Everything that is wrong with the theme in a folder. */
export const checkTheme = (themeFolder: string, { themeFolders = [], compiler }: CheckOptions): Finding[] => {
  const folder = resolve(themeFolder)
  const manifestFault = (message: string): Finding[] => [
    { severity: 'error', rule: 'manifest', file: 'theme.json', line: null, message },
  ]
  if (!existsSync(join(folder, 'theme.json'))) return manifestFault('There is no theme.json in this folder.')
  let chain: ThemeSource[]
  try {
    chain = readThemeChain(basename(folder), [dirname(folder), ...themeFolders, bundledThemesFolder()])
  } catch (error) {
    return manifestFault(error instanceof Error ? error.message : String(error))
  }
  const [own] = chain
  const base = readThemeChain('base')[0]
  if (!own || !base) return []
  const templates = new Map(chain.toReversed().flatMap((theme) => [...theme.templates]))
  if (!templates.has('layout')) return manifestFault('It has no template “layout”, and no parent that has one.')
  const names = new Set(own.templates.keys())
  const files = checkFiles(chain)
  // Without its files nothing else can be said of it that would hold.
  if (
    files.some(
      ({ rule, severity, message }) => rule === 'file' && severity === 'error' && message.startsWith('styles/'),
    )
  )
    return files
  return [
    ...files,
    ...checkSlots(templates, base.templates, names),
    ...checkColours(chain),
    ...checkTemplates(own, templates, factsOf(chain).settings, compiler),
  ]
}

const checkTemplates = (
  own: ThemeSource,
  all: ReadonlyMap<string, string>,
  settings: ReturnType<typeof factsOf>['settings'],
  compiler: CheckOptions['compiler'],
): Finding[] => {
  const partials = [...all.keys()].flatMap((name) => toPartialName(name) ?? [])
  const checked: CheckedTemplate[] = []
  const findings: Finding[] = []
  for (const name of own.templates.keys()) {
    const file = `templates/${name}.eta`
    const text = readFileSync(join(own.folder, file), 'utf8')
    try {
      compileTemplate(name, text, {})
    } catch (error) {
      const message = error instanceof Error ? error.message.split('\n')[0] : String(error)
      findings.push({ severity: 'error', rule: 'template', file, line: null, message: message ?? '' })
      continue
    }
    if (compiler) checked.push({ file, source: toTemplateSource(text, toHead(name, { partials, settings })) })
  }
  return compiler ? [...findings, ...checkTypes(compiler, checked)] : findings
}
