import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filtersToQuery } from './filters.ts'
import { choiceFilters, type Filters, rangeFilters } from './filters.types.ts'
import { queryToFilters } from './filters-from-query.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

const list = <T>(value: fc.Arbitrary<T>) =>
  fc.uniqueArray(value, { minLength: 1, maxLength: 3, comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
const id = fc.integer({ min: 1, max: 1_000_000 })
const range = fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(2)).map(([a, b, shape]) => ({
  min: shape === 1 ? null : Math.min(a, b),
  max: shape === 2 ? null : Math.max(a, b),
}))
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const emptiable = new Set(['rating', 'size', 'iso', 'aperture', 'exposure', 'focal', 'duration'])
const date = fc.constantFrom(
  '7d',
  '24h',
  '3m',
  '2019',
  '2019-07',
  '2019-07-04',
  '2019..2021',
  '*-12',
  '*-12-25',
  '2019-*-25',
  '..2020',
)

/** As a filter bar would set them: nothing ticked is a filter that is not there. */
const filters: fc.Arbitrary<Filters> = fc
  .record({
    words: optional(
      fc.record({
        words: list(fc.constantFrom('sea', 'coast', '"fog on the coast"', '"sea"', '*side', '*eas*')),
        mode: fc.constantFrom('all' as const, 'any' as const),
        fields: fc.uniqueArray(
          fc.constantFrom('title' as const, 'description' as const, 'tag' as const, 'album' as const),
          { maxLength: 3 },
        ),
      }),
    ),
    tags: optional(fc.record({ ids: list(id), mode: fc.constantFrom('all' as const, 'any' as const) })),
    tagged: optional(fc.boolean()),
    albums: optional(fc.record({ ids: list(id), below: fc.boolean() })),
    posted: optional(list(date)),
    created: optional(list(fc.oneof(date, fc.constantFrom('', '*')))),
    uploader: optional(list(fc.option(id))),
    type: optional(list(fc.constantFrom('image', 'video', 'jpg', 'heic'))),
    shape: optional(list(fc.constantFrom('portrait' as const, 'panorama' as const))),
    near: optional(fc.constant({ latitude: 48.85, longitude: -2.35, radiusMetres: 500 })),
    fields: optional(
      fc.dictionary(
        fc.constantFrom('condition', 'inventory-no'),
        list(fc.constantFrom('5', '>=5', '="a b"', '', '*', 'sea')),
        { minKeys: 1 },
      ),
    ),
    expert: optional(fc.constantFrom('-sea', 'width:>3000', '-(tag:a OR tag:b)')),
    ...Object.fromEntries(
      choiceFilters.map((field) => [
        field,
        optional(list(fc.option(fc.constantFrom('Canon EOS 5D', 'a "quoted" one', '(x)')))),
      ]),
    ),
    ...Object.fromEntries(
      rangeFilters.map((field) => [field, optional(list(emptiable.has(field) ? fc.option(range) : range))]),
    ),
  })
  .map((draft) => {
    const set = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Filters
    // One word, one tag: all and any are the same.
    return {
      ...set,
      ...(set.words?.words.length === 1 ? { words: { ...set.words, mode: 'all' as const } } : {}),
      ...(set.tags?.ids.length === 1 ? { tags: { ...set.tags, mode: 'all' as const } } : {}),
    }
  })

describe('filters', () => {
  it('are read back from the query that they make, also from its text', () => {
    fc.assert(
      fc.property(filters, (value) => {
        const query = filtersToQuery(value)
        expect(queryToFilters(query)).toEqual(value)
        const text = printQuery(query)
        if (text.length < 3_000 && text.split(':').length < 60) expect(queryToFilters(parseQuery(text))).toEqual(value)
      }),
      { numRuns: 400 },
    )
  })

  it('leave what they cannot show to the expert', () => {
    expect(queryToFilters(parseQuery('sea width:>3000 -tag:fog (tag:a OR width:5)'))).toEqual({
      words: { words: ['sea'], mode: 'all', fields: [] },
      expert: 'width:>3000 -tag:fog (tag:a OR width:5)',
    })
    expect(queryToFilters(parseQuery('(sea OR coast) (fog OR mist)'))).toEqual({
      words: { words: ['sea', 'coast'], mode: 'any', fields: [] },
      expert: 'fog OR mist',
    })
    expect(queryToFilters(parseQuery(''))).toEqual({})
  })

  it('ask for the same as the query they were read from', () => {
    for (const text of [
      'sea',
      '(title:a OR tag:a) (title:b OR tag:b)',
      'rating:(5 OR 4..) rating:',
      'tree:1 albumid:2',
      'created:2019 created:*-12',
      'tagid:1 (tagid:2 OR tagid:3)',
      'a OR b c',
      'near:1,2 near:3,4',
    ]) {
      const query = parseQuery(text)
      const parts = (q: typeof query) => (q.type === 'and' ? q.of : [q]).map((part) => printQuery(part)).sort()
      expect(parts(filtersToQuery(queryToFilters(query)))).toEqual(parts(query))
    }
  })

  it('take words for words and leave out what is no value', () => {
    expect(printQuery(filtersToQuery({ words: { words: ['tag:x', 'a OR b'], mode: 'all', fields: ['title'] } }))).toBe(
      'title:"tag:x" title:"a OR b"',
    )
    expect(
      filtersToQuery({
        posted: ['never'],
        created: ['2019-02-30'],
        fields: { k: ['a b'] },
        width: [{ min: 5, max: 2 }],
      }),
    ).toEqual({ type: 'all' })
  })
})
