import assert from 'node:assert/strict'
import type { HostConformanceCase } from './conformance.types.ts'
import { basePathOf, createVisitor } from './visitor.ts'

/** Every address that a page leads to or loads. */
/** What can be asked for: forms that write are for those who fill them in. */
const linksOf = (html: string): string[] =>
  [...html.replaceAll(/<form[^>]*method="post"[^>]*>/g, '').matchAll(/(?:href|src|action)="([^"#]+)/g)].flatMap(
    ([, link = '']) => (link.startsWith('#') ? [] : [link]),
  )

/** Pages, and what they load. */
export const pageCases: readonly HostConformanceCase[] = [
  {
    name: 'shows the home page with and without a slash at the end',
    async run(host) {
      const { ask } = createVisitor(host)
      for (const path of ['', '/']) {
        const response = await ask(path)
        assert.equal(response.status, 200, `"${path}"`)
        assert.match(response.headers.get('content-type') ?? '', /^text\/html/)
        assert.match(response.headers.get('content-security-policy') ?? '', /script-src/)
        assert.match(await response.text(), /<title>/)
      }
    },
  },
  {
    name: 'keeps every link of a page inside the base path, and each leads somewhere',
    async run(host) {
      const { ask } = createVisitor(host)
      const base = basePathOf(host)
      const links = new Set(linksOf(await (await ask('/')).text()))
      assert.ok(links.size > 3, 'the page has links')
      for (const link of links) {
        assert.ok(link.startsWith(`${base}/`), `${link} lies below ${base}/`)
        const response = await ask(link.slice(base.length).replaceAll('&amp;', '&'))
        assert.ok(response.status < 400, `${link} answers ${response.status}`)
        await response.text()
      }
    },
  },
  {
    name: 'hands out packed style sheets that unpack, and 304 to whoever has them',
    async run(host) {
      const { ask } = createVisitor(host)
      const base = basePathOf(host)
      const sheet = linksOf(await (await ask('/')).text()).find((link) => /\.css$/.test(link)) ?? ''
      const response = await ask(sheet.slice(base.length), { headers: { 'accept-encoding': 'br' } })
      assert.equal(response.status, 200)
      assert.match(response.headers.get('cache-control') ?? '', /immutable/)
      // `fetch` unpacks by the header: packed twice, or once too little, it would not be a style sheet.
      assert.match(await response.text(), /\{[^}]*\}/)
    },
  },
  {
    name: 'sends whoever has to sign in to the page for it, inside the base path, and back',
    async run(host) {
      const { ask } = createVisitor(host)
      const base = basePathOf(host)
      const response = await ask('/admin/library?x=1')
      const location = response.headers.get('location')
      if (response.status !== 401) {
        assert.ok([302, 303, 307].includes(response.status), `a guest gets ${response.status}`)
        assert.ok(location?.startsWith(`${base}/sign-in?return=`), `${location} is the page to sign in`)
      }
      const outside = await ask('/sign-in?return=https%3A%2F%2Fevil.example%2F')
      assert.ok(!(await outside.text()).includes('evil.example'))
    },
  },
]
