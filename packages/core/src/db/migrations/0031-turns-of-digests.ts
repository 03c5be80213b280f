import { digestTurns } from '../locks.ts'
import type { MigrationStep } from './step.ts'

/** What keeps the same bytes, sent twice at the same moment, from becoming two photos. */
export const turnsOfDigests: MigrationStep = {
  up: async ({ db }) => {
    const present = await db.selectFrom('locks').select('name').where('name', 'like', 'digest-%').execute()
    const names = digestTurns.filter((name) => !present.some((row) => row.name === name))
    if (names.length > 0)
      await db
        .insertInto('locks')
        .values(names.map((name) => ({ name })))
        .execute()
  },
}
