import type { CallContext } from '../context.ts'
import type { CheckedScope } from '../photos/photo.query.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import { and } from '../query/build.ts'
import type { Query } from '../query/query.types.ts'
import { count } from '../sets/bits.ts'
import type { Computed } from './computed.ts'

/** How many photos a scope has, of those that the actor may see. */
export const countPhotos = async (context: CallContext, computed: Computed, scope: CheckedScope): Promise<number> => {
  const found = await computed.of(context, scope, ['photos'], ({ bits }) => ({ photos: count(bits) }))
  return found.get('photos')?.photos ?? 0
}

/** A scope with one more condition. */
export const narrowed = (scope: PhotoScope, condition: Query): PhotoScope => ({
  ...scope,
  query: and([scope.query ?? { type: 'all' }, condition]),
})
