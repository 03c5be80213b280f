import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createLanguages } from '../languages/languages.ts'
import { createLinks } from '../links.ts'
import type { FrameView } from '../pages/view-models/frame.ts'
import { createThemeHost } from './host.ts'
import { bundledThemesFolder } from './manifest.ts'

const links = createLinks()
const languages = createLanguages({ log: () => {} })
const folder = mkdtempSync(join(tmpdir(), 'vitrine-themes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const frame: FrameView = {
  site: { title: 'A "quoted" <title>', language: 'en', about: '' },
  logo: null,
  theme: {
    name: 'mosaic',
    title: 'Mosaic',
    palette: null,
    modes: ['light', 'dark'],
    values: {},
    classes: '',
    styles: [],
  },
  language: 'en',
  direction: 'ltr',
  languages: null,
  documentTitle: '</title><script>alert(1)</script>',
  section: null,
  mode: null,
  density: 'medium',
  infoOpen: false,
  viewer: null,
  viewing: null,
  csrfToken: null,
  preview: null,
  feeds: [],
  urls: {
    home: '/',
    tags: '/tags',
    calendar: '/calendar',
    map: '/map',
    recent: '/recent',
    popular: '/popular',
    rated: '/rated',
    random: '/random',
    search: '/search',
    signIn: '/sign-in',
    signOut: '/sign-out',
    account: '/account',
    keys: '/account/keys',
    manage: '/admin',
    about: '/about',
    library: '/admin/library',
  },
  searchText: '" autofocus onfocus="alert(1)',
  progress: null,
  robots: null,
  canonicalUrl: '/?a="><script>',
  previousUrl: null,
  nextUrl: null,
  refreshSeconds: null,
}
const noTags = { tabs: [], cloud: [], letters: [], title: null, moreUrl: null, isEmpty: false }
const error = { status: 404, title: '<img src=x onerror=alert(1)>', text: '</p><svg>', homeUrl: '/', signInUrl: null }

describe('createThemeHost', () => {
  it('renders a whole page of the default theme without markup from values', () => {
    const host = createThemeHost({ theme: 'mosaic', links, languages, log: () => {} })
    const page = host.render('error', error, frame)
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).toContain('value="&quot; autofocus onfocus=&quot;alert(1)"')
    expect(page).not.toMatch(/<script>|<svg>|<img/)
    // The policy of the pages forbids both.
    expect(page).not.toMatch(/<[^>]+\sstyle=|<script(?![^>]* src=)/)
  })

  it('stays within the size that a public page may have', () => {
    const host = createThemeHost({ theme: 'mosaic', links, languages, log: () => {} })
    const page = host.render('error', error, frame)
    const path = /href="\/assets\/([^"]+\.css)"/.exec(page)?.[1] ?? ''
    const css = host.assets.find(path)
    expect(css).toBeDefined()
    expect(gzipSync(css?.bytes ?? '').byteLength).toBeLessThan(20 * 1024)
  })

  it('serves the files that were added, compressed on demand, and no other', async () => {
    const host = createThemeHost({ theme: 'mosaic', links, languages, log: () => {} })
    const path = /\/assets\/([^"]+\.css)"/.exec(host.render('error', error, frame))?.[1] ?? ''
    const css = host.assets.find(path)
    expect((await css?.encode('br'))?.byteLength).toBeLessThan(css?.bytes.byteLength ?? 0)
    for (const other of ['../theme.json', 'mosaic.css', 'templates/home.eta', '', '__proto__', 'constructor']) {
      expect(host.assets.find(other)).toBeUndefined()
    }
  })

  it('looks templates up from child to parent, and passes over a child’s that is broken', async () => {
    await cp(join(bundledThemesFolder(), 'base'), join(folder, 'base'), { recursive: true })
    await mkdir(join(folder, 'child', 'templates'), { recursive: true })
    writeFileSync(join(folder, 'child', 'theme.json'), '{ "name": "child", "title": "Child", "parent": "base" }')
    writeFileSync(join(folder, 'child', 'templates', 'error.eta'), '<h1>Mine: <%= it.title %></h1>')
    writeFileSync(join(folder, 'child', 'templates', 'tags.eta'), '<% if ( { %>')
    const log = vi.fn()
    const host = createThemeHost({ theme: 'child', links, languages, log, themesFolder: folder })
    expect(host.render('error', error, frame)).toContain('<h1>Mine: &lt;img')
    expect(host.render('tags', { ...noTags, isEmpty: true }, frame)).toContain('No tags yet')
    expect(log).toHaveBeenCalledWith('error', expect.stringContaining('parent'), expect.anything())
  })

  it('THM-04: lets a site change its theme, whichever it is, and one page alone', async () => {
    const overrides = join(folder, 'overrides')
    await mkdir(join(overrides, 'templates'), { recursive: true })
    await mkdir(join(overrides, 'styles'), { recursive: true })
    writeFileSync(join(overrides, 'templates', 'error.eta'), '<h1>Ours: <%= it.title %></h1>')
    writeFileSync(join(overrides, 'templates', 'error-404.eta'), '<h1>Lost: <%= it.title %></h1>')
    writeFileSync(join(overrides, 'templates', 'tags.eta'), '<% if ( { %>')
    writeFileSync(join(overrides, 'styles', 'site.css'), '/* ours */ .photo { outline: 3px solid rebeccapurple }')
    const log = vi.fn()
    const host = createThemeHost({ theme: 'mosaic', links, languages, log, overridesFolder: overrides })
    expect(host.render('error', error, frame)).toContain('<h1>Ours: &lt;img')
    expect(host.render('error', error, frame, ['error-403', 'error-404'])).toContain('<h1>Lost: &lt;img')
    expect(host.render('error', error, frame, ['../error', '__proto__'])).toContain('<h1>Ours: ')
    expect(host.render('tags', { ...noTags, isEmpty: true }, frame)).toContain('No tags yet')
    const [, css = ''] =
      /<link rel="stylesheet" href="\/assets\/([^"]+)"/.exec(host.render('error', error, frame)) ?? []
    const sheet = Buffer.from(host.assets.find(css)?.bytes ?? []).toString()
    expect(sheet.trimEnd().endsWith('.photo { outline: 3px solid rebeccapurple }')).toBe(true)
    expect(css).toMatch(/^mosaic\./)
    expect(log).toHaveBeenCalledTimes(1)
  })

  it('takes themes of the site beside those that came along, which keep their names', async () => {
    const themes = join(folder, 'own')
    for (const [name, parent] of [
      ['night', 'mosaic'],
      ['mosaic', 'base'],
    ] as const) {
      await mkdir(join(themes, name, 'templates'), { recursive: true })
      writeFileSync(join(themes, name, 'theme.json'), JSON.stringify({ name, title: name, parent }))
      writeFileSync(join(themes, name, 'templates', 'error.eta'), `<h1>${name}</h1>`)
    }
    const render = (theme: string) =>
      createThemeHost({ theme, links, languages, log: () => {}, themesFolder: themes }).render('error', error, frame)
    expect(render('night')).toContain('<h1>night</h1>')
    expect(render('mosaic')).not.toContain('<h1>mosaic</h1>')
  })

  it.each(['missing', '../base', 'circle'])('IN-28: falls back to the base theme for “%s”', async (theme) => {
    await cp(join(bundledThemesFolder(), 'base'), join(folder, 'base'), { recursive: true })
    await mkdir(join(folder, 'circle'), { recursive: true })
    writeFileSync(join(folder, 'circle', 'theme.json'), '{ "name": "circle", "title": "C", "parent": "circle" }')
    const log = vi.fn()
    const host = createThemeHost({ theme, links, languages, log, themesFolder: folder })
    expect(host.render('error', error, frame)).toContain('404')
    expect(log).toHaveBeenCalledWith('error', expect.stringContaining('base theme'), expect.anything())
  })

  it('hands templates frozen models', () => {
    const host = createThemeHost({ theme: 'mosaic', links, languages, log: () => {} })
    const view = { ...noTags, letters: [{ letter: 'A', anchor: 'a', tags: [], more: null }] }
    host.render('tags', view, frame)
    expect(Object.isFrozen(view.letters[0]?.tags)).toBe(true)
  })
})
