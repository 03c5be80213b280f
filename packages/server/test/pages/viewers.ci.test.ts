import { Readable } from 'node:stream'
import type { BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const sphereXmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" GPano:ProjectionType="equirectangular"/></rdf:RDF></x:xmpmeta>`

/** A quarter of a sphere around, from 60 degrees above the horizon to 7.5 below it: no wider than many pictures. */
const partXmp = sphereXmp.replace(
  '/></rdf:RDF>',
  ` GPano:FullPanoWidthPixels="4800" GPano:FullPanoHeightPixels="2400" GPano:CroppedAreaLeftPixels="1800" GPano:CroppedAreaTopPixels="400" GPano:CroppedAreaImageWidthPixels="1200" GPano:CroppedAreaImageHeightPixels="900"$&`,
)

/** The objects of a document, the catalogue first, in the file that they make. */
const pdfOf = (objects: readonly string[]): Buffer => {
  let text = '%PDF-1.4\n'
  const at = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const xref = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map((offset) => `${offset} 00000 n \n`).join('')}`
  return Buffer.from(
    `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  )
}

const pdfStream = (entries: string, content: string): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`

/** Two pages with a word on each, and a script that must not run. */
const makePdf = (): Buffer =>
  pdfOf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert("run")) >> >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    ...[5, 6].map(
      (content) =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents ${content} 0 R /Resources << /Font << /F 7 0 R >> >> >>`,
    ),
    ...['Harbour', 'Lighthouse'].map((word) => pdfStream('', `BT /F 48 Tf 40 100 Td (${word}) Tj ET`)),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ])

/** JPEG 2000: 32 × 32 pixels of one red. */
const redJp2 =
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAIAAAACAAAwgHAAAAAAAPY29scgEAAAAAABAAAAC/anAyY/9P/1EALwAAAAAAIAAAACAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAAYCAgAA/1wAKSJ/IH7gfuB+oHbwdvB2wG8AbwBu4GdQZ1BnaFAFUAVQR1fTV9NXYv9kABEAAUxhdmM1OS4zNy4xMDD/kAAKAAAAAAA2AAH/k8/8AAwEiH/P/AAQCZv/f8/8AAwIgD8AAAAAAAAAAAAAAAAAAAAAAAD/2Q=='

/** A page as scanners and old Japanese programs write it: letters in Shift JIS, a font of signs, a picture in JPEG 2000, none of it embedded. */
const makeBarePdf = (): Buffer =>
  pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R /Z 7 0 R >> /XObject << /I 8 0 R >> >> >>',
    pdfStream(
      '',
      // “日本語の文書”, a sign of a tick, and the picture at the right.
      'BT /F 24 Tf 20 140 Td <93fa967b8cea82cc95b68f91> Tj ET BT /Z 48 Tf 20 40 Td (4) Tj ET q 100 0 0 100 180 20 cm /I Do Q',
    ),
    '<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>',
    pdfStream(
      '/Type /XObject /Subtype /Image /Width 32 /Height 32 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /JPXDecode',
      Buffer.from(redJp2, 'base64').toString('latin1'),
    ),
  ])

