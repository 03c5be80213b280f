import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { contract, listOperations } from '@vitrine/sdk/contract'
import { beforeAll, describe, expect, inject, it } from 'vitest'

const site = join(inject('packed').packages.vitrine!.folder, 'docs')

describe('the documentation site in the package of the server', () => {
  const pages = new Map<string, string>()
  const ids = new Map<string, Set<string>>()
  beforeAll(() => {
    for (const name of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.html')) continue
      const text = readFileSync(join(site, name), 'utf8')
      pages.set(join(site, name), text)
      ids.set(join(site, name), new Set([...text.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id!)))
    }
  })

  it('has the guides, the packages and every operation of the API', () => {
    for (const page of ['index', 'guides/getting-started', 'guides/mysql', 'guides/errors', 'modules/vitrine_core'])
      expect([...pages.keys()]).toContain(join(site, `${page}.html`))
    for (const { id } of listOperations(contract)) {
      const [group = ''] = id.split('.')
      const page = pages.get(join(site, 'operations', `${group}.html`)) ?? ''
      expect(page, id).toMatch(new RegExp(`>${id.replace('.', '\\.')}<`))
    }
    expect(pages.get(join(site, 'guides/errors.html'))).toContain('PHOTO_NOT_FOUND')
  })

  it('has no link that leads nowhere', () => {
    const broken: string[] = []
    let count = 0
    for (const [page, text] of pages) {
      for (const [, target = ''] of text.matchAll(/<(?:a|link|script|img|use)\b[^>]*?\b(?:href|src)="([^"]*)"/g)) {
        if (/^(https?:|mailto:)/.test(target)) continue
        count++
        const [path = '', anchor] = decodeURI(target.replaceAll('&amp;', '&')).split('#')
        const file = path === '' ? page : resolve(dirname(page), path.split('?')[0] ?? '')
        const isThere = existsSync(file) && (!anchor || !ids.has(file) || ids.get(file)?.has(anchor))
        if (!isThere) broken.push(`${relative(site, page)}: ${target}`)
      }
    }
    expect(count).toBeGreaterThan(5000)
    expect([...new Set(broken)]).toEqual([])
  })

  it('loads nothing from elsewhere, and has no inline script or style', () => {
    for (const [page, text] of pages) {
      const name = relative(site, page)
      expect(text.match(/<script(?![^>]*\bsrc=)|<style\b|<[^>]+\s(?:style|on\w+)="/g), name).toBeNull()
      expect(text.match(/<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?\/\//g), name).toBeNull()
    }
    for (const name of readdirSync(join(site, 'assets')).filter((each) => each.endsWith('.css')))
      expect(readFileSync(join(site, 'assets', name), 'utf8'), name).not.toMatch(/url\(["']?(?:data:|https?:|\/\/)/)
  })

  it('stays small enough to be carried along', () => {
    const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const bytes = files.reduce((sum, { parentPath, name }) => sum + readFileSync(join(parentPath, name)).length, 0)
    expect(bytes).toBeLessThan(16 * 1024 ** 2)
  })
})
