import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import { bundledThemesFolder } from '../manifest.ts'
import { writeScaffold } from '../scaffold.ts'
import { checkTheme } from './check-theme.ts'
import type { Finding } from './finding.ts'
import { typesFile } from './type-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitrine-check-'))
afterAll(() => rmSync(folder, { recursive: true }))
const compiler = { ts, types: typesFile() as string, files: new Map() }
const examples = fileURLToPath(new URL('../../../../../examples/themes/', import.meta.url))
/** The compiler reads the types of the whole server. */
const slow = { timeout: 180_000 }

const write = (name: string, files: Readonly<Record<string, string>>): string => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true })
    writeFileSync(join(folder, name, file), text)
  }
  return join(folder, name)
}
const short = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, rule, file, line, message }) => `${severity} ${rule} ${file}:${line ?? '-'} ${message}`)

/** What a checkout that was not built says of scripts. */
const isUnbuilt = ({ severity, message }: Finding): boolean => severity === 'warning' && message.includes('built?')

describe('checkTheme', () => {
  it.each(['base', 'mosaic', 'darkroom'])('finds nothing wrong with %s', slow, (name) => {
    const findings = checkTheme(join(bundledThemesFolder(), name), { compiler })
    expect(short(findings.filter((finding) => !isUnbuilt(finding)))).toEqual([])
  })

  it('finds nothing wrong with the example', slow, () => {
    expect(short(checkTheme(join(examples, 'salon'), { compiler }))).toEqual([])
  })

  it('finds nothing wrong with a theme that was just written', slow, async () => {
    await writeScaffold(join(folder, 'fresh'), { name: 'fresh', parent: 'darkroom' })
    expect(short(checkTheme(join(folder, 'fresh'), { compiler }))).toEqual([])
    await expect(writeScaffold(join(folder, 'orphan'), { name: 'orphan', parent: 'nobody' })).rejects.toThrow('nobody')
  })

  it('holds templates against their models, line by line', slow, () => {
    const theme = write('wrong', {
      'theme.json': JSON.stringify({
        name: 'wrong',
        title: 'Wrong',
        parent: 'base',
        settings: [{ type: 'number', name: 'size', title: 'Size', default: 1, min: 0, max: 2 }],
      }),
      'templates/album.eta': [
        '<h1><%= it.nmae %></h1>',
        '<%~ it.description %>',
        '<% const secrets = process.env; %>',
        '<%~ partial.photoCrad(it) %>',
        '<% for (const photo of it.listing.photos) { %>',
        '<%~ partial.photoCard({ id: photo.id }) %>',
        '<% } %>',
        '<%= it.theme.values.size.toFixed(1) %><%= it.theme.values.sise %>',
        "<%= [].constructor.constructor('return 1')() %>",
      ].join('\n'),
      'templates/tags.eta': "<% for (const x of [1]) { %><%~ include('x') %><% } %>",
    })
    const found = short(checkTheme(theme, { compiler }))
    const about = (part: string) => found.filter((line) => line.includes(part))
    expect(about('error type templates/album.eta:1')).toHaveLength(1)
    expect(about('error raw templates/album.eta:2')).toHaveLength(1)
    expect(about('error global templates/album.eta:3 “process”')).toHaveLength(1)
    expect(about('templates/album.eta:4')[0]).toContain("Did you mean 'photoCard'")
    expect(about('error type templates/album.eta:6')).toHaveLength(1)
    expect(about('templates/album.eta:8')[0]).toContain('sise')
    expect(about('error global templates/album.eta:9 “constructor”').length).toBeGreaterThan(0)
    expect(about('error template templates/tags.eta')[0]).toContain('include')
    expect(about('error slot templates/album.eta').map((line) => /“(.*?)”/.exec(line)?.[1])).toEqual([
      'content.before',
      'toolbar',
      'content.after',
    ])
  })

  it('says what is missing, what comes from elsewhere and what cannot be read', () => {
    const theme = write('pale', {
      'theme.json': JSON.stringify({
        name: 'pale',
        title: 'Pale',
        parent: 'base',
        styles: ['pale.css'],
        assets: ['no.svg'],
      }),
      'styles/pale.css': '@import url("https://fonts.example/x.css");\n:root { --bg: #ffffff; --ink: #999999; }',
      'variants/fog.json': '{ "title": "Fog", "light": { "bg": "#eeeeee", "ink": "#cccccc" } }',
    })
    const found = short(checkTheme(theme, { compiler: null }))
    expect(found).toContain('error file theme.json:- assets/no.svg is named and is not there.')
    expect(found.find((line) => line.startsWith('error file styles/pale.css:1'))).toContain('elsewhere')
    expect(found).toContain('error contrast styles:- --ink on --bg, light: 2.85 to 1, where 4.5 are needed.')
    expect(found.find((line) => line.startsWith('error contrast variants/fog.json'))).toContain('--ink on --bg, light')
  })

  it.each([
    ['none', {}, 'There is no theme.json'],
    ['alone', { 'theme.json': '{ "name": "alone", "title": "Alone" }' }, 'no parent'],
    ['lost', { 'theme.json': '{ "name": "lost", "title": "Lost", "parent": "nobody" }' }, 'There is no theme “nobody”'],
    ['other', { 'theme.json': '{ "name": "another", "title": "Another" }' }, 'calls itself'],
    ['odd', { 'theme.json': '{ "name": "odd", "title": "Odd", "color": 1 }' }, 'color'],
    [
      'red',
      {
        'theme.json': '{ "name": "red", "title": "R", "parent": "base" }',
        'variants/x.json': '{ "title": "X", "light": { "bg": "red;}" } }',
      },
      'variants/x.json',
    ],
  ])('refuses a folder that is no theme: %s', (name, files, message) => {
    const [finding] = checkTheme(write(name, files), { compiler: null })
    expect(finding).toMatchObject({ severity: 'error', rule: 'manifest' })
    expect(finding?.message).toContain(message)
  })
})
