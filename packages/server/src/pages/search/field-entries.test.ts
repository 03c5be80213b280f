import { parseQuery, printQuery } from '@vitrine/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromContains, fromSpan, readFieldEntries, toContains, toSpan } from './field-entries.ts'

const read = (text: string): Record<string, string[]> => {
  const form = new URLSearchParams(text)
  return readFieldEntries(form, (name) => form.getAll(name).filter((value) => value !== ''))
}

describe('what is typed for a custom field', () => {
  it('is looked for anywhere in the text of the field', () => {
    expect(['sea', 'the sea', '"sea"', 'f(x)', 'a..b', '*', '', '=x', '-x'].map(toContains)).toEqual([
      '*sea*',
      '"the sea"',
      '"sea"',
      '"f(x)"',
      '"a..b"',
      null,
      null,
      '*=x*',
      '*-x*',
    ])
    expect(['*sea*', '"the sea"', '"sea"', 'sea', '*sea', '="sea"', '*'].map(fromContains)).toEqual([
      'sea',
      'the sea',
      '"sea"',
      null,
      null,
      null,
      null,
    ])
  })

  it('is one condition of the query language, and is typed again by what it leads to', () => {
    const alphabet = fc.constantFrom(...'ab é*"()=<>.-:0 OR')
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (typed) => {
        const value = toContains(typed)
        if (value === null) return
        const query = parseQuery(`field.notes:${value}`)
        expect(query.type).toBe('custom')
        expect(printQuery(query)).toBe(`field.notes:${value}`)
        expect(toContains(fromContains(value) ?? '')).toBe(value)
      }),
    )
  })

  it('goes from one figure or day to another', () => {
    const spans = [
      ['1', '5'],
      ['', '5'],
      ['-2.50', ''],
      ['3', '3'],
      ['1e3', ''],
      ['5', '1'],
      ['2019-07-04', '2020-01-01'],
      ['2019-02-30', ''],
      ['2019-07-04', '5'],
      ['x', ''],
    ] as const
    expect(spans.map(([from, to]) => toSpan(from, to))).toEqual([
      '1..5',
      '<=5',
      '>=-2.5',
      '3',
      '>=1000',
      null,
      '2019-07-04..2020-01-01',
      null,
      null,
      null,
    ])
    expect(fromSpan('number', '1..5')).toEqual({ from: '1', to: '5' })
    expect(fromSpan('number', '3')).toEqual({ from: '3', to: '3' })
    expect(fromSpan('date', '>=2019-07-04')).toEqual({ from: '2019-07-04', to: '' })
    // A whole year, an open end, or the other type: no inputs say so.
    for (const value of ['2019', '>2019-07-04', '5', '2019..2020']) expect(fromSpan('date', value)).toBeNull()
    for (const value of ['>5', '5.50', '2019-07-04', 'x', '']) expect(fromSpan('number', value)).toBeNull()
  })

  it('passes over entries that are empty', () => {
    expect(read('field.a=&fieldText.b=sea&fieldFrom.c=&fieldTo.c=5&field.d=%22%22&field.d=x&fieldTo.e=never')).toEqual({
      b: ['*sea*'],
      c: ['<=5'],
      d: ['', 'x'],
      e: [],
    })
    const many = Array.from({ length: 100 }, (_, index) => `fieldText.k${index}=`).join('&')
    expect(read(`${many}&fieldText.last=sea`)).toEqual({ last: ['*sea*'] })
  })
})
