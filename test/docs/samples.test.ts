import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Pages whose code can stand on its own. Each is one module: a block goes on where the one before it ended. */
const pages = [
  'README.md',
  'docs/guides/embedding.md',
  'docs/guides/hooks.md',
  'docs/guides/hosts.md',
  'docs/guides/behind-a-proxy.md',
  'docs/guides/mysql.md',
  'packages/plugins/README.md',
]

const sampleOf = (page: string): string => {
  const text = readFileSync(join(root, page), 'utf8')
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '')
  expect(blocks.length, page).toBeGreaterThan(0)
  return blocks.join('\n')
}

it('the code of the pages compiles', { timeout: 120_000 }, () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const samples = new Map(pages.map((page) => [join(root, `${page.replace(/\W/g, '_')}.sample.ts`), sampleOf(page)]))
  const host = ts.createCompilerHost({ ...options, skipLibCheck: true })
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => samples.has(path) || fileExists(path)
  host.readFile = (path) => samples.get(path) ?? readFile(path)
  host.getSourceFile = (path, ...rest) => {
    const sample = samples.get(path)
    return sample === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, sample, ts.ScriptTarget.ES2023, true)
  }
  const program = ts.createProgram([...samples.keys()], options, host)
  const faults = [...samples.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start }) => {
        const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0
        return `${path}:${line}: ${file?.text.split('\n')[line]}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
      },
    )
  })
  expect(faults).toEqual([])
})
