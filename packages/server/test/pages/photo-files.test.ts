import { Readable } from 'node:stream'
import type { Photo } from '@vitrine/core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { film } from '../../../core/test/media-fixtures.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const picture = (colour: string, size = 60): Promise<Buffer> =>
  sharp({ create: { width: size, height: Math.round(size / 1.5), channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

describeWith('chromium', 'the page of the files of a photo', ({ chromium }) => {
  let album: number
  const site = useVisitedSite(chromium, { tools: false }, async ({ system }) => {
    album = (await system.albums.create({ name: 'Album' })).id
  })

  const add = async (bytes: Buffer, fileName: string): Promise<Photo> =>
    (await site.system.photos.add({ content: Readable.from([bytes]), fileName, album })).photo

  for (const [width, colorScheme, javaScriptEnabled] of [
    [390, 'light', true],
    [1440, 'dark', false],
  ] as const) {
    const how = `${width} px, ${colorScheme}, ${javaScriptEnabled ? 'with' : 'without'} a script`
    it(`replaces a file, restores it, adds and deletes a format: ${how}`, async () => {
      const shade = width % 10
      const photo = await add(await picture(`#${shade}a${colorScheme === 'dark' ? 1 : 2}`, 900), 'IMG_0042.jpg')
      const viewport = { width, height: 844 }
      const options = { viewport, colorScheme, javaScriptEnabled }
      const page = await site.open('admin', `/photos/${photo.id}`, options)
      // A panel at the side of wide windows: opened by the script, or by the link to it.
      await page.goto(`${site.origin}/photos/${photo.id}/files`)
      await page.getByRole('heading', { level: 1, name: 'Files of IMG 0042' }).waitFor()
      await page.getByText('The file was never replaced.').waitFor()
      const choose = async (form: string, name: string, buffer: Buffer, submit: string) => {
        await page.locator(`#${form}-file`).setInputFiles({ name, mimeType: 'image/jpeg', buffer })
        await page.getByRole('button', { name: submit, exact: true }).click()
      }
      await choose('replace', 'notes.jpg', Buffer.from('no picture'), 'Replace')
      await page.getByText('This is not a picture, video or document that Vitrine knows.').waitFor()
      await choose('replace', 'IMG_0042-edited.jpg', await picture(`#${shade}5${shade}`, 800), 'Replace')
      await page.getByText('The file was replaced.').waitFor()
      await page.getByText('It came in as IMG_0042.jpg.').waitFor()
      await choose('format', 'IMG_0042.tif', await picture(`#${shade}55`, 700), 'Add a format')
      await page.getByText('The format was added.').waitFor()
      expect(await site.system.photos.get(photo.id)).toMatchObject({ widthPx: 800, formatCount: 1 })
      if (javaScriptEnabled) await inspect(page)
      await shoot(page, `files ${width} ${colorScheme}`)

      await page.goto(`${site.origin}/photos/${photo.id}#details`)
      if (javaScriptEnabled && width > 1000) await page.keyboard.press('i')
      await page.getByRole('link', { name: 'Download IMG_0042.tif' }).waitFor({ state: 'attached' })
      await shoot(page, `photo ${width} ${colorScheme}`)
      await page.goto(`${site.origin}/photos/${photo.id}/files`)
      await page.getByRole('link', { name: 'Delete IMG_0042.tif' }).click()
      await page.getByRole('heading', { name: 'Delete IMG_0042.tif?' }).waitFor()
      await shoot(page, `delete ${width} ${colorScheme}`)
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByText('The file was deleted.').waitFor()
      await page.getByRole('button', { name: 'Restore version 1' }).click()
      await page.getByText('The version is the photo’s file again.').waitFor()
      expect(await site.system.photos.get(photo.id)).toMatchObject({ sha256: photo.sha256, formatCount: 0 })
      await page.getByRole('link', { name: 'Delete Version 2' }).click()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByText('The file was never replaced.').waitFor()
    })
  }

  it('has a picture stand for a video', async () => {
    const { id } = await add(film(), 'film.mp4')
    const page = await site.open('admin', `/photos/${id}/files`)
    await page.locator('#stand-in-file').setInputFiles({
      name: 'poster.jpg',
      mimeType: 'image/jpeg',
      buffer: await picture('#a31', 600),
    })
    await page.getByRole('button', { name: 'Use this picture' }).click()
    await page.getByText('The picture stands for the file now.').waitFor()
    await page.locator('.files-picture img').waitFor()
    await shoot(page, 'stand-in')
    await page.getByRole('button', { name: 'Take it away' }).click()
    await page.getByText('The picture was taken away.').waitFor()
    expect(await site.system.photos.get(id)).toMatchObject({ hasRepresentative: false, derivatives: {} })
  })

  it('has rules that administrators set on a page of their own', async () => {
    const page = await site.open('admin', '/admin/uploads', { viewport: { width: 390, height: 844 } })
    await page.getByRole('heading', { level: 1, name: 'Uploads' }).waitFor()
    await inspect(page)
    await shoot(page, 'rules')
    await page.getByLabel('Files of the same name become one photo').check()
    await page.getByLabel('Versions that are kept of a photo').fill('')
    await page.getByLabel('Largest width').fill('4000')
    const saveRules = () => page.locator('#rules').getByRole('button', { name: 'Save' }).click()
    await saveRules()
    await page.getByText('Must be a whole number.').waitFor()
    await page.getByLabel('Largest height').fill('3')
    await saveRules()
    await page.getByText('Must be 16 or more.').waitFor()
    await page.getByLabel('Largest height').fill('3000')
    await saveRules()
    await page.getByText('Saved.').waitFor()
    const scaleUploads = { maxWidthPx: 4000, maxHeightPx: 3000, quality: 95 }
    expect((await site.system.settings.files()).rules).toEqual({
      attachesFormats: true,
      maxVersions: null,
      scaleUploads,
    })
    await site.system.settings.setFiles({ attachesFormats: false, maxVersions: 20, scaleUploads: null })
    const viewer = await site.open('viewer', '/')
    expect((await viewer.goto(`${site.origin}/admin/uploads`))?.status()).toBe(403)
  })

  for (const [width, colorScheme] of [
    [390, 'dark'],
    [1440, 'light'],
  ] as const) {
    it(`sets what becomes of files that are here already: ${width} px, ${colorScheme}`, async () => {
      const options = { viewport: { width, height: 844 }, colorScheme }
      const page = await site.open('admin', '/admin/uploads', options)
      await inspect(page)
      await shoot(page, `uploads ${width} ${colorScheme}`)
      const plain = await site.open('admin', '/admin/uploads', { ...options, javaScriptEnabled: false })
      const form = plain.locator('#duplicates')
      expect(await form.getByLabel('The same bytes, in any album').isChecked()).toBe(true)
      await form.getByLabel('The same file name in the same album').check()
      await form.getByLabel('The file is refused').check()
      await form.getByRole('button', { name: 'Save' }).click()
      await plain.getByText('Saved.').waitFor()
      expect((await site.system.settings.duplicates()).policy).toEqual({ by: 'name', action: 'reject' })
      const csrfToken = await form.locator('[name=csrfToken]').inputValue()
      const send = (fields: Record<string, string>) =>
        plain.request.post(`${site.origin}/admin/uploads/duplicates`, { form: fields })
      const wrong = await send({ csrfToken, by: 'smell', action: 'keep' })
      expect([wrong.status(), await wrong.text()]).toEqual([
        400,
        expect.stringContaining('Must be one of checksum, name.'),
      ])
      expect((await send({ by: 'name', action: 'keep' })).status()).toBe(403)
      await site.system.settings.setDuplicates({ by: 'checksum', action: 'link' })
    })
  }

  it('is for those who may edit, and believes no form of another site', async () => {
    const photo = await add(await picture('#0fa', 300), 'theirs.jpg')
    const page = await site.open('viewer', `/photos/${photo.id}`)
    expect(await page.getByRole('link', { name: 'Files and versions' }).count()).toBe(0)
    expect((await page.goto(`${site.origin}/photos/${photo.id}/files`))?.status()).toBe(403)
    expect((await page.goto(`${site.origin}/photos/99999/files`))?.status()).toBe(404)
    const body = new FormData()
    body.append('csrfToken', 'guessed')
    body.append('file', new File([new Uint8Array(await picture('#0af'))], 'x.jpg'))
    const admin = await site.open('admin', `/photos/${photo.id}/files`)
    const cookies = await admin.context().cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const forged = await fetch(`${site.origin}/photos/${photo.id}/file`, { method: 'POST', headers: { cookie }, body })
    expect(forged.status).toBe(403)
    expect((await site.system.photos.get(photo.id)).sha256).toBe(photo.sha256)
  })
})
