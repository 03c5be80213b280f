/** Writes the tables of docs/guides that are made from the sources: `npm run docs:tables`. A test holds them against what they would be. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type ErrorCode, errorMessages, type HookDefinition, hookDefinitions } from '@vitrine/core'
import ts from 'typescript'
import { statusOf } from '../packages/server/src/http/status.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
const code = (text: string): string => `\`${text}\``

/** A message with the names of its details in the place of their values. */
const messageOf = (name: ErrorCode): string => {
  const named = new Proxy({}, { get: (_, key) => `{${String(key)}}` })
  const build = errorMessages[name] as (details: object) => string
  const messages = [...new Set([build(named), build({})])].filter((message) => !message.includes('undefined'))
  return messages.join(' / ')
}

const errorsTable = (): string =>
  [
    row('code', 'status', 'message'),
    row('---', '---', '---'),
    ...(Object.keys(errorMessages) as ErrorCode[]).map((name) =>
      row(code(name), String(statusOf[name]), messageOf(name)),
    ),
  ].join('\n')

/** What the catalogue says of each hook: its comment, and the type of its payload. */
const describeHooks = (): Map<string, { comment: string; payload: string }> => {
  const file = 'packages/core/src/hooks/catalogue.ts'
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)
  const found = new Map<string, { comment: string; payload: string }>()
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement) || !/^Core(Action|Filter|Gate)Map$/.test(statement.name.text)) continue
    for (const member of statement.members) {
      if (!ts.isPropertySignature(member) || !ts.isStringLiteral(member.name) || !member.type) continue
      const comment = ts
        .getJSDocCommentsAndTags(member)
        .map((each) => (typeof each.comment === 'string' ? each.comment : ''))
        .join(' ')
      found.set(member.name.text, { comment: comment.replace(/\s+/g, ' ').trim(), payload: payloadOf(member.type) })
    }
  }
  return found
}

/** `{ readonly a: X; readonly b: Y }` → `a, b` */
const payloadOf = (type: ts.TypeNode): string =>
  ts.isTypeLiteralNode(type) ? type.members.map((member) => code(member.name?.getText() ?? '')).join(', ') : 'none'

/** Names that some source beside the kernel itself mentions: nothing else could dispatch them. */
const dispatchedHooks = (): Set<string> => {
  const found = new Set<string>()
  for (const folder of ['packages/core/src', 'packages/server/src']) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts') || /\.(test|test-d)\.ts$/.test(path) || path.startsWith('hooks/')) continue
      const text = read(join(folder, path))
      for (const name of Object.keys(hookDefinitions)) if (text.includes(`'${name}'`)) found.add(name)
    }
  }
  return found
}

const kinds: Readonly<Record<HookDefinition['kind'], string>> = {
  action: 'action, inline',
  'action-after-commit': 'action, after commit',
  filter: 'filter',
  gate: 'gate',
}

const hooksTable = (): string => {
  const about = describeHooks()
  const dispatched = dispatchedHooks()
  return [
    row('hook', 'kind', 'a fault', 'payload', 'since', ''),
    row('---', '---', '---', '---', '---', '---'),
    ...Object.entries(hookDefinitions).map(([name, { kind, policy, since }]) => {
      const { comment, payload } = about.get(name) ?? { comment: '', payload: '' }
      const note = [...(dispatched.has(name) ? [] : ['*Reserved.*']), ...(comment ? [comment] : [])].join(' ')
      return row(code(name), kinds[kind], policy, payload, since, note)
    }),
  ].join('\n')
}

const tables: Readonly<Record<string, () => string>> = { hooks: hooksTable, errors: errorsTable }

/** The pages that hold tables, by path from the root: as they should be. */
export const renderPages = (): ReadonlyMap<string, string> =>
  new Map(
    ['docs/guides/hooks.md', 'docs/guides/errors.md'].map((path) => [
      path,
      read(path).replace(
        /(<!-- table: (\w+)\.[^>]*-->\n)[\s\S]*?(<!-- end -->)/g,
        (_, begin: string, name: string, end: string) => `${begin}\n${tables[name]?.() ?? ''}\n\n${end}`,
      ),
    ]),
  )

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of renderPages()) writeFileSync(join(root, path), text)
}
