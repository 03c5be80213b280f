import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { errorMessages, hookDefinitions } from '@vitrine/core'
import { describe, expect, inject, it } from 'vitest'
import { renderPages } from '../../scripts/docs-tables.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const run = promisify(execFile)
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'AGENTS.md',
  'docs/README.md',
  ...readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`),
  ...readdirSync(join(root, 'examples')).map((name) => `examples/${name}/README.md`),
]

/** The first cells of a page's tables that hold a code. */
const namesIn = (page: string): string[] => [...read(page).matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name!)

describe('tables made from the sources', () => {
  it.each([...renderPages()])('%s is what "npm run docs:tables" writes', (path, text) => expect(read(path)).toBe(text))

  it('list every error and every hook, and nothing else', () => {
    expect(namesIn('docs/guides/errors.md')).toEqual(Object.keys(errorMessages))
    expect(namesIn('docs/guides/hooks.md')).toEqual(Object.keys(hookDefinitions))
    expect(read('docs/guides/errors.md')).not.toMatch(/undefined|\[object/)
  })
})

it('the guide to folders has every reason for which a file is left out', () => {
  const reasons = Object.keys(errorMessages).filter(
    (name) => /^(MEDIA|ENTRY)_/.test(name) && name !== 'MEDIA_NOT_RENDERABLE',
  )
  expect(namesIn('docs/guides/library-folders.md').sort()).toEqual(reasons.sort())
})

describe('the guide to the command line', () => {
  const page = read('docs/guides/cli.md')
  const section = (title: string): string => page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? ''
  const common = page.split(/^## /m)[0]!
  const flags = (text: string): string[] => [...new Set(text.match(/(?<![\w-])--?[a-z][a-z-]*/g))].sort()
  const help = async (...command: string[]): Promise<string> =>
    (await run(process.execPath, [inject('vitrineCli'), ...command, '--help'])).stdout

  it.each(['serve', 'sync', 'import', 'metadata export', 'metadata import', 'user add', 'doctor'])(
    'has every option of %s',
    async (command) => {
      const usage = await help(...command.split(' '))
      // The lines of options only: descriptions mention options too.
      const offered = flags((usage.match(/^ {2}-.*?(?= {2}|$)/gm) ?? []).join('\n'))
      expect(offered.length).toBeGreaterThan(2)
      for (const flag of offered) expect(flags(section(command)).concat(flags(common)), command).toContain(flag)
      // And none that is not there; `--open` and `--no-open` may be explained in one line.
      const told = flags(section(command).replace(/`vitrine [^`]*`/g, ''))
      expect(told.filter((flag) => !offered.includes(flag))).toEqual([])
    },
  )

  it('has every command', async () => {
    const commands = [...(await help()).matchAll(/^ {2}(\w+) /gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help')
    for (const name of commands) expect(page).toMatch(new RegExp(`^## ${name}\\b`, 'm'))
  })
})

it('the page of the configuration has every variable that is read, and no other', () => {
  const folder = join(root, 'packages/server/src/cli')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const variables = (text: string) => [...new Set(text.match(/\bVITRINE_[A-Z_]+\b/g))].sort()
  expect(variables(read('docs/guides/configuration.md'))).toEqual(variables(sources.join('\n')))
})

describe('links between pages', () => {
  const slugs = (path: string): string[] =>
    [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )

  it.each(pages)('%s', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
    for (const target of links.filter((each) => !/^[a-z]+:/.test(each))) {
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? join(root, page) : resolve(root, dirname(page), path)
      expect(existsSync(file), target).toBe(true)
      if (anchor !== undefined) expect(slugs(file), target).toContain(anchor)
    }
  })
})

it('every script that a page names is there', () => {
  const { scripts } = JSON.parse(read('package.json'))
  for (const page of pages) {
    for (const [, name] of read(page).matchAll(/\bnpm run ([a-z][\w:]*)/g))
      expect(Object.keys(scripts), page).toContain(name)
  }
})
