import type { Query } from './query.types.ts'

/** All of these: flat, without what says nothing. */
export const and = (parts: readonly Query[]): Query =>
  join(
    'and',
    parts.filter((part) => part.type !== 'all'),
  )

/** Any of these: flat. Nothing to choose from asks for everything. */
export const or = (parts: readonly Query[]): Query => join('or', parts)

const join = (type: 'and' | 'or', parts: readonly Query[]): Query => {
  const of = parts.flatMap((part) => (part.type === type ? part.of : [part]))
  const [only] = of
  if (only === undefined) return { type: 'all' }
  return of.length === 1 ? only : { type, of }
}

export const not = (of: Query): Query => (of.type === 'not' ? of.of : { type: 'not', of })
