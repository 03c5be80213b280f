import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { VitrineError } from '../errors/vitrine-error.ts'
import { and, not, or } from './build.ts'
import { daysOf, isoWeekQuery, rangeOfRecent, toPattern } from './dates.ts'
import { maxQueryConditions, maxQueryLength, parseQuery } from './parse.ts'
import { isPlainWord, printQuery } from './print.ts'
import { queryValue } from './query.schema.ts'
import {
  type CustomQuery,
  choices,
  dateFields,
  exactFields,
  numberFields,
  presenceFields,
  type Query,
  recentUnits,
  refFields,
  textFields,
} from './query.types.ts'

const text = (
  value: string,
  match: 'prefix' | 'word' | 'suffix' | 'part' | 'phrase' = 'prefix',
  field: (typeof textFields)[number] = 'any',
): Query => ({ type: 'text', field, match, text: value })

const exact = (field: 'city', value: string): Query => ({ type: 'exact', field, value })
const custom = (test: CustomQuery['test']): Query => ({ type: 'custom', key: 'inventory-no', test })

describe('reading a query', () => {
  it.each<[string, Query]>([
    ['', { type: 'all' }],
    ['sea coast', and([text('sea'), text('coast')])],
    ['sea OR coast', or([text('sea'), text('coast')])],
    ['a b OR c', or([and([text('a'), text('b')]), text('c')])],
    ['sea -coast', and([text('sea'), not(text('coast'))])],
    ['sea NOT coast', and([text('sea'), not(text('coast'))])],
    ['sea or coast', and([text('sea'), text('or'), text('coast')])],
    ['"exact phrase"', text('exact phrase', 'phrase')],
    ['"sea"', text('sea', 'word')],
    ['*shine sun* *ns*', and([text('shine', 'suffix'), text('sun'), text('ns', 'part')])],
    ['tag:(sea OR coast)', or([text('sea', 'prefix', 'tag'), text('coast', 'prefix', 'tag')])],
    ['tags:sea', text('sea', 'prefix', 'tag')],
    ['tag:', { type: 'presence', field: 'tag', isPresent: false }],
    ['tag:*', { type: 'presence', field: 'tag', isPresent: true }],
    ['author: sea', and([{ type: 'presence', field: 'author', isPresent: false }, text('sea')])],
    ['score:*', { type: 'presence', field: 'rating', isPresent: true }],
    ['width:>3000', { type: 'number', field: 'width', min: 3000, max: null, minIncluded: false, maxIncluded: true }],
    ['size:5m..', { type: 'number', field: 'size', min: 5_000_000, max: null, minIncluded: true, maxIncluded: true }],
    [
      'filesize:..300k',
      { type: 'number', field: 'filesize', min: null, max: 300_000, minIncluded: true, maxIncluded: true },
    ],
    ['ratio:3/2', { type: 'number', field: 'ratio', min: 1.5, max: 1.5, minIncluded: true, maxIncluded: true }],
    ['aperture:f/2.8', { type: 'number', field: 'aperture', min: 2.8, max: 2.8, minIncluded: true, maxIncluded: true }],
    [
      'shutter:<1/250s',
      { type: 'number', field: 'exposure', min: null, max: 0.004, minIncluded: true, maxIncluded: false },
    ],
    ['created:2019', { type: 'date', field: 'created', from: '2019', to: '2019' }],
    ['created:2019..2021-06', { type: 'date', field: 'created', from: '2019', to: '2021-06' }],
    ['taken:>2019-02', { type: 'date', field: 'created', from: '2019-03-01', to: null }],
    ['shot:2019*', { type: 'date', field: 'created', from: '2019', to: '2019' }],
    ['near:48.85,2.35,500m', { type: 'near', latitude: 48.85, longitude: 2.35, radiusMetres: 500 }],
    ['type:video', { type: 'choice', field: 'media', value: 'video' }],
    ['type:JPG', { type: 'exact', field: 'extension', value: 'jpg' }],
    ['ext:.heic', { type: 'exact', field: 'extension', value: 'heic' }],
    ['mime:image/JPEG', { type: 'exact', field: 'mime', value: 'image/jpeg' }],
    ['camera:="Canon EOS 5D"', { type: 'exact', field: 'camera', value: 'Canon EOS 5D' }],
    ['camera:=X-T5', { type: 'exact', field: 'camera', value: 'X-T5' }],
    ['lens:="1"" macro"', { type: 'exact', field: 'lens', value: '1" macro' }],
    ['city:(="Brest" OR ="Le Havre")', or([exact('city', 'Brest'), exact('city', 'Le Havre')])],
    ['city:brest', text('brest', 'prefix', 'place')],
    ['make:canon', text('canon', 'prefix', 'camera')],
    ['title:="At dusk"', text('At dusk', 'phrase', 'title')],
    ['tagid:12', { type: 'ref', field: 'tag', id: 12 }],
    [
      'tree:(3 OR 4)',
      or([
        { type: 'ref', field: 'tree', id: 3 },
        { type: 'ref', field: 'tree', id: 4 },
      ]),
    ],
    ['uploader:', { type: 'presence', field: 'uploader', isPresent: false }],
    ['created:*-12', { type: 'pattern', field: 'created', year: null, month: 12, day: null }],
    ['posted:*-12-25', { type: 'pattern', field: 'posted', year: null, month: 12, day: 25 }],
    ['created:2019-*-25', { type: 'pattern', field: 'created', year: 2019, month: null, day: 25 }],
    ['created:*-*-31', { type: 'pattern', field: 'created', year: null, month: null, day: 31 }],
    ['created:*-02-30', text('created:*-02-30', 'word')],
    ['created:2019-W27', { type: 'date', field: 'created', from: '2019-07-01', to: '2019-07-07' }],
    ['created:2020-w1', { type: 'date', field: 'created', from: '2019-12-30', to: '2020-01-05' }],
    ['created:2020-W*', { type: 'date', field: 'created', from: '2019-12-30', to: '2021-01-03' }],
    ['created:2020-W53-7', { type: 'date', field: 'created', from: '2021-01-03', to: '2021-01-03' }],
    ['posted:*-W27', { type: 'week', field: 'posted', year: null, week: 27, weekday: null }],
    ['created:*-W27-7', { type: 'week', field: 'created', year: null, week: 27, weekday: 7 }],
    ['created:2019-W*-7', { type: 'week', field: 'created', year: 2019, week: null, weekday: 7 }],
    ['created:2019-W53', text('created:2019-W53')],
    ['created:*-W27-8', text('created:*-W27-8', 'word')],
    ['posted:7d', { type: 'recent', field: 'posted', count: 7, unit: 'd' }],
    ['posted:24H', { type: 'recent', field: 'posted', count: 24, unit: 'h' }],
    ['created:3m', { type: 'recent', field: 'created', count: 3, unit: 'm' }],
    ['created:0d', text('created:0d')],
    ['posted:2019-07-04T8', { type: 'date', field: 'posted', from: '2019-07-04T08', to: '2019-07-04T08' }],
    ['box:48.8,2.2,48.9,2.5', { type: 'box', south: 48.8, west: 2.2, north: 48.9, east: 2.5 }],
    ['box:49,2,48,3', text('box:49,2,48,3')],
    ['field.inventory-no:>5', custom({ kind: 'range', min: '5', max: null, minIncluded: false, maxIncluded: true })],
    ['field.inventory-no:2..5', custom({ kind: 'range', min: '2', max: '5', minIncluded: true, maxIncluded: true })],
    ['field.inventory-no:sea', custom({ kind: 'text', match: 'prefix', text: 'sea' })],
    ['field.inventory-no:"a b"', custom({ kind: 'text', match: 'phrase', text: 'a b' })],
    ['field.inventory-no:="a b"', custom({ kind: 'exact', value: 'a b' })],
    ['FIELD.Inventory-No:', custom({ kind: 'presence', isPresent: false })],
    ['field.inventory-no:*', custom({ kind: 'presence', isPresent: true })],
    [
      'ratio:4/3',
      { type: 'number', field: 'ratio', min: 1.3333333333, max: 1.3333333333, minIncluded: true, maxIncluded: true },
    ],
    ['size:999999999999999g', text('size:999999999999999g')],
    ['created:9999..', { type: 'date', field: 'created', from: '9999', to: null }],
    ['created:>9999', text('created:>9999')],
    [`created:${'2'.repeat(40)}`, text(`created:${'2'.repeat(40)}`)],
    ['\ud800', text('\ufffd')],
    ['http://x', text('http://x')],
    ['id:abc', text('id:abc')],
    ['created:2019-02-30', text('created:2019-02-30')],
    ['((', { type: 'all' }],
    [':-)', text(':-')],
    ['a) b', and([text('a'), text('b')])],
    ['- -- OR OR', and([text('-'), text('--')])],
  ])('%s', (source, expected) => expect(parseQuery(source)).toEqual(expected))

  it('refuses what nobody can mean, naming the field', () => {
    for (const source of ['x '.repeat(maxQueryConditions + 1), 'x'.repeat(maxQueryLength + 1), '('.repeat(200)]) {
      expect(() => parseQuery(source)).toThrow(
        expect.objectContaining({ code: 'INPUT_INVALID', issues: [expect.objectContaining({ path: 'q' })] }),
      )
    }
  })

  it('IN-26: answers any text at all, and soon', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '(',
            ')',
            '"',
            '*',
            '-',
            ':',
            ' ',
            '.',
            '<',
            '>',
            'a',
            '1',
            'OR',
            'NOT',
            'tag:',
            'width:',
            'created:',
            'near:',
            '夜',
            'é',
          ),
          maxLength: 400,
        }),
        (source) => {
          try {
            parseQuery(source)
          } catch (error) {
            if (!VitrineError.has(error, 'INPUT_INVALID')) throw error
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('printing a query', () => {
  const word = fc
    .string({ unit: fc.constantFrom('a', 'b', 'é', '夜', '1', '.', '/', "'"), minLength: 1, maxLength: 8 })
    .filter((value) => isPlainWord(value))
  const amount = fc.oneof(
    fc.nat(1_000_000),
    fc.nat(10_000).map((n) => n / 100),
  )
  const part = fc
    .date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
    .chain((date) => fc.constantFrom(4, 7, 10).map((length) => date.toISOString().slice(0, length)))
  const condition: fc.Arbitrary<Query> = fc.oneof(
    fc.record({
      type: fc.constant('text' as const),
      field: fc.constantFrom(...textFields),
      match: fc.constantFrom('prefix' as const, 'word' as const, 'suffix' as const, 'part' as const),
      text: word,
    }),
    fc.record({
      type: fc.constant('text' as const),
      field: fc.constantFrom(...textFields),
      match: fc.constant('phrase' as const),
      text: fc.tuple(word, word).map((words) => words.join(' ')),
    }),
    fc.tuple(fc.constantFrom(...numberFields), amount, amount, fc.nat(4)).map(([field, a, b, shape]): Query => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)]
      const ends = [
        { min, max, minIncluded: true, maxIncluded: true },
        { min, max: null, minIncluded: true, maxIncluded: true },
        { min, max: null, minIncluded: false, maxIncluded: true },
        { min: null, max, minIncluded: true, maxIncluded: true },
        { min: null, max, minIncluded: true, maxIncluded: false },
      ] as const
      return { type: 'number', field, ...(ends[shape] as (typeof ends)[number]) }
    }),
    fc.tuple(fc.constantFrom(...dateFields), part, part, fc.nat(2)).map(([field, a, b, shape]): Query => {
      const [from, to] = daysOf(a).first <= daysOf(b).last ? [a, b] : [b, a]
      return { type: 'date', field, from: shape === 1 ? null : from, to: shape === 2 ? null : to }
    }),
    fc.record({
      type: fc.constant('presence' as const),
      field: fc.constantFrom(...presenceFields),
      isPresent: fc.boolean(),
    }),
    fc.constantFrom('media' as const, 'orientation' as const).chain((field) =>
      fc.record({
        type: fc.constant('choice' as const),
        field: fc.constant(field),
        value: fc.constantFrom(...(choices[field] as readonly string[])),
      }),
    ),
    fc.record({
      type: fc.constant('near' as const),
      latitude: fc.integer({ min: -9000, max: 9000 }).map((n) => n / 100),
      longitude: fc.integer({ min: -18000, max: 18000 }).map((n) => n / 100),
      radiusMetres: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    fc.record({
      type: fc.constant('exact' as const),
      field: fc.constantFrom(...exactFields.filter((field) => field !== 'extension' && field !== 'mime')),
      value: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((value) => value.isWellFormed()),
    }),
    fc.record({
      type: fc.constant('ref' as const),
      field: fc.constantFrom(...refFields),
      id: fc.integer({ min: 1, max: 999_999_999_999_999 }),
    }),
    fc
      .record({
        field: fc.constantFrom(...dateFields),
        year: fc.option(fc.integer({ min: 0, max: 9999 })),
        month: fc.option(fc.integer({ min: 1, max: 12 })),
        day: fc.option(fc.integer({ min: 1, max: 31 })),
      })
      .map(toPattern)
      .filter((pattern) => pattern !== null),
    fc
      .record({
        field: fc.constantFrom(...dateFields),
        year: fc.option(fc.integer({ min: 1, max: 9999 })),
        week: fc.option(fc.integer({ min: 1, max: 53 })),
        weekday: fc.option(fc.integer({ min: 1, max: 7 })),
      })
      .map(isoWeekQuery)
      .filter((week) => week !== null),
    fc.record({
      type: fc.constant('recent' as const),
      field: fc.constantFrom(...dateFields),
      count: fc.integer({ min: 1, max: 9999 }),
      unit: fc.constantFrom(...recentUnits),
    }),
    fc.tuple(fc.nat(9000), fc.nat(9000), fc.nat(36_000), fc.nat(36_000)).map(
      ([a, b, west, east]): Query => ({
        type: 'box',
        south: (Math.min(a, b) * 2 - 9000) / 100,
        north: (Math.max(a, b) * 2 - 9000) / 100,
        west: (west - 18_000) / 100,
        east: (east - 18_000) / 100,
      }),
    ),
    // Whatever stands behind the colon is read as something of that field.
    fc
      .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/), fc.string({ minLength: 0, maxLength: 12 }))
      .map(([key, value]) => parseQuery(`field.${key}:${value}`))
      .filter((query) => query.type === 'custom'),
  )
  const { query } = fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      condition,
      fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((of) => and(of)),
      fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((of) => or(of)),
      tie('query').map((of) => not(of)),
    ),
  }))

  it('is read back as the same query', () => {
    fc.assert(
      fc.property(query, (value) => {
        fc.pre(JSON.stringify(value).split('"type"').length < maxQueryConditions)
        // Minus zero is zero.
        expect(JSON.parse(JSON.stringify(parseQuery(printQuery(value))))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 1_500 },
    )
  })

  it('keeps apart the minus of a word and the one before it', () => {
    for (const text of ['NOT(-', 'NOT (-a)', '-(-', 'a -(-) b']) {
      const query = parseQuery(text)
      expect(parseQuery(printQuery(query))).toEqual(query)
    }
    expect(printQuery(parseQuery('NOT(-'))).toBe('-(-)')
  })

  it('is read back as the same query whatever text it was read from', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '(',
            ')',
            '"',
            '""',
            '="',
            '=',
            '*',
            '-',
            ' ',
            '..',
            '<',
            '>',
            'a',
            '12',
            'OR',
            'NOT',
            'tag:',
            'author:',
            'field.k:',
            'created:',
            'rating:',
            'mime:',
            'x/y',
            '7d',
            'box:',
            '\ud83d',
            '😀',
            '%',
            '_',
            '\\\\',
          ),
          maxLength: 40,
        }),
        (source) => {
          const query = parseQuery(source)
          expect(parseQuery(printQuery(query))).toEqual(query)
          expect(v.safeParse(queryValue, JSON.parse(JSON.stringify(query)))).toMatchObject({
            success: true,
            output: query,
          })
        },
      ),
      { numRuns: 1_500 },
    )
  })
})

