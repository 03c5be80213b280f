import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mailLanguages, mailLinks, smtpMailer } from 'vitrine'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { openSmtpBox, type ReceivedMail, type SmtpBox } from '../mail/smtp-box.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const from = 'Photos <photos@example.org>'
const hostile = '<script>alert(1)</script> & "x"'

describeWith('chromium', 'letters about what is new', ({ chromium }) => {
  let box: SmtpBox
  let album = 0
  beforeAll(async () => {
    box = await openSmtpBox()
  })
  afterAll(() => box[Symbol.asyncDispose]())
  const now = { ms: Date.now() }
  const site = useVisitedSite(
    chromium,
    {
      tools: false,
      clock: () => new Date(now.ms),
      mail: {
        mailer: { send: (message, options) => smtpMailer({ url: box.url, from }).send(message, options) },
        linkTo: (page) => mailLinks({ baseUrl: new URL(site.origin).origin, basePath: '/gallery' })(page),
        languages: mailLanguages(),
      },
    },
    async ({ system }) => {
      const { items } = await system.users.list({ q: 'viewer' })
      await system.users.update(items[0]?.id ?? 0, { email: 'viewer@example.org' })
      album = (await system.albums.create({ name: hostile, visibility: 'public' })).id
    },
    { hasBaseUrl: true },
  )
  const addPhoto = async () => {
    const picture = { width: 300, height: 200, channels: 3, background: '#246' } as const
    const content = await sharp({ create: picture }).jpeg().toBuffer()
    await site.system.photos.add({ content: Readable.from([content]), fileName: 'a.jpg', album, title: hostile })
  }
  const deliver = async (): Promise<ReceivedMail[]> => {
    while (await site.gallery.jobs.runNext());
    return box.mails.splice(0)
  }

  it('NOT-01, NOT-02: are asked for, sent now, and ended by their link without signing in', async () => {
    const admin = await site.open('admin', '/admin/news')
    await admin.getByLabel('Write letters about what is new').check()
    await admin.getByRole('button', { name: 'Save' }).first().click()
    await admin.getByText('Saved.').waitFor()
    const page = await site.open('viewer', '/account/notifications')
    await page.getByLabel('How often').selectOption('weekly')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    expect(await page.locator('main').innerText()).toContain('The next one goes out on')

    await addPhoto()
    now.ms += 60_000
    await admin.goto(`${site.origin}/admin/news?look=1`)
    expect(await admin.locator('main').innerText()).toContain('one would get a letter')
    expect(await admin.getByLabel('viewer · Once a week').count()).toBe(1)
    await inspect(admin)
    await admin.getByRole('button', { name: 'Send the letters' }).click()
    await admin.getByText('The letters are being written.').waitFor()
    const [mail, ...others] = await deliver()
    expect(others).toEqual([])
    expect(mail?.to).toEqual(['viewer@example.org'])
    expect(mail?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    expect(mail?.raw).toMatch(/^Content-Disposition: inline/m)
    // The plain text shows it as it was written.
    const html = mail?.raw.split('Content-Type: text/html')[1]
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>')
    const url = /^List-Unsubscribe:\s+<([^>]+)>/m.exec(mail?.raw.replace(/\r\n[ \t]+/g, ' ') ?? '')?.[1] ?? ''

    const stranger = await site.open('viewer', '/')
    await stranger.context().clearCookies()
    await stranger.goto(url)
    expect(await stranger.locator('h1').innerText()).toBe('No more letters?')
    await inspect(stranger)
    // To look at it changed nothing.
    expect((await site.system.news.state()).subscribers).toBe(1)
    await stranger.getByRole('button', { name: 'Stop the letters' }).click()
    expect(await stranger.locator('h1').innerText()).toBe('You get no more letters')
    expect((await site.system.news.state()).subscribers).toBe(0)
    // As mail programs do it, of either kind of form.
    await site.system.news.chooseFor((await site.system.users.list({ q: 'viewer' })).items[0]?.id ?? 0, {
      rhythm: 'daily',
    })
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200)
    expect((await site.system.news.state()).subscribers).toBe(0)
    expect((await fetch(url.replace(/.$/, '~'))).status).toBe(404)
    expect((await fetch(url.replace(/.$/, '~'), { method: 'POST' })).status).toBe(404)
  })

  it('NOT-03: a feed of one’s own is made, with photos and comments, read without cookies, made anew and removed', async () => {
    const page = await site.open('viewer', '/account/notifications')
    await page.getByRole('button', { name: 'Make the address' }).click()
    const addressIn = async () =>
      /\S+\/feeds\/personal\.atom\?key=\S+/.exec(await page.locator('main').innerText())?.[0] ?? ''
    const toUrl = (address: string) => new URL(address, site.origin).href
    const first = toUrl(await addressIn())
    const answer = await fetch(first)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    const text = await answer.text()
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).not.toContain('<script>')
    const json = (await (await fetch(first.replace('.atom', '.json'))).json()) as { items: unknown[] }
    expect(json.items.length).toBeGreaterThan(0)
    const titlesOf = async (what: string) => {
      const found = await fetch(`${first.replace('.atom', '.json')}&what=${what}`)
      return ((await found.json()) as { items: { title: string; url: string }[] }).items
    }
    expect(await titlesOf('comments')).toEqual([])
    await site.system.comments.setSettings({ enabled: true })
    const { id: viewerId } = (await site.system.users.list({ q: 'viewer' })).items[0] ?? { id: 0 }
    const secret = await site.system.albums.create({ name: 'Secret', visibility: 'private' })
    const viewer = site.gallery.as({ kind: 'user', userId: viewerId })
    await viewer.comments.add({ albumId: album }, { body: `Said ${hostile}` })
    const adminId = (await site.system.users.list({ q: 'admin' })).items[0]?.id ?? 0
    await site.gallery.as({ kind: 'user', userId: adminId }).comments.add({ albumId: secret.id }, { body: 'Hidden' })
    const [comment, ...more] = await titlesOf('comments')
    expect(more).toEqual([])
    expect(comment?.title).toBe(`viewer · ${hostile}`)
    expect(comment?.url).toContain('#comment-')
    expect((await titlesOf('photos')).some(({ url }) => url.includes('#comment-'))).toBe(false)
    const both = await (await fetch(first)).text()
    expect(both).toContain('#comment-')
    expect(both).not.toContain('Hidden')
    expect(both).not.toContain('<script>')
    expect((await fetch(`${first}&what=users`)).status).toBe(404)
    await page.getByRole('button', { name: 'Make a new address' }).click()
    const second = toUrl(await addressIn())
    expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200])
    await page.getByRole('button', { name: 'Remove the address' }).click()
    await page.getByText('The address does not work any more.').waitFor()
    expect((await fetch(second)).status).toBe(404)
    expect((await fetch(`${site.origin}/feeds/personal.atom`)).status).toBe(404)
  })

  it('NOT-03: the page fits narrow and wide windows, light and dark', async () => {
    for (const width of [390, 1440])
      for (const colorScheme of ['light', 'dark'] as const) {
        const options = { viewport: { width, height: 900 }, colorScheme }
        const shown = `${width}-${colorScheme}`
        const own = await site.open('viewer', '/account/notifications', options)
        await inspect(own)
        await shoot(own, `notifications-${shown}`)
        const admin = await site.open('admin', '/admin/news', options)
        await inspect(admin)
        await shoot(admin, `admin-news-${shown}`)
      }
  })
})
