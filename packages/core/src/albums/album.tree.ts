import type { CallContext } from '../context.ts'
import { takeTurn } from '../db/locks.ts'
import { transact, type Unit } from '../transaction.ts'

/**
 * A transaction that changes the shape of the tree: one at a time, so that places stay without gaps, no ring closes, and nothing is
 * put below what is being deleted. The work is given the rights, and with them the tree, as they are once it is its turn.
 */
export const changeTree = <T>(
  context: CallContext,
  work: (unit: Unit, context: CallContext) => Promise<T>,
): Promise<T> => {
  const { gallery, actor } = context
  return transact(gallery, actor, async (unit) => {
    await takeTurn(unit.db, unit.dialect, 'album-tree')
    return work(unit, { ...context, rights: await gallery.access.rightsOf(actor, unit.db) })
  })
}
