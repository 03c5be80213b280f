import { describe, expect, it } from 'vitest'
import { toTitle } from './to-title.ts'

describe('toTitle', () => {
  it.each([
    ['Sunset over Étretat.jpg', 'Sunset over Étretat'],
    ['mont-saint-michel_at-dusk (2).jpg', 'mont-saint-michel at-dusk'],
    ['2019-07-14 Fireworks.jpeg', '2019-07-14 Fireworks'],
    ['IMG_2041 Grandma.JPG', 'IMG 2041 Grandma'],
    ['__the%20old%20house__.png', 'the old house'],
    ['Zürich+im+Winter.webp', 'Zürich im Winter'],
    ['E\u0301te\u0301.jpg', 'Été'],
    ['日本の山.jpg', '日本の山'],
    ['party-edited.jpg', 'party'],
    ['Wedding - Copy.jpg', 'Wedding'],
    ['version 1.2 of it.jpg', 'version 1.2 of it'],
    ['facade.jpg', 'facade'],
    ['no extension', 'no extension'],
  ])('%s → %s', (fileName, title) => expect(toTitle(fileName)).toBe(title))

  it.each([
    'IMG_2041.JPG',
    'IMG_2041 (3).JPG',
    '_DSC1234.NEF',
    'DSCN0042.jpg',
    'P1010023.RW2',
    'GOPR0123.MP4',
    'PXL_20230102_101112345.jpg',
    'IMG-20190203-WA0007.jpg',
    'Screenshot 2021-05-06 at 10.11.12.png',
    '20190714_183011.jpg',
    '2019-07-14.jpg',
    '0042.png',
    'd41d8cd98f00b204e9800998ecf8427e.jpg',
    '123e4567-e89b-12d3-a456-426614174000.webp',
    '.jpg',
    '',
  ])('%s says nothing', (fileName) => expect(toTitle(fileName)).toBeNull())

  it('keeps within the length of a title and never cuts a character in two', () => {
    const title = toTitle(`${'photo of 𝒜 '.repeat(60)}.jpg`)
    expect([...title!].length).toBeLessThanOrEqual(255)
    expect(title!.isWellFormed()).toBe(true)
  })
})
