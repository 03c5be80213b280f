import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { vitrineVersion } from '../../src/version.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const about = 'Boats <b>and</b> harbours,\nsince 1998.\n\nMore at https://example.org/boats.'

describeWith('chromium', 'the page about the gallery', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false }, async ({ system }) => {
    const add = async (name: string, visibility: 'public' | 'private', background: string) => {
      const content = await sharp({ create: { width: 90, height: 60, channels: 3, background } })
        .jpeg()
        .toBuffer()
      const album = await system.albums.create({ name, visibility })
      await system.photos.add({ content: Readable.from([content]), fileName: `${name}.jpg`, album: album.id })
      return album
    }
    const open = await add('Harbour', 'public', '#468')
    await system.albums.create({ name: 'Piers', visibility: 'public', parentId: open.id })
    await add('Attic', 'private', '#864')
  })
  afterEach(() => site.system.settings.setSite({ about: '' }))
  const guestPage = async (path: string) => (await fetch(site.origin + path)).text()

  it('BRW-25: guests read the text, and no number of what they may not see, nor a version', async () => {
    await site.system.settings.setSite({ about })
    const page = await guestPage('/about')
    expect(page).toContain('<p>Boats &lt;b&gt;and&lt;/b&gt; harbours,<br>since 1998.</p>')
    expect(page).toContain('<a href="https://example.org/boats">https://example.org/boats</a>.</p>')
    expect(page).toContain('<li>1 photo</li><li>2 albums</li>')
    expect(page).not.toContain('noindex')
    expect(page).not.toContain(`Vitrine ${vitrineVersion()}`)
    expect(page).toContain('/api/v1/reference')
    expect(page).toMatch(/<nav aria-labelledby="about-ways">.*\/sign-in/s)
    expect(await guestPage('/')).toMatch(/<footer.*href="[^"]*\/about"/s)
  })

  it('BRW-25: without a text it tells the way in, in the language of who asks', async () => {
    const answer = await fetch(`${site.origin}/about`, { headers: { 'accept-language': 'de' } })
    const page = await answer.text()
    expect([answer.status, page.includes('Hier steht noch kein Text.')]).toEqual([200, true])
    expect(page).not.toContain('Einen schreiben')
  })

  it.each([
    ['light', 390],
    ['dark', 390],
    ['light', 1440],
    ['dark', 1440],
  ] as const)(
    'BRW-25: administrators write it, and see all numbers and the version: %s, %i px',
    async (colorScheme, width) => {
      const options = { colorScheme, viewport: { width, height: 844 } }
      const admin = await site.open('admin', '/about', options)
      await inspect(admin)
      await admin.getByRole('link', { name: 'Write one' }).click()
      await admin.getByLabel('About this gallery').fill(about)
      await inspect(admin)
      await admin.locator('form[action$="/admin/site"] button', { hasText: 'Save' }).click()
      await admin.getByText('since 1998.').first().waitFor()
      await admin.goto(`${site.origin}/about`)
      await inspect(admin)
      const text = await admin.evaluate<string>('document.body.innerText')
      for (const part of ['2 photos', '3 albums', `Vitrine ${vitrineVersion()}`])
        expect(text.toLowerCase()).toContain(part.toLowerCase())
      await shoot(admin, `about-admin-${colorScheme}-${width}`)
      const viewer = await site.open('viewer', '/about', options)
      await inspect(viewer)
      await shoot(viewer, `about-${colorScheme}-${width}`)
    },
  )
})
