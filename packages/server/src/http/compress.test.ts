import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compressPage } from './compress.ts'

const markup = `<!doctype html><title>x</title>${'<p>Harbour</p>'.repeat(500)}`

it.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
] as const)('sends a page as its reader takes it best: %s', (accepted, encoding, decompress) => {
  const { body, headers } = compressPage(markup, accepted)
  expect(headers).toEqual({ 'content-encoding': encoding })
  expect(body.length).toBeLessThan(markup.length / 10)
  const text = decompress(body as Uint8Array).toString()
  expect(text.startsWith(markup)).toBe(true)
  expect(text.slice(markup.length)).toMatch(/^\n<!--[\w-]*-->$/)
})

it.each([[null], ['identity'], ['br;q=0, gzip;q=0.000']])('sends it as it is to others: %s', (accepted) => {
  expect(compressPage(markup, accepted)).toEqual({ body: markup, headers: {} })
})

it('does not compress what is short', () => {
  expect(compressPage('<p>x</p>', 'br')).toEqual({ body: '<p>x</p>', headers: {} })
})

it('BREACH: equal pages differ in length', () => {
  const lengths = Array.from({ length: 40 }, () => compressPage(markup, 'br').body.length)
  expect(new Set(lengths).size).toBeGreaterThan(5)
})
