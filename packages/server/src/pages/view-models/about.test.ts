import { expect, it } from 'vitest'
import { toParagraphs } from './about.ts'

const of = (text: string) => toParagraphs(text).map((parts) => parts.map(({ text, url }) => (url ? `[${url}]` : text)))

it('BRW-25: empty lines part paragraphs, and single ones stay', () => {
  expect(of('')).toEqual([])
  expect(of(' \n\n ')).toEqual([])
  expect(of('One\nline.\n\n\n \nTwo.\n')).toEqual([['One\nline.'], ['Two.']])
})

it('BRW-25: addresses of the web become links, without the signs around them; others do not', () => {
  expect(of('See https://example.org/a?b=1, (http://example.org/x).')).toEqual([
    ['See ', '[https://example.org/a?b=1]', ', (', '[http://example.org/x]', ').'],
  ])
  expect(of('javascript:alert(1) data:text/html,x ftp://example.org')).toEqual([
    ['javascript:alert(1) data:text/html,x ftp://example.org'],
  ])
  expect(of('https://"onclick=x')).toEqual([['https://"onclick=x']])
})
