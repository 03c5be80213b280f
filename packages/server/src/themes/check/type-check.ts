import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as TypeScript from 'typescript'
import type { Finding } from './finding.ts'
import type { TemplateSource } from './template-source.ts'

export type Compiler = typeof TypeScript

export interface CompilerOptions {
  readonly ts: Compiler
  /** File of the types that the heads of the sources import. */
  readonly types: string
  /** What was read before, where several themes are checked one after the other. */
  readonly files?: Map<string, TypeScript.SourceFile | undefined>
}

/** A template of the theme, ready for the compiler. */
export interface CheckedTemplate {
  /** Below the folder of the theme, `templates/album.eta`. */
  readonly file: string
  readonly source: TemplateSource
}

/** Where the types of templates stand: beside this in a checkout, below `dist` in the package. `null` in a build without types. */
export const typesFile = (): string | null => {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let level = 0; level < 5; level++) {
    for (const file of [
      'template-types.ts',
      'themes/template-types.ts',
      'themes/template-types.d.ts',
      'dist/themes/template-types.d.ts',
      'src/themes/template-types.ts',
    ]) {
      if (existsSync(join(folder, file))) return join(folder, file)
    }
    folder = dirname(folder)
  }
  return null
}

/** What gets a template out of its model: it runs on the server, for everybody. */
const forbidden: ReadonlySet<string> = new Set([
  'process',
  'require',
  'module',
  'exports',
  'globalThis',
  'global',
  'eval',
  'Function',
  'fetch',
  'console',
  'Buffer',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Reflect',
  'Proxy',
  'WebAssembly',
  'constructor',
  '__proto__',
])

/** Runs the compiler over the templates. */
export const checkTypes = (
  { ts, types, files = new Map() }: CompilerOptions,
  templates: readonly CheckedTemplate[],
): Finding[] => {
  const folder = dirname(types)
  const byPath = new Map(
    templates.map((one, index) => [join(folder, `checked-template-${index}.ts`).replaceAll('\\', '/'), one]),
  )
  const options: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    // Little functions of a template need no types of their own.
    noImplicitAny: false,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
    ...pathsOf(types),
  }
  const host = ts.createCompilerHost(options)
  const plain = { read: host.readFile, exists: host.fileExists, source: host.getSourceFile }
  host.fileExists = (path) => byPath.has(path) || plain.exists(path)
  host.readFile = (path) => byPath.get(path)?.source.code ?? plain.read(path)
  host.getSourceFile = (path, version, onError, fresh) => {
    const own = byPath.get(path)
    if (own) return ts.createSourceFile(path, own.source.code, version, true)
    if (!files.has(path)) files.set(path, plain.source(path, version, onError, fresh))
    return files.get(path)
  }
  const program = ts.createProgram([...byPath.keys()], options, host)
  return [...byPath].flatMap(([path, { file, source }]) => {
    const parsed = program.getSourceFile(path)
    if (!parsed) return []
    const at = (position: number): number | null =>
      source.lineOf.get(parsed.getLineAndCharacterOfPosition(position).line + 1) ?? null
    const globals = forbiddenIn(ts, parsed).map(
      ({ name, position }): Finding => ({
        severity: 'error',
        rule: 'global',
        file,
        line: at(position),
        message: `“${name}” is not for templates: they print what they are given.`,
      }),
    )
    const named = new Set(globals.map(({ line }) => line))
    const faults = [...program.getSyntacticDiagnostics(parsed), ...program.getSemanticDiagnostics(parsed)]
    return [
      ...globals,
      ...faults.flatMap((fault): Finding[] => {
        const line = at(fault.start ?? 0)
        const message = ts.flattenDiagnosticMessageText(fault.messageText, '\n').split('\n')[0] ?? ''
        // Said already, and better.
        if (named.has(line) && /^Cannot find name/.test(message)) return []
        const isRaw = /parameter of type 'SafeHtml'/.test(message)
        return [
          {
            severity: 'error',
            rule: isRaw ? 'raw' : 'type',
            file,
            line,
            message: isRaw
              ? 'A raw tag prints only markup that was made as such: a partial, a slot, icon(), img(), lines(), lang() or json(). Use <%= %>.'
              : message,
          },
        ]
      }),
    ]
  })
}

const forbiddenIn = (ts: Compiler, file: TypeScript.SourceFile): { name: string; position: number }[] => {
  const found: { name: string; position: number }[] = []
  const look = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && forbidden.has(node.text)) {
      const { parent } = node
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node
      const isOfModel = isMember && node.text !== 'constructor' && node.text !== '__proto__'
      const isKey = ts.isPropertyAssignment(parent) && parent.name === node
      if (!isOfModel && !isKey) found.push({ name: node.text, position: node.getStart(file) })
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push({ name: 'import()', position: node.getStart(file) })
    if (node.kind === ts.SyntaxKind.ThisKeyword) found.push({ name: 'this', position: node.getStart(file) })
    ts.forEachChild(node, look)
  }
  look(file)
  return found
}

/** In a checkout the packages are found by their sources, as its own configuration has it. */
const pathsOf = (types: string): TypeScript.CompilerOptions => {
  if (types.endsWith('.d.ts')) return {}
  const root = join(dirname(types), '..', '..', '..', '..')
  return {
    baseUrl: root,
    paths: {
      '@vitrine/core': ['packages/core/src/index.ts'],
      '@vitrine/sdk': ['packages/sdk/src/index.ts'],
      '@vitrine/sdk/contract': ['packages/sdk/src/contract/index.ts'],
    },
    // What the sources use, templates do not get to see: their code is looked through by name.
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  }
}
