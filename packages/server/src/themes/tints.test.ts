import { describe, expect, it } from 'vitest'
import { tintClass, tintStyles } from './tints.ts'

// As the library `thumbhash` writes them, of pictures of one colour.
const placeholders = [
  ['AggCBwBrmT+HeHd6d5d3mHh/AgAAAAAA', 10, 10, 10],
  ['PggCBwBpiT+AiIeCiFiHmHePAwAAAAAA', 250, 250, 250],
  ['mHoDBwBYmT6Ph4iGh1h4iIeNdIX3Wo8I', 220, 30, 40],
  ['1fgABwBaiT+IiHd2iJiIh3h/s3QI8IcP', 30, 160, 70],
  ['25MBBwBamj94h3h2eLeIl4h+Umr4tHgP', 40, 90, 200],
  ['IAgCBwBoiT92h4iGd4h4eHd+AwAAAAAA', 128, 128, 128],
] as const
const halfTransparent = 'EIuDBQAGWIlyh3CIZwh4j4D3SpqHh3DHpw=='

describe('tintClass', () => {
  it.each(placeholders)('%s is near the colour %i, %i, %i', (placeholder, ...colour) => {
    const name = tintClass(placeholder)
    const [, hex = ''] = new RegExp(`^\\.${name}\\{--tint:#([0-9a-f]{6})\\}$`, 'm').exec(tintStyles()) ?? []
    const found = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
    for (const [channel, value] of colour.entries()) expect(Math.abs((found[channel] ?? -999) - value)).toBeLessThan(45)
  })

  it('is empty where nothing is known, or one can see through', () => {
    expect([null, '', 'x', '####', halfTransparent].map(tintClass)).toEqual(['', '', '', '', ''])
  })
})