describe('a query given as a value', () => {
  const refused = (value: unknown) => v.safeParse(queryValue, value).success === false
  it('is refused where it could not be written', () => {
    const deep = (levels: number): unknown => {
      let query: unknown = { type: 'ref', field: 'tag', id: 1 }
      for (let level = 0; level < levels; level++) query = { type: 'and', of: [query, { type: 'not', of: query }] }
      return query
    }
    let chain: unknown = { type: 'ref', field: 'tag', id: 1 }
    for (let level = 0; level < 100_000; level++) chain = { type: 'not', of: chain }
    for (const value of [
      null,
      1,
      {},
      { type: 'and', of: [] },
      { type: 'or', of: [{ type: 'all' }, { type: 'all' }] },
      { type: 'text', field: 'any', match: 'prefix', text: 'two words' },
      { type: 'text', field: 'any', match: 'word', text: 'a" OR "b' },
      { type: 'text', field: 'file', match: 'prefix', text: 'a\ud800' },
      { type: 'exact', field: 'extension', value: '%' },
      { type: 'exact', field: 'author', value: 'x'.repeat(256) },
      { type: 'ref', field: 'album', id: -1 },
      { type: 'ref', field: 'album', id: 1.5 },
      { type: 'number', field: 'width', min: null, max: null, minIncluded: true, maxIncluded: true },
      { type: 'number', field: 'width', min: 1e300, max: null, minIncluded: true, maxIncluded: true },
      { type: 'date', field: 'created', from: '2019-02-30', to: null },
      { type: 'pattern', field: 'created', year: null, month: 2, day: 30 },
      { type: 'week', field: 'created', year: null, week: 54, weekday: null },
      { type: 'week', field: 'created', year: 2019, week: 27, weekday: null },
      { type: 'week', field: 'created', year: null, week: null, weekday: null },
      { type: 'near', latitude: 91, longitude: 0, radiusMetres: 1 },
      { type: 'custom', key: 'A B', test: { kind: 'presence', isPresent: true } },
      { type: 'or', of: Array.from({ length: 101 }, (_, id) => ({ type: 'ref', field: 'tag', id: id + 1 })) },
      deep(5_000 / 250),
      chain,
    ])
      expect(refused(value)).toBe(true)
  })
})