/** Twelve bands of one colour each, with a slope of light over them. */
const stripes = (width: number, height: number, turn = 0) => {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const band = Math.floor((x * 12) / width) + turn
      const light = Math.round((y * 160) / height)
      pixels.set(
        [(band * 37) % 96, (band * 71) % 96, (band * 13) % 96].map((value) => value + light),
        (y * width + x) * 3,
      )
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

const looks = [
  ['light', 390],
  ['dark', 390],
  ['light', 1440],
  ['dark', 1440],
] as const

describeWith('chromium', 'viewers of the page of a photo', ({ chromium }) => {
  const ids: Record<string, number> = {}
  const site = useVisitedSite(chromium, {}, async ({ system }) => {
    const album = await system.albums.create({ name: 'Coast' })
    const add = async (name: string, content: Buffer) => {
      const { photo } = await system.photos.add({ content: Readable.from([content]), fileName: name, album: album.id })
      ids[name] = photo.id
    }
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
      await add(name, await stripes(3_000, 2_000, name.charCodeAt(0)).jpeg().toBuffer())
    }
    await add('long.jpg', await stripes(4_000, 1_000).jpeg().toBuffer())
    await add('sphere.jpg', await stripes(2_000, 1_000).withXmp(sphereXmp).jpeg().toBuffer())
    await add('part.jpg', await stripes(1_200, 900).withXmp(partXmp).jpeg().toBuffer())
    await add('paper.pdf', makePdf())
    await add('bare.pdf', makeBarePdf())
  })

  const open = async (name: string, options: BrowserContextOptions = {}, query = '') => {
    const page = await site.open('viewer', `/albums/1-coast/photos/${ids[name]}${query}`, options)
    const faults: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text())
    })
    await page.waitForLoadState('networkidle')
    return { page, faults }
  }
  const place = (page: Page) => page.locator('.pswp__place').textContent()
  const focusedKey = (page: Page) => page.evaluate<string | undefined>('document.activeElement.dataset.key')

  it.each(looks)('PIC-03: a picture opens over the whole window: %s, %i px', async (colorScheme, width) => {
    const { page, faults } = await open('b.jpg', { colorScheme, viewport: { width, height: 844 } })
    await inspect(page)
    const scripts: string[] = []
    page.on('request', (request) => scripts.push(request.url()))
    await page.locator('.stage-zoom').click()
    await page.locator('.pswp--open .pswp__img:not(.pswp__img--placeholder)').first().waitFor()
    expect(scripts.filter((url) => /\/zoom\.[\w-]+\.js$/.test(url))).toHaveLength(1)
    await page.waitForLoadState('networkidle')
    await inspect(page)
    await shoot(page, `zoom-${colorScheme}-${width}`)
    expect(await page.evaluate('document.querySelector("main").inert')).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('.pswp').waitFor({ state: 'detached' })
    expect(await focusedKey(page)).toBe('zoom')
    expect(await page.evaluate('document.querySelector("main").inert')).toBe(false)
    expect(faults).toEqual([])
  })

  it('PIC-03: goes to the neighbours, zooms up to the original, and the page behind goes along', async () => {
    const { page, faults } = await open('a.jpg', { viewport: { width: 1440, height: 900 } })
    await page.keyboard.press('z')
    await page.locator('.pswp--open .pswp__img').first().waitFor()
    const start = await place(page)
    const order = await page.evaluate<string>('document.querySelector("[data-key=next]").href')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(order)
    expect(await place(page)).not.toBe(start)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(`**/photos/${ids['a.jpg']}`)
    expect(await place(page)).toBe(start)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.keyboard.press('z')
    await page.locator('.pswp--zoomed-in').waitFor()
    await expect.poll(() => asked.some((url) => url.includes('/original'))).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('.pswp').waitFor({ state: 'detached' })
    expect(await focusedKey(page)).toBe('zoom')
    expect(faults).toEqual([])
  })

  it('PIC-03: what comes next lies at the left where one reads from right to left', async () => {
    const { page, faults } = await open('b.jpg', { viewport: { width: 390, height: 844 }, locale: 'ar' })
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl')
    const next = await page.evaluate<string>('document.querySelector("[data-key=next]").href')
    await page.keyboard.press('z')
    await page.locator('.pswp--open').waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(next)
    await inspect(page)
    await shoot(page, 'zoom-rtl')
    expect(faults).toEqual([])
  })

  it('PIC-03: the picture links to its largest size without script', async () => {
    const { page } = await open('b.jpg', { javaScriptEnabled: false })
    const href = await page.locator('.stage-zoom').getAttribute('href')
    const answer = await page.context().request.get(new URL(href as string, page.url()).href)
    expect([answer.status(), answer.headers()['content-type']?.split('/')[0]]).toEqual([200, 'image'])
    expect(await page.locator('[data-viewer]:visible, .histogram:visible').count()).toBe(0)
  })

  it.each(looks)('PIC-14: a PDF is read on the page, and nothing of it runs: %s, %i px', async (colorScheme, width) => {
    const { page, faults } = await open('paper.pdf', { colorScheme, viewport: { width, height: 844 } })
    page.on('dialog', (dialog) => faults.push(dialog.message()))
    await inspect(page)
    await shoot(page, `pdf-before-${colorScheme}-${width}`)
    await page.getByRole('button', { name: 'Read the document' }).click()
    await page.locator('.stage-document canvas').first().waitFor()
    await expect.poll(() => page.locator('.stage-document p').allTextContents()).toEqual(['Harbour', 'Lighthouse'])
    expect(await page.locator('figcaption').allTextContents()).toEqual(['Page 1 of 2', 'Page 2 of 2'])
    await inspect(page)
    await shoot(page, `pdf-${colorScheme}-${width}`)
    // Black letters on white.
    const dark = await page.evaluate<number>(`(() => {
      const canvas = document.querySelector('.stage-document canvas')
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return data.filter((value, at) => at % 4 === 0 && value < 64).length / (data.length / 4)
    })()`)
    expect(dark).toBeGreaterThan(0.01)
    expect(dark).toBeLessThan(0.5)
    const boxes = await page.evaluate<number[]>(
      '[...document.querySelectorAll(".stage-document figure")].flatMap((one) => [one.offsetTop, one.offsetTop + one.offsetHeight])',
    )
    expect(boxes).toEqual([...boxes].sort((a, b) => a - b))
    await page.getByRole('button', { name: 'Close the document' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('.stage-document').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('PIC-14: what a PDF does not bring along is lent to it: encodings, fonts, a decoder', async () => {
    const { page, faults } = await open('bare.pdf', { viewport: { width: 1440, height: 900 } })
    const parts: string[] = []
    page.context().on('response', (response) => {
      const file = /\/assets\/document-data\.[\w-]{12}\/(.+)$/.exec(response.url())?.[1]
      if (file) parts.push(`${file} ${response.status()}`)
    })
    await page.getByRole('button', { name: 'Read the document' }).click()
    await page.locator('.stage-document canvas').first().waitFor()
    expect(await page.locator('.stage-document p').textContent()).toContain('日本語の文書')
    await shoot(page, 'pdf-bare')
    const [red, ink] = await page.evaluate<[number[], number]>(`(() => {
      const canvas = document.querySelector('.stage-document canvas')
      const context = canvas.getContext('2d')
      const { width, height } = canvas
      const at = (x, y, w, h) => context.getImageData((x * width) / 300, ((200 - y) * height) / 200, w, h).data
      const sign = [...at(20, 80, width / 6, height / 5)].filter((value, index) => index % 4 === 0 && value < 64)
      return [[...at(230, 70, 1, 1)].slice(0, 3), sign.length]
    })()`)
    expect(red.map((value) => Math.round(value / 8))).toEqual([0xc0, 0x10, 0x20].map((value) => value / 8))
    expect(ink).toBeGreaterThan(100)
    expect(parts.sort()).toEqual([
      '90ms-RKSJ-H.bcmap 200',
      'Adobe-Japan1-UCS2.bcmap 200',
      'FoxitDingbats.pfb 200',
      'openjpeg_nowasm_fallback.js 200',
    ])
    expect(faults).toEqual([])
  })

  it('PIC-14: an original stays inert, and nobody reads what they may not have', async () => {
    const { page } = await open('paper.pdf')
    const url = await page.locator('[data-viewer="document"]').getAttribute('data-url')
    const { headers } = await page.evaluate<{ headers: Record<string, string> }>(
      `fetch(${JSON.stringify(url)}).then((answer) => ({ headers: Object.fromEntries(answer.headers) }))`,
    )
    expect(headers['content-disposition']).toMatch(/^attachment/)
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it.each([
    ['sphere.jpg', { widthDegrees: 360, heightDegrees: 180, centreDegrees: 0 }],
    ['part.jpg', { widthDegrees: 90, heightDegrees: 67.5, centreDegrees: 26.25 }],
  ] as const)('%s says which part of a sphere it holds', async (name, part) => {
    const { page } = await open(name)
    const told = await page.locator('[data-viewer="sphere"]').getAttribute('data-sphere')
    expect(JSON.parse(told ?? '')).toEqual(part)
  })

  it.each([
    ...looks.map(([scheme, width]) => ['sphere.jpg', scheme, width] as const),
    ['part.jpg', 'light', 390],
    ['part.jpg', 'dark', 1440],
  ] as const)('%s is looked around in, or stays flat: %s, %i px', async (name, colorScheme, width) => {
    const { page, faults } = await open(name, { colorScheme, viewport: { width, height: 844 } })
    await inspect(page)
    await page.getByRole('button', { name: 'Panorama' }).click()
    const shown = page.locator('.stage-sphere canvas').or(page.locator('[data-viewer-note]:not([hidden])'))
    await shown.first().waitFor()
    await inspect(page)
    if (await page.locator('.stage-sphere canvas').count()) {
      // Something is drawn there: no side of the stripes is as dark as where there is nothing.
      const brightest = async () => {
        const { channels } = await sharp(await page.locator('.stage-sphere').screenshot()).stats()
        return Math.max(...channels.slice(0, 3).map(({ mean }) => mean))
      }
      await expect.poll(brightest, { timeout: 10_000 }).toBeGreaterThan(60)
      await shoot(page, `${name}-${colorScheme}-${width}`)
      await page.getByRole('button', { name: 'Panorama' }).click()
      expect(await page.locator('.stage-sphere').count()).toBe(0)
    } else expect(await page.locator('.stage-zoom img').isVisible()).toBe(true)
    expect(faults.filter((text) => !/WebGL|GPU/.test(text))).toEqual([])
  })

  it.each(looks)('a long picture is gone along: %s, %i px', async (colorScheme, width) => {
    const { page, faults } = await open('long.jpg', { colorScheme, viewport: { width, height: 844 } })
    await page.getByRole('button', { name: 'Panorama' }).click()
    const [inner, outer] = await page.evaluate<[number, number]>(
      '[document.querySelector("[data-stage]").scrollWidth, document.querySelector("[data-stage]").clientWidth]',
    )
    expect(inner).toBeGreaterThan(outer * 1.2)
    await inspect(page)
    await shoot(page, `wide-${colorScheme}-${width}`)
    await page.getByRole('button', { name: 'Panorama' }).click()
    await inspect(page)
    expect(faults).toEqual([])
  })

  it.each(looks)('PIC-05: a histogram is drawn, said, and remembered: %s, %i px', async (colorScheme, width) => {
    const { page, faults } = await open('a.jpg', { colorScheme, viewport: { width, height: 844 } })
    expect(await page.locator('.histogram svg').count()).toBe(0)
    if (width > 1000) await page.keyboard.press('i')
    await page.getByText('Histogram').click()
    await page.locator('.histogram path').first().waitFor({ state: 'attached' })
    expect(await page.locator('.histogram p').textContent()).toMatch(
      /^Too dark to show anything: [\d.]+%\. Too bright: /,
    )
    await inspect(page)
    await shoot(page, `histogram-${colorScheme}-${width}`)
    await page.goto(`${site.origin}/photos/${ids['c.jpg']}`)
    await page.locator('.histogram path').first().waitFor({ state: 'attached' })
    await page.getByText('Histogram').click()
    // A browser tells of it a moment later.
    await expect.poll(() => page.evaluate('document.cookie')).toContain('vitrine_histogram=closed')
    await page.reload()
    expect(await page.locator('.histogram svg').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
