import fc, { type Arbitrary } from 'fast-check'
import { hostileNumber, hostileText } from './texts.ts'

const deep = (depth: number): unknown => (depth === 0 ? 1 : depth % 2 ? [deep(depth - 1)] : { a: deep(depth - 1) })

/** A value that is seldom what was asked for. */
const oddValue: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 3, arbitrary: hostileNumber },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      [],
      {},
      [[]],
      [null],
      { length: 3 },
      { toString: 1 },
      [1, 1],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(30, 300).map(deep) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 2_000 }, (_, index) => index)) },
)

const oddNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'extra',
  'id',
  'isAdmin',
  'role',
  '',
  'x'.repeat(300),
]

/** One thing done to a value: where, what, and with which other value. */
interface Damage {
  readonly at: number
  readonly kind: 'replace' | 'remove' | 'add' | 'wrap'
  readonly name: string
  readonly value: unknown
}

const damage: Arbitrary<Damage> = fc.record({
  at: fc.nat(20),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap'),
  name: fc.constantFrom(...oddNames),
  value: oddValue,
})

type Holder = Record<string, unknown>
interface Place {
  readonly holder: Holder
  readonly key: string
}

/** Down to a few levels: what was put in may be thousands deep. */
const placesIn = (value: unknown, depth = 6): Place[] =>
  isHolder(value) && depth > 0
    ? Object.keys(value).flatMap((key) => [
        { holder: value as Holder, key },
        ...placesIn(Object.getOwnPropertyDescriptor(value, key)?.value, depth - 1),
      ])
    : []

/** As its own property, whatever the name: `__proto__` too. */
const put = (holder: object, key: string, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

const apply = (whole: unknown, { at, kind, name, value: shared }: Damage): unknown => {
  const value = structuredClone(shared)
  const places = placesIn(whole)
  const place = places[at % (places.length + 1)]
  if (!place) {
    if (kind === 'wrap') return [whole]
    if (kind !== 'add' || !isHolder(whole)) return value
    put(whole, name, value)
    return whole
  }
  if (kind === 'remove') delete place.holder[place.key]
  else if (kind === 'add') put(place.holder, name, value)
  else put(place.holder, place.key, kind === 'wrap' ? [place.holder[place.key]] : value)
  return whole
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The same values, some of them with one or two things wrong. */
export const nearly = (values: Arbitrary<unknown>, soundWeight = 5): Arbitrary<unknown> =>
  fc.oneof(
    { weight: soundWeight, arbitrary: values },
    {
      weight: 2,
      arbitrary: fc
        .tuple(values, fc.array(damage, { minLength: 1, maxLength: 2 }))
        // A copy: the drawn value is that of the smaller ones too.
        .map(([value, damages]) => damages.reduce<unknown>(apply, structuredClone(value))),
    },
  )
