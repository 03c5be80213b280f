import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VitrineError } from '../errors/vitrine-error.ts'
import { and, not, or } from './build.ts'
import { daysOf } from './dates.ts'
import { maxQueryConditions, maxQueryLength, parseQuery } from './parse.ts'
import { isPlainWord, printQuery } from './print.ts'
import { choices, dateFields, numberFields, presenceFields, type Query, textFields } from './query.types.ts'

const text = (
  value: string,
  match: 'prefix' | 'word' | 'suffix' | 'part' | 'phrase' = 'prefix',
  field: (typeof textFields)[number] = 'any',
): Query => ({ type: 'text', field, match, text: value })

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

  it('answers any text at all, and soon', () => {
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
      { numRuns: 3_000 },
    )
  })
})