describe('a relative date', () => {
  it.each([
    ['h', 24, '2024-02-28T10'],
    ['d', 7, '2024-02-22'],
    ['w', 2, '2024-02-15'],
    ['m', 1, '2024-01-29'],
    ['m', 12, '2023-02-28'],
    ['y', 1, '2023-02-28'],
    ['y', 9999, '0000'],
  ] as const)('of %s %s begins at %s', (unit, count, from) => {
    const now = new Date('2024-02-29T10:59:00Z')
    expect(rangeOfRecent({ type: 'recent', field: 'posted', count, unit }, now)).toEqual({
      type: 'date',
      field: 'posted',
      from,
      to: null,
    })
  })
})

describe('the worst texts', () => {
  const leaves = (query: Query): number =>
    query.type === 'and' || query.type === 'or'
      ? query.of.reduce((sum, part) => sum + leaves(part), 0)
      : query.type === 'not'
        ? leaves(query.of)
        : 1

  it.each([
    '(',
    ')',
    '"',
    '="',
    '-',
    '*',
    '**a',
    'a*',
    'tag:',
    'tag:(',
    'field.a:',
    'NOT ',
    '- ',
    '.',
    '..',
    '1..',
    '=',
    ':',
    'a:',
    'x ',
  ])('are answered with a bounded query, or refused: %s', (unit) => {
    for (const length of [100, maxQueryLength, 65_536]) {
      const source = unit.repeat(length).slice(0, length)
      try {
        expect(leaves(parseQuery(source))).toBeLessThanOrEqual(maxQueryConditions)
      } catch (error) {
        expect(error).toMatchObject({ code: 'INPUT_INVALID', issues: [{ path: 'q' }] })
      }
    }
  })
})
