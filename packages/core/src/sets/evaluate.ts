import { isWordless } from '../query/compile.ts'
import type { Query } from '../query/query.types.ts'
import { addBelow, allBits, and, emptyBits, not, or } from './bits.ts'
import type { Bits } from './catalogue.types.ts'
import type { Evaluation } from './evaluation.ts'
import { nativeLeaf } from './native.ts'

/**
 * The photos that fit a query, the same that its condition in SQL finds. A condition of unknown outcome (wider than 3,000 pixels,
 * where nobody knows how wide) is not met; its opposite is.
 */
export const evaluate = async (query: Query, evaluation: Evaluation): Promise<Bits> => {
  const { slots } = evaluation
  switch (query.type) {
    case 'all':
      return allBits(slots)
    case 'and': {
      const parts = query.of.filter((part) => !isWordless(part))
      let bits: Bits | null = null
      // What is answered from memory first: where nothing is left the database need not be asked.
      for (const part of [...parts].sort((a, b) => costOf(a) - costOf(b))) {
        const found = await evaluate(part, evaluation)
        bits = bits ? and(bits, found) : found
        if (bits.words.every((word) => word === 0)) break
      }
      return bits ?? emptyBits(slots)
    }
    case 'or': {
      let bits = emptyBits(slots)
      for (const part of query.of) bits = or(bits, await evaluate(part, evaluation))
      return bits
    }
    case 'not':
      return not(await evaluate(query.of, evaluation), slots)
    case 'custom': {
      const isLacking = query.test.kind === 'presence' && !query.test.isPresent
      // The database finds those that have a value; a field that does not exist is neither had nor lacked.
      if (!isLacking || !evaluation.rights.fields.byKey.photo.has(query.key)) return evaluation.ask(query)
      return not(await evaluation.ask({ ...query, test: { kind: 'presence', isPresent: true } }), slots)
    }
    default: {
      if (isWordless(query)) return emptyBits(slots)
      if (query.type === 'ref' && query.field === 'tag') {
        const bits = emptyBits(slots)
        for (const tagId of await evaluation.tagsFrom(query.id))
          addBelow(bits, evaluation.catalogue.withTag(tagId), slots)
        return bits
      }
      return nativeLeaf(query, evaluation) ?? evaluation.ask(query)
    }
  }
}

const costOf = (query: Query): number => (query.type === 'text' || query.type === 'custom' ? 1 : 0)
