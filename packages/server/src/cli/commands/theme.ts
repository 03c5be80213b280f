import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { CheckOptions } from '../../themes/check/check-theme.ts'
import type { Finding } from '../../themes/check/finding.ts'
import { count, plain, print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface ThemeCheckFlags {
  json?: boolean
  themes?: string[]
  types?: boolean
}

/** What a shell is told; 1 is for a command that failed. */
const exitCodes = { well: 0, warnings: 0, errors: 3 } as const

/** Looks through the theme in a folder. @returns 0 where it can be used as it is, 3 where something is wrong with it. */
export const themeCheckCommand = async (folder: string, flags: ThemeCheckFlags): Promise<number> => {
  const isJson = flags.json === true
  const { checkTheme } = await import('../../themes/check/check-theme.ts')
  const compiler = flags.types === false ? null : await loadCompiler()
  const findings = checkTheme(folder, {
    themeFolders: (flags.themes ?? []).map((each) => resolve(each)),
    compiler: typeof compiler === 'string' ? null : compiler,
  })
  // Whoever wanted types and got none must not believe that all is well.
  if (typeof compiler === 'string')
    findings.push({ severity: 'error', rule: 'type', file: '.', line: null, message: compiler })
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const result = { theme: basename(resolve(folder)), errors, warnings: findings.length - errors, findings }
  if (isJson) print(toJson(result, 2))
  else report(result)
  return errors > 0 ? exitCodes.errors : exitCodes.well
}

/** The compiler is a development dependency of whoever writes themes, and none of those who serve a gallery. */
const loadCompiler = async (): Promise<NonNullable<CheckOptions['compiler']> | string> => {
  const { typesFile } = await import('../../themes/check/type-check.ts')
  const types = typesFile()
  if (types === null) return 'The types of templates are missing from this build. Without them: --no-types.'
  try {
    const loaded = await import('typescript')
    return { ts: loaded.default ?? loaded, types }
  } catch {
    return 'Templates are held against their models by the TypeScript compiler, which is not installed: npm install --save-dev typescript. Without it: --no-types.'
  }
}

const report = ({
  theme,
  errors,
  warnings,
  findings,
}: {
  theme: string
  errors: number
  warnings: number
  findings: readonly Finding[]
}): void => {
  for (const { severity, rule, file, line, message } of findings)
    print(`${plain(file)}${line === null ? '' : `:${line}`}  ${severity}  ${plain(message)}  (${rule})`)
  if (findings.length > 0) print()
  print(
    errors + warnings === 0
      ? `Nothing is wrong with “${plain(theme)}”.`
      : `“${plain(theme)}”: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
  )
}

export interface ThemeNewFlags {
  json?: boolean
  parent?: string
  in?: string
}

/** Writes a theme to begin with. */
export const themeNewCommand = async (name: string, flags: ThemeNewFlags): Promise<number> => {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name))
    throw new UsageError('A theme is called by small letters, digits and dashes, such as “night-walk”.')
  const { writeScaffold } = await import('../../themes/scaffold.ts')
  const parent = flags.parent ?? 'mosaic'
  const folder = join(resolve(flags.in ?? '.'), name)
  if (existsSync(folder)) throw new UsageError(`There is a folder ${plain(folder)} already.`)
  const files = await writeScaffold(folder, { name, parent })
  if (flags.json) print(toJson({ folder, files }, 2))
  else {
    print(`Made the theme “${name}” in ${plain(folder)}: ${files.join(', ')}.`)
    print(`Look through it with “vitrine theme check ${plain(flags.in ? folder : name)}”.`)
  }
  return 0
}
