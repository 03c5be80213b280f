import { and } from '../query/build.ts'
import { fixQuery } from '../query/fix.ts'
import { parseQuery } from '../query/parse.ts'
import { printQuery } from '../query/print.ts'
import type { PhotoScope } from './photo.types.ts'

/** What a text and a value ask for together at this moment, as text; `undefined` where they ask for everything. */
export const toScopeText = ({ q, query }: Pick<PhotoScope, 'q' | 'query'>, now: Date): string | undefined => {
  const whole = and([parseQuery(q ?? ''), query ?? { type: 'all' }])
  return whole.type === 'all' ? undefined : printQuery(fixQuery(whole, now))
}
