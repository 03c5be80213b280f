import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'a gallery that is closed for maintenance', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false }, async ({ system }) => {
    const content = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#468' } })
      .jpeg()
      .toBuffer()
    const album = await system.albums.create({ name: 'Harbour', visibility: 'public' })
    await system.photos.add({ content: Readable.from([content]), fileName: 'boat.jpg', album: album.id })
  })
  afterEach(() => site.system.settings.setMaintenance({ isOn: false, text: '', until: null }))

  it('BRW-25: guests are told to come back, on pages, pictures and over the API; doors and health stay', async () => {
    const page = await (await fetch(`${site.origin}/`)).text()
    const picture = /\/gallery(\/media\/[^" ]+)/.exec(page)?.[1] as string
    await site.system.settings.setMaintenance({ isOn: true, text: 'Back <b>at noon</b>.' })
    const home = await fetch(`${site.origin}/`)
    expect([home.status, home.headers.get('retry-after')]).toEqual([503, '300'])
    expect(await home.text()).toContain('Back &lt;b&gt;at noon&lt;/b&gt;.')
    const api = await fetch(`${site.origin}/api/v1/albums`)
    expect([api.status, await api.json()]).toEqual([
      503,
      { error: { code: 'MAINTENANCE', message: 'Back <b>at noon</b>.' } },
    ])
    expect((await fetch(site.origin + picture)).status).toBe(503)
    for (const path of ['/healthz', '/readyz', '/sign-in', '/api/v1/session'])
      expect([path, (await fetch(site.origin + path)).status]).toEqual([path, 200])
  })

  it('BRW-25: an end is told, and when it has come the gallery is open', async () => {
    await site.system.settings.setMaintenance({ isOn: true, until: new Date(Date.now() + 90_000).toISOString() })
    const closed = await fetch(`${site.origin}/`, { headers: { 'accept-language': 'de' } })
    expect(closed.status).toBe(503)
    expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await closed.text()).toContain('Die Galerie ist gerade geschlossen')
    await site.system.settings.setMaintenance({ until: new Date(Date.now() - 1_000).toISOString() })
    expect((await fetch(`${site.origin}/`)).status).toBe(200)
  })

  it.each([
    ['light', 390],
    ['dark', 390],
    ['light', 1440],
    ['dark', 1440],
  ] as const)('BRW-23, BRW-25: administrators go on, and open it: %s, %i px', async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 844 } }
    const admin = await site.open('admin', '/admin/site', options)
    await admin.getByLabel('The gallery is closed').check()
    await admin.getByLabel('What others are told').fill('Back at noon.')
    await admin.locator('form[action$="/admin/site/maintenance"] button', { hasText: 'Save' }).click()
    await admin.getByText('The gallery is closed: only administrators see it.').waitFor()
    await inspect(admin)
    await admin.goto(`${site.origin}/`)
    expect(await admin.evaluate<string>('document.body.innerText')).toContain('1 photo')
    await shoot(admin, `closed-admin-${colorScheme}-${width}`)
    const viewer = await site.open('viewer', '/', options)
    await viewer.getByText('Back at noon.').waitFor()
    await inspect(viewer)
    await shoot(viewer, `closed-${colorScheme}-${width}`)
    await admin.getByRole('button', { name: 'Open it' }).click()
    await admin.waitForLoadState('networkidle')
    const answer = await viewer.reload()
    expect(answer?.status()).toBe(200)
  })
})
