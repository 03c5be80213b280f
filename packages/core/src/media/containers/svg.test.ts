import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VitrineError } from '../../errors/vitrine-error.ts'
import { probeMedia } from '../probe.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-svg-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const probe = async (markup: string | Buffer) => {
  const path = join(folder, 'drawing.jpg')
  await writeFile(path, markup)
  return probeMedia(path, { acceptsSvg: true })
}
const svg = (attributes: string, inside = '') => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`

describe('drawings', () => {
  it.each([
    ['width="40" height="30"', 40, 30],
    ['width="40px" height="30.4px"', 40, 30],
    ['width="1in" height="72pt"', 96, 96],
    ['width="25.4mm" height="2.54cm"', 96, 96],
    ['width="1e2" height="2em"', 100, 32],
    ['viewBox="0 0 640 480"', 640, 480],
    ['viewBox="-10,-10,20,5"', 20, 5],
    ['width="100%" height="100%" viewBox="0 0 24 24"', 24, 24],
    ['width="200" viewBox="0 0 4 3"', 200, 150],
    ['height="30" viewBox="0 0 4 3"', 40, 30],
    ['', 300, 150],
    ['width="0.2" height="0.2"', 1, 1],
    ['width="-5" height="nonsense"', 300, 150],
  ])('%s are %i × %i', async (attributes, widthPx, heightPx) => {
    expect(await probe(svg(attributes))).toMatchObject({
      mediaType: 'image',
      mimeType: 'image/svg+xml',
      extension: 'svg',
      widthPx,
      heightPx,
      orientation: 1,
      frames: 1,
      renderable: false,
    })
  })

  it.each([
    ['a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${svg('width="9" height="9"')}`],
    [
      'comments',
      `<!-- made by -- hand -->\n<!---->${svg('width="9" height="9"')}<!-- end -->`.replace('-- hand', 'hand'),
    ],
    [
      'a type',
      `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${svg('width="9" height="9"')}`,
    ],
    ['a mark of the order of bytes', `\ufeff${svg('width="9" height="9"')}`],
    ['a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ])('may begin with %s', async (_, markup) => {
    expect(await probe(markup)).toMatchObject({ mimeType: 'image/svg+xml', widthPx: 9, heightPx: 9 })
  })

  it.each([
    ['another namespace', '<svg xmlns="http://example.org/" width="9" height="9"/>', 'MEDIA_UNSUPPORTED'],
    ['no namespace', '<svg width="9" height="9"/>', 'MEDIA_UNSUPPORTED'],
    ['a page with a drawing', `<html>${svg('')}</html>`, 'MEDIA_UNSUPPORTED'],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('', '&a;')}`, 'MEDIA_UNSUPPORTED'],
    [
      'an entity from a file',
      `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${svg('')}`,
      'MEDIA_UNSUPPORTED',
    ],
    ['a drawing cut off', svg('width="9" height="9"', '<g><path d="').slice(0, -6), 'MEDIA_TRUNCATED'],
    ['a drawing without its end', svg('width="9" height="9"', '<g>').slice(0, -6), 'MEDIA_TRUNCATED'],
    ['tags that cross', svg('', '<a><b></a></b>'), 'MEDIA_CORRUPT'],
    ['a picture too large', svg('width="90000" height="90000"'), 'MEDIA_TOO_MANY_PIXELS'],
    ['no width', svg('width="0" height="9"'), 'MEDIA_CORRUPT'],
    ['a tower of groups', svg('', `${'<g>'.repeat(2_000)}${'</g>'.repeat(2_000)}`), 'MEDIA_CORRUPT'],
    ['a file too large', svg('', ' '.repeat(17 * 1024 ** 2)), 'MEDIA_TOO_LARGE'],
    ['UTF-16', Buffer.from(`\ufeff${svg('width="9" height="9"')}`, 'utf16le'), 'MEDIA_UNSUPPORTED'],
  ])('refuses %s', async (_, markup, code) => {
    await expect(probe(markup)).rejects.toMatchObject({ code })
  })

  it('never fails in another way, whatever follows the beginning', async () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '&',
      ';',
      '"',
      'a',
      '<g ',
      '\0',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        const error = await probe(`<svg xmlns="http://www.w3.org/2000/svg">${parts.join('')}`).then(
          () => null,
          (reason: unknown) => reason,
        )
        if (error !== null) expect(VitrineError.is(error), String(error)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
