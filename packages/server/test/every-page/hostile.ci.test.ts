import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { useFilledSite } from './filled-site.ts'
import { type Role, samplesOf } from './pages.ts'
import { openEyes } from './visit.ts'

/** Ends whatever it stands in: an attribute, an element, a comment, a script, a template; and tells when it ran. */
const hostile = `"'><img src=x-owned onerror=owned()></title></textarea></script><script>owned()</script><!--{{7*7}}<%= 7*7 %>\${7*7}\u202e`
const say = (field: string): string => `${field} ${hostile}`

/** Runs before anything of a page does. */
const watch = `
  window.faults = []
  window.owned = () => window.faults.push('a text ran as a script')
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.faults.push('policy: ' + violatedDirective + ' ' + blockedURI))
`
/** What a text may have made of a page. */
const look = `[
  ...window.faults,
  ...[...document.querySelectorAll('[src*="x-owned"], [onerror], [onclick], [onload], [style]:not([style=""]) > script, script:not([src])')]
    .filter((element) => !/json/.test(element.type ?? ''))
    .map((element) => 'made: ' + element.outerHTML.slice(0, 200)),
  ...[...document.querySelectorAll('a[href], form[action], [formaction]')]
    .filter((element) => /^\\s*(?:javascript|data|vbscript):/i.test(element.getAttribute('href') ?? element.getAttribute('action') ?? element.getAttribute('formaction')))
    .map((element) => 'leads to a script: ' + element.outerHTML.slice(0, 200)),
]`

/** How many elements the text made of a piece of HTML, as the browser reads it. */
const made = (page: Page, html: string): Promise<number> =>
  page.evaluate<number>(
    `new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').querySelectorAll('[src$="x-owned"], [onerror], script').length`,
  )

describeWith('chromium', 'IN-12, IN-13, IN-14: texts that want to be more', ({ chromium }) => {
  const filled = useFilledSite(chromium, say)
  const opened = async (role: Role): Promise<{ context: BrowserContext; page: Page; asked: string[] }> => {
    const eyes = { role, width: 1440, colorScheme: 'light', script: true } as const
    const context = await openEyes(await openBrowser(chromium), filled(), eyes)
    await context.addInitScript(watch)
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('/x-owned')) asked.push(request.url())
    })
    page.on('dialog', (dialog) => void dialog.dismiss())
    return { context, page, asked }
  }
  afterEach(async () => closePages(await openBrowser(chromium)))

  for (const role of ['guest', 'member', 'admin', 'link'] as const)
    it(`are texts on every page: ${role}`, { timeout: 600_000 }, async () => {
      const { page, asked } = await opened(role)
      const { site } = filled()
      const faults: string[] = []
      const shown = new Set<string>()
      for (const { path } of samplesOf(filled()).filter(({ roles }) => roles.includes(role))) {
        await page.goto(`${site.origin}${path}`)
        await page.locator('main h1').first().waitFor({ state: 'attached' })
        const found = [...(await page.evaluate<string[]>(look)), ...asked.splice(0)]
        faults.push(...found.map((fault) => `${path}: ${fault}`))
        const text = await page.evaluate<string>(
          'document.body.innerText + [...document.querySelectorAll("input, textarea")].map(({ value }) => value).join("\\n")',
        )
        for (const [, field = ''] of text.matchAll(/([A-Z][\w ]+) "'><img src=x-owned/g)) shown.add(field.trim())
      }
      expect(faults).toEqual([])
      expect([...shown].sort().join('\n')).toMatch(/Album sea/)
      expect([...shown].some((field) => field.startsWith('Photo'))).toBe(true)
    })

  it('are texts to whoever reads the page without looking at it', async () => {
    const { page } = await opened('guest')
    const { site, photo, album } = filled()
    for (const [path, title] of [
      [`/albums/${album.id}-${album.slug}`, say('Album sea')],
      [`/albums/${album.id}-${album.slug}/photos/${photo}`, say('Photo 3')],
    ] as const) {
      await page.goto(`${site.origin}${path}`)
      const told = await page.evaluate<string[]>(
        `['og:title', 'twitter:title'].map((name) => document.querySelector('meta[property="' + name + '"], meta[name="' + name + '"]')?.content).filter(Boolean)`,
      )
      expect(told.length).toBeGreaterThan(0)
      for (const each of told) expect(each).toContain(title.slice(0, 60))
      const data = await page.evaluate<string[]>(
        `[...document.querySelectorAll('script[type="application/ld+json"]')].map(({ textContent }) => JSON.stringify(JSON.parse(textContent)))`,
      )
      expect(data.length).toBeGreaterThan(0)
    }
  })

  it('are texts in feeds, site maps and oEmbed', async () => {
    const { page, context } = await opened('guest')
    const { site, album, tag, photo } = filled()
    await page.goto(`${site.origin}/`)
    for (const name of ['/feeds/recent', `/feeds/albums/${album.id}`, `/feeds/tags/${tag.id}`]) {
      const atom = await context.request.get(`${site.origin}${name}.atom`)
      expect([name, atom.status()]).toEqual([name, 200])
      // By the browser's own parser: what is left over as an element of another name would be the text's.
      const names = await page.evaluate<string[]>(
        `(${JSON.stringify(await atom.text())}, [...new Set([...new DOMParser().parseFromString(${JSON.stringify(await atom.text())}, 'application/xml').querySelectorAll('*')].map(({ localName }) => localName))])`,
      )
      expect(names).not.toContain('parsererror')
      expect(names).not.toContain('img')
      expect(names).not.toContain('script')
      expect(names).toContain('entry')
      // Where a reader shows HTML, it shows this.
      const contents = await page.evaluate<string>(
        `[...new DOMParser().parseFromString(${JSON.stringify(await atom.text())}, 'application/xml').querySelectorAll('content, summary')].map((element) => element.getAttribute('type') === 'html' ? element.textContent : '').join('')`,
      )
      expect(await made(page, contents)).toBe(0)
      const json = await (await context.request.get(`${site.origin}${name}.json`)).json()
      expect(json.items.length).toBeGreaterThan(0)
      for (const item of json.items) expect(await made(page, item.content_html ?? '')).toBe(0)
    }
    const map = await (await context.request.get(`${site.origin}/sitemap.xml`)).text()
    expect(map).not.toContain('x-owned')
    const url = `${site.origin}/albums/${album.id}-${album.slug}/photos/${photo}`
    const embedded = await (await context.request.get(`${site.origin}/oembed?url=${encodeURIComponent(url)}`)).json()
    expect(await made(page, embedded.html ?? '')).toBe(0)
  })

  it('are texts in mails', async () => {
    const { page } = await opened('guest')
    const { mails } = filled()
    expect(mails.length).toBeGreaterThan(2)
    for (const { subject, html, text } of mails) {
      expect(subject).not.toMatch(/[\r\n]/)
      expect(`${text}`.length).toBeGreaterThan(0)
      // A page without any policy: nothing but the letter itself keeps the text from running.
      await page.goto('about:blank')
      await page.evaluate(watch)
      await page.setContent(html ?? '')
      expect([subject, await page.evaluate<string[]>(look)]).toEqual([subject, []])
    }
    expect(mails.some(({ html }) => html?.includes('x-owned'))).toBe(true)
  })
})
