import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { given } from './given.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const text = (page: string): string => readFileSync(join(root, page), 'utf8')
/** Pages with code. Each is one module: a block goes on where the one before it ended. */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`),
  'packages/plugins/README.md',
].filter((page) => /^```tsx?$/m.test(text(page)))

const sampleOf = (page: string): string => {
  const blocks = [...text(page).matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '')
  expect(blocks.length, page).toBeGreaterThan(0)
  return `${blocks.join('\n')}\nexport {}\n`
}

it('the code of the pages compiles', { timeout: 120_000 }, () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  expect(pages.length).toBeGreaterThan(20)
  const samples = new Map([
    [join(root, 'given.d.ts'), given],
    ...pages.map((page): [string, string] => [join(root, `${page.replace(/\W/g, '_')}.sample.ts`), sampleOf(page)]),
  ])
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
