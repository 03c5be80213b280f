import type { Random } from '../kernel/random.ts'

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

/** One of the first more often than one of the last: a few tags have most of the photos, most have a few. */
export const pickSkewed = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() ** 3 * list.length)]!

const syllables =
  'ba be bo da do el en ga go il ka ki la le li lo ma mi mo na ne no or pa pe ra re ri ro sa se so ta te ti to un va vi zu'.split(
    ' ',
  )

/** A made-up word; the same for the same number. */
export const wordOf = (n: number): string => {
  let rest = n * 7 + 3
  let word = ''
  do {
    word += syllables[rest % syllables.length]
    rest = Math.floor(rest / syllables.length)
  } while (rest > 0 || word.length < 4)
  return word
}

export const vocabulary: readonly string[] = Array.from({ length: 4_000 }, (_, n) => wordOf(n))

/** Real words among the made-up ones, with accents, other scripts and more than one word. */
export const tagWords = [
  'sea',
  'Brittany',
  'été',
  'Über alpen',
  '東京',
  'family',
  'black & white',
  'winter',
  'red kite',
  'Ångström',
] as const

export const cameras = [
  ['Canon', 'Canon EOS R5', 'RF24-70mm F2.8 L IS USM'],
  ['NIKON CORPORATION', 'NIKON D750', '24.0-120.0 mm f/4.0'],
  ['SONY', 'ILCE-7M3', 'FE 35mm F1.8'],
  ['FUJIFILM', 'X-T3', 'XF23mmF2 R WR'],
  ['Apple', 'iPhone 12', 'iPhone 12 back dual wide camera 4.2mm f/1.6'],
  ['Google', 'Pixel 6', null],
  [null, null, null],
] as const

export const places = [
  ['Saint-Malo', 'France', 48.65, -2.02],
  ['Lisboa', 'Portugal', 38.72, -9.14],
  ['Kraków', 'Poland', 50.06, 19.94],
  ['Kyoto', 'Japan', 35.01, 135.77],
  ['Reykjavík', 'Iceland', 64.15, -21.94],
  ['Wellington', 'New Zealand', -41.29, 174.78],
] as const
