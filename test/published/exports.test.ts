import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, inject, it } from 'vitest'
import { entries } from './entries.ts'

const { consumer, packages } = inject('packed')

describe.each(entries)('$name', ({ name, package: packageName, types }) => {
  const folder = packages[packageName]!.folder

  it('exports exactly the names of the snapshot', () => {
    const exported = exportsOf(join(folder, types))
    expect(exported).toMatchSnapshot()
  })

  it('has every value it declares', () => {
    const declared = exportsOf(join(folder, types))
      .filter((line) => line.startsWith('value '))
      .map((line) => line.slice('value '.length))
    const script = `import * as entry from '${name}'; console.log(JSON.stringify(Object.keys(entry)))`
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: consumer })
    expect((JSON.parse(printed.toString()) as string[]).sort()).toEqual(declared.sort())
  })
})

describe.each(Object.entries(packages))('%s', (_name, { folder }) => {
  it('publishes the entries that this test knows', () => {
    const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const published = Object.keys(exports).filter((path) => !path.endsWith('.json'))
    const known = entries.filter((entry) => entry.package === name).map((entry) => `.${entry.name.slice(name.length)}`)
    expect(published.sort()).toEqual(known.sort())
  })
})

/** The exported names of a declaration file, each with whether it is there at run time. */
function exportsOf(file: string): string[] {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) return []
  return checker
    .getExportsOfModule(module)
    .map((symbol) => `${isValue(symbol, checker) ? 'value' : 'type'} ${symbol.name}`)
    .sort()
}

/** A name is there at run time when it leads to a value and no step on the way is an `export type`. */
function isValue(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  if (symbol.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration)) return false
  const next = symbol.flags & ts.SymbolFlags.Alias ? checker.getImmediateAliasedSymbol(symbol) : undefined
  return next ? isValue(next, checker) : (symbol.flags & ts.SymbolFlags.Value) !== 0
}
