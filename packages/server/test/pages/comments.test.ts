import { Readable } from 'node:stream'
import { guest } from '@vitrine/core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { useVisitedSite } from './visited-site.ts'

const widths = [390, 1440] as const
const hostile = '<img src=x onerror="document.title=1"> {{7*7}} <%= 1 %>'

describeWith('chromium', 'comments on pages', ({ chromium }) => {
  const subject = { photo: 0, hidden: 0, album: 0, key: '', link: 0 }
  const site = useVisitedSite(chromium, {}, async ({ system, gallery }) => {
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#5b6f7b' } })
      .jpeg()
      .toBuffer()
    const add = async (album: number, fileName: string) =>
      (await system.photos.add({ content: Readable.from([picture]), fileName, album })).photo.id
    const album = await system.albums.create({ name: 'Coast' })
    subject.album = album.id
    subject.photo = await add(album.id, 'coast.jpg')
    await system.comments.setSettings({ enabled: true, guests: true, floodSeconds: 0 })
    const { id } = await system.users.create({ username: 'ann', password: 'correct horse battery' })
    const ann = gallery.as({ kind: 'user', userId: id })
    const first = await ann.comments.add({ photoId: subject.photo }, { body: `${hostile}\nA second line` })
    await ann.comments.add({ photoId: subject.photo }, { body: 'An answer', parentId: first.id })
    await gallery.as(guest).comments.add({ photoId: subject.photo }, { body: 'Of a guest', name: '<b>Zoe</b>' })
    const draft = { name: 'Proofs', albumIds: [album.id], feedback: ['comment'] as const }
    const { link, key } = await system.shares.create(draft)
    Object.assign(subject, { key, link: link.id })
    await gallery
      .as({ kind: 'link', linkId: link.id })
      .comments.add({ photoId: subject.photo }, { body: 'A brighter one?', name: 'Mia' })
  })

  it.each(widths)('IN-12: show what was typed as it is, at %i pixels', async (width) => {
    const viewport = { width, height: 900 }
    const page = await site.open('admin', `/photos/${subject.photo}`, { viewport })
    const comments = page.locator('#comments')
    await comments.getByText(hostile).waitFor()
    expect(await page.locator('#comments img').count()).toBe(0)
    expect(await comments.getByText('<b>Zoe</b>').count()).toBe(1)
    expect(await comments.getByText('by a link').count()).toBe(1)
    await page.locator('#comments details').first().locator('summary').click()
    await inspect(page)
    await page.goto(`${site.origin}/admin/comments`)
    await page.getByText('Of a guest').waitFor()
    await inspect(page)
    await page.goto(`${site.origin}/admin/comments?state=shown&q=second`)
    expect(await page.locator('.comment-rows li').count()).toBe(1)
    await page.goto(`${site.origin}/links/${subject.link}`)
    await page.getByText('A brighter one?').waitFor()
    await inspect(page)
  })

  it('are written, answered, edited and removed without a script', async () => {
    const page = await site.open('viewer', `/photos/${subject.photo}`)
    const own = await page
      .context()
      .browser()
      ?.newContext({
        javaScriptEnabled: false,
        storageState: await page.context().storageState(),
      })
    if (!own) throw new Error('There is no browser.')
    const plain = await own.newPage()
    await plain.goto(`${site.origin}/photos/${subject.photo}`)
    await plain.locator('#comment-form textarea').fill('From the viewer')
    await plain.locator('#comment-form button').click()
    await plain.getByText('From the viewer').first().waitFor()
    expect(new URL(plain.url()).hash).toMatch(/^#comment-\d+$/)
    const entry = plain.locator('.comment', { has: plain.getByText('From the viewer') })
    await entry.locator('summary').nth(1).click()
    await entry.locator('form[id^="edit-"] textarea').fill('Said anew')
    await entry.locator('form[id^="edit-"] button').click()
    await plain.locator('.comment-body', { hasText: 'Said anew' }).waitFor()
    expect(await plain.getByText(', edited').count()).toBe(1)
    const again = plain.locator('.comment', { has: plain.locator('.comment-body', { hasText: 'Said anew' }) })
    await again.locator('summary').first().click()
    await again.locator('form[id^="reply-"] textarea').fill('And more')
    await again.locator('form[id^="reply-"] button').click()
    await plain.locator('.comment.is-reply', { hasText: 'And more' }).waitFor()
    await plain
      .locator('.comment.is-reply', { hasText: 'And more' })
      .getByRole('button', { name: /^Remove/ })
      .click()
    await plain.waitForURL(/#comments$/)
    expect(await plain.locator('.comment', { hasText: 'And more' }).count()).toBe(0)
    // Nothing that was typed is lost.
    await plain.locator('#comment-form textarea').fill('   ')
    await plain.locator('#comment-form button').click()
    await plain.getByText('Your comment was not sent').first().waitFor()
    await plain.locator('#comment-body').fill('Mended')
    await plain.locator('#comment button[type="submit"]').click()
    await plain.locator('.comment-body', { hasText: 'Mended' }).waitFor()
    await plain.goto(`${site.origin}/albums/${subject.album}-coast`)
    await plain.locator('#comment-form textarea').fill('On the album')
    await plain.locator('#comment-form button').click()
    await plain.locator('.comment-body', { hasText: 'On the album' }).waitFor()
    await own.close()
  })

  it.each(widths)(
    'COM-07: are found by words, author and time, by whoever sees what they are about, at %i pixels',
    async (width) => {
      const viewport = { width, height: 900 }
      const page = await site.open('viewer', '/comments', { viewport })
      await page.getByText(hostile).waitFor()
      await inspect(page)
      expect(await page.locator('.comment-list img').count()).toBe(0)
      expect(await page.getByText('A brighter one?').count()).toBe(0)
      await page.getByLabel('Words').fill('answer')
      await page.getByLabel('First come').selectOption('oldest')
      await page.getByRole('button', { name: 'Find' }).click()
      await page.getByRole('link', { name: 'Show all' }).waitFor()
      expect(await page.locator('.comment-list li').count()).toBe(1)
      await page.getByRole('link', { name: 'ann', exact: true }).click()
      await page.getByText('By ann').waitFor()
      await page.getByRole('link', { name: 'Show all' }).click()
      await page.waitForURL(/\/comments$/)
      await page.goto(`${site.origin}/comments?album=${subject.album}&to=2001-01-01`)
      await page.getByText('No comments like that').waitFor()
      await page.getByText('In “Coast”').waitFor()
      await inspect(page)
      const album = await site.open('viewer', `/photos/${subject.photo}`, { viewport })
      await album.getByRole('link', { name: 'All comments' }).click()
      await album.waitForURL(/\/comments$/)
    },
  )

  it('that a plugin refuses come back as they were typed, with its reason', async () => {
    const page = await site.open('viewer', `/photos/${subject.photo}`)
    site.gallery.hooks.filter(
      'comment.adding',
      (payload) => ({ ...payload, verdict: 'reject', reason: 'No shouting.' }),
      {
        owner: 'polite',
      },
    )
    await page.locator('#comment-form textarea').fill('LOUD & CLEAR')
    await page.locator('#comment-form button').click()
    await page.getByText('No shouting.').waitFor()
    expect(await page.locator('textarea').inputValue()).toBe('LOUD & CLEAR')
    await inspect(page)
    site.gallery.hooks.removeOwner('polite')
  })

  it('of guests wait, and are approved together; a link has its own', async () => {
    const page = await site.open('admin', '/admin/comments')
    const stranger = await page.context().browser()?.newContext({ javaScriptEnabled: false })
    if (!stranger) throw new Error('There is no browser.')
    const visitor = await stranger.newPage()
    await visitor.goto(`${site.origin}/photos/${subject.photo}`)
    await visitor.locator('#comment-form input[name="name"]').fill('Ida')
    await visitor.locator('#comment-form textarea').fill('From a stranger')
    await visitor.locator('#comment-form button').click()
    await visitor.getByText('is shown once somebody has looked at it').waitFor()
    expect(await visitor.getByText('From a stranger').count()).toBe(0)
    expect(await visitor.locator('.comment-author', { hasText: 'A member' }).count()).toBeGreaterThan(0)

    await page.reload()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('Choose a comment.').waitFor()
    for (const box of await page.locator('input[name="comments"]').all()) await box.check()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('Approved.').waitFor()
    await page.getByText('Nothing is waiting.').waitFor()
    await visitor.goto(`${site.origin}/photos/${subject.photo}`)
    await visitor.locator('.comment-body', { hasText: 'From a stranger' }).waitFor()
    await stranger.close()

    await page.locator('#settings-floodSeconds').fill('')
    await page.locator('#settings button[type="submit"]').click()
    await page.locator('#settings-floodSeconds-error').waitFor()
    await page.locator('#settings-floodSeconds').fill('30')
    await page.locator('#settings-guests').uncheck()
    await page.locator('#settings button[type="submit"]').click()
    await page.locator('.notice').waitFor()
    expect(await site.system.comments.settings()).toMatchObject({ enabled: true, guests: false, floodSeconds: 30 })
    await page.locator('#ratings-enabled').check()
    await page.locator('#ratings button[type="submit"]').click()
    await page.locator('.notice').waitFor()
    expect(await site.system.ratings.settings()).toEqual({ enabled: true })
    await site.system.comments.setSettings({ enabled: false })

    const byLink = await page.context().browser()?.newContext({ javaScriptEnabled: false })
    const client = await byLink?.newPage()
    if (!client) throw new Error('There is no browser.')
    await client.goto(`${site.origin}/s/${subject.key}`)
    await client.goto(`${site.origin}/photos/${subject.photo}`)
    await client.locator('.comment-body', { hasText: 'A brighter one?' }).waitFor()
    expect(await client.locator('.comment').count()).toBe(1)
    await client.locator('#comment-form textarea').fill('And a warmer one')
    await client.locator('#comment-form button').click()
    await client.locator('.comment-body', { hasText: 'And a warmer one' }).waitFor()
    await byLink?.close()
  })
})
