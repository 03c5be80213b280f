import { expect, it } from 'vitest'
import { toMessage } from './mail.render.ts'

const site = { title: 'Boats & <i>', language: { code: 'ar', direction: 'rtl' } } as const
const picture = { cid: 'photo-1@vitrine', mimeType: 'image/jpeg', bytes: new Uint8Array([1]) }

const hostile = '"><img src=https://x.example/p.gif>\r\nBcc: x'
const message = toMessage(
  'ann@example.org',
  {
    subject: hostile,
    paragraphs: [`First ${hostile}`, 'Second'],
    blocks: [
      {
        title: hostile,
        url: 'https://g.example/album/1',
        pictures: [{ cid: picture.cid, alt: hostile, url: 'https://g.example/p/1', widthPx: 120, heightPx: 120 }],
      },
    ],
    link: { label: 'Look', url: 'https://g.example/recent' },
    closing: ['Why'],
    unsubscribe: { label: 'No more', url: 'https://g.example/unsubscribe?token=vu_1' },
    pictures: [picture],
  },
  site,
)

it('NOT-04: letters load nothing from anywhere, and what people wrote is text', () => {
  expect(message.html).not.toMatch(/<(?:script|link|iframe|object|form)\b|url\(|@import|@font-face/i)
  // Pictures are within the letter: there is none that would tell when it was opened.
  expect([...message.html.matchAll(/<img src="([^"]*)"/g)].map(([, src]) => src)).toEqual(['cid:photo-1@vitrine'])
  expect(message.html).not.toMatch(/<img src=https|<i>/)
  expect(message.subject).not.toMatch(/[\r\n]/)
})

it('NOT-04: letters know their language, are narrow, light and dark, and say first what they are about', () => {
  expect(message.html).toContain('<html lang="ar" dir="rtl">')
  expect(message.html).toContain('<meta name="color-scheme" content="light dark">')
  expect(message.html).toContain('@media (prefers-color-scheme:dark)')
  expect(message.html).toContain('max-width:600px')
  const shown = message.html.slice(message.html.indexOf('<body'))
  expect(shown.indexOf('First')).toBeLessThan(shown.indexOf('Boats &amp; &lt;i&gt;'))
  // The way to stop them is the last of all.
  expect(shown.indexOf('Why')).toBeGreaterThan(shown.indexOf('g.example/recent'))
  expect(shown.lastIndexOf('No more')).toBeGreaterThan(shown.indexOf('Why'))
})

it('NOT-04: the plain text holds the same', () => {
  for (const part of [
    'First',
    'Second',
    'https://g.example/album/1',
    'Look:\nhttps://g.example/recent',
    'Why',
    'No more:',
  ])
    expect(message.text).toContain(part)
  expect(message.text).not.toMatch(/^Bcc:/m)
  expect(message.text).toMatch(/\n\n-- \nBoats & <i>\n$/)
})
