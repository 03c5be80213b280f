import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the page about limits of uploads', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false })
  const viewer = async () => (await site.system.users.list({ q: 'viewer' })).items[0]?.id ?? 0
  const limitOf = async () => site.system.reviews.quotaOf({ user: await viewer() })

  it('gives limits, changes them and takes them away, without a script', async () => {
    const page = await site.open('admin', '/admin/quotas', { javaScriptEnabled: false })
    await page.getByText('Nobody.', { exact: true }).waitFor()
    expect(await page.getByLabel('Largest file').getAttribute('readonly')).not.toBeNull()
    const add = page.locator('#add')
    const send = () => add.getByRole('button', { name: 'Set the limit' }).click()
    await add.getByLabel('Name').fill('VIEWER')
    await send()
    await page.getByText('Say how many photos, or how many megabytes.').waitFor()
    expect(await add.getByLabel('Name').inputValue()).toBe('VIEWER')
    await add.getByLabel('Photos').fill('many')
    await add.getByLabel('Megabytes').fill('1.5')
    await send()
    await page.getByText('Must be a whole number.').waitFor()
    await add.getByLabel('Photos').fill('20')
    await add.getByLabel('Name').fill('nobody')
    await send()
    await page.getByText('There is nobody of this name.').waitFor()
    await add.getByLabel('Name').fill('VIEWER')
    await send()
    await page.getByText('Saved. It holds from the next upload on.').waitFor()
    await page.getByText('0 of 20 photos').waitFor()
    expect(await limitOf()).toEqual({ maxPhotos: 20, maxBytes: 1_500_000, photos: 0, bytes: 0 })

    await page.locator('.way-more summary').click()
    const change = page.locator('.way-forms')
    expect(await change.getByLabel('Megabytes').inputValue()).toBe('1.5')
    await change.getByLabel('Photos').fill('')
    await change.getByLabel('Megabytes').fill('')
    await change.getByRole('button', { name: 'Change the limit' }).click()
    await page.getByText('Say how many photos, or how many megabytes.').waitFor()
    await change.getByLabel('Photos').fill('3000000000')
    await change.getByRole('button', { name: 'Change the limit' }).click()
    await page.getByText('Must be 2000000000 at most.').waitFor()
    await change.getByLabel('Photos').fill('0')
    await change.getByRole('button', { name: 'Change the limit' }).click()
    await page.getByText('0 of 0 photos').waitFor()
    await page.getByText('Full', { exact: true }).waitFor()
    await page.locator('.way-more summary').click()
    await page.getByRole('button', { name: 'Take the limit away' }).click()
    await page.getByText('The limit is taken away.').waitFor()
    expect(await limitOf()).toBeNull()
  })

  it('gives them to links, by their name, and to guests', async () => {
    const album = await site.system.albums.create({ name: 'Party' })
    const draft = { grants: [{ albumId: album.id, capabilities: ['view', 'submit'] as const }] }
    for (const name of ['Party', 'Twice', 'Twice']) await site.system.shares.create({ name, ...draft })
    const page = await site.open('admin', '/admin/quotas')
    const give = async (owner: string, name: string, photos: string) => {
      const add = page.locator('#add')
      await add.getByLabel(owner).check()
      await add.getByLabel('Name').fill(name)
      await add.getByLabel('Photos').fill(photos)
      await add.getByRole('button', { name: 'Set the limit' }).click()
    }
    await give('Whoever comes by a share link', 'Twice', '5')
    await page.getByText('Several links have this name').waitFor()
    await give('Whoever comes by a share link', 'Party', '5')
    await page.getByText('0 of 5 photos').waitFor()
    await give('All guests together', '', '7')
    await page.getByText('0 of 7 photos').waitFor()
    const { items, total } = await site.system.reviews.quotas()
    expect([items.map(({ owner }) => [owner.type, owner.name]), total]).toEqual([
      [
        ['guests', null],
        ['link', 'Party'],
      ],
      2,
    ])
  })

  it('is for administrators, and believes no form of another site', async () => {
    const page = await site.open('viewer', '/')
    expect((await page.goto(`${site.origin}/admin/quotas`))?.status()).toBe(403)
    const admin = await site.open('admin', '/admin/quotas')
    const csrfToken = await admin.locator('#add [name=csrfToken]').inputValue()
    const send = async (path: string, form: Record<string, string>) =>
      (await admin.request.post(`${site.origin}/admin/quotas${path}`, { form, failOnStatusCode: false })).status()
    expect(await send('', { owner: 'guests', maxPhotos: '1' })).toBe(403)
    expect(await send('', { csrfToken, owner: 'everybody', maxPhotos: '1' })).toBe(400)
    expect(await send('/user/999999', { csrfToken, maxPhotos: '1' })).toBe(404)
    expect(await send('/robots/1', { csrfToken, maxPhotos: '1' })).toBe(404)
    expect(await send('/guests/1', { csrfToken, maxPhotos: '1' })).toBe(404)
  })

  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)('fits a window of %i pixels, %s', async (width, colorScheme) => {
    await site.system.reviews.setQuota({ user: await viewer() }, { maxPhotos: 500, maxBytes: 5_000_000_000 })
    const page = await site.open('admin', '/admin/quotas', { viewport: { width, height: 900 }, colorScheme })
    await inspect(page)
    await shoot(page, `quotas-${width}-${colorScheme}`)
    await page.getByLabel('Change the limit of viewer').click()
    await page.locator('#add').getByRole('button', { name: 'Set the limit' }).click()
    await page.getByText('Say how many photos').waitFor()
    await page.getByLabel('Change the limit of viewer').click()
    await inspect(page)
    await shoot(page, `quotas-open-${width}-${colorScheme}`)
  })
})
