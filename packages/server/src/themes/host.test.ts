import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createLinks } from '../links.ts'
import type { FrameView } from '../pages/view-models/frame.ts'
import { createThemeHost } from './host.ts'
import { bundledThemesFolder } from './manifest.ts'

const links = createLinks()
const folder = mkdtempSync(join(tmpdir(), 'vitrine-themes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const frame: FrameView = {
  site: { title: 'A "quoted" <title>', language: 'en' },
  language: 'en',
  documentTitle: '</title><script>alert(1)</script>',
  section: null,
  mode: null,
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
    const host = createThemeHost({ theme: 'mosaic', links, language: 'en', log: () => {} })
    const page = host.render('error', error, frame)
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).toContain('value="&quot; autofocus onfocus=&quot;alert(1)"')
    expect(page).not.toMatch(/<script>|<svg>|<img/)
    // The policy of the pages forbids both.
    expect(page).not.toMatch(/<[^>]+\sstyle=|<script(?![^>]* src=)/)
  })

  it('stays within the size that a public page may have', () => {
    const host = createThemeHost({ theme: 'mosaic', links, language: 'en', log: () => {} })
    const page = host.render('error', error, frame)
    const path = /href="\/assets\/([^"]+\.css)"/.exec(page)?.[1] ?? ''
    const css = host.assets.find(path)
    expect(css).toBeDefined()
    expect(gzipSync(css?.bytes ?? '').byteLength).toBeLessThan(20 * 1024)
  })

  it('serves the files that were added, compressed on demand, and no other', async () => {
    const host = createThemeHost({ theme: 'mosaic', links, language: 'en', log: () => {} })
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
    const host = createThemeHost({ theme: 'child', links, language: 'en', log, themesFolder: folder })
    expect(host.render('error', error, frame)).toContain('<h1>Mine: &lt;img')
    expect(host.render('tags', { ...noTags, isEmpty: true }, frame)).toContain('No tags yet')
    expect(log).toHaveBeenCalledWith('error', expect.stringContaining('parent'), expect.anything())
  })

  it.each(['missing', '../base', 'circle'])('IN-28: falls back to the base theme for “%s”', async (theme) => {
    await cp(join(bundledThemesFolder(), 'base'), join(folder, 'base'), { recursive: true })
    await mkdir(join(folder, 'circle'), { recursive: true })
    writeFileSync(join(folder, 'circle', 'theme.json'), '{ "name": "circle", "title": "C", "parent": "circle" }')
    const log = vi.fn()
    const host = createThemeHost({ theme, links, language: 'en', log, themesFolder: folder })
    expect(host.render('error', error, frame)).toContain('404')
    expect(log).toHaveBeenCalledWith('error', expect.stringContaining('base theme'), expect.anything())
  })

  it('hands templates frozen models', () => {
    const host = createThemeHost({ theme: 'mosaic', links, language: 'en', log: () => {} })
    const view = { ...noTags, letters: [{ letter: 'A', anchor: 'a', tags: [], more: null }] }
    host.render('tags', view, frame)
    expect(Object.isFrozen(view.letters[0]?.tags)).toBe(true)
  })
})
