import type { MigrationStep } from './step.ts'

/** The theme of an album and of those below it, and the one that somebody likes. */
export const themes: MigrationStep = {
  up: async ({ column, dialect: { columns: c } }) => {
    await column('albums', 'theme', c.ascii(100), { null: true })
    await column('users', 'theme', c.ascii(100), { null: true })
  },
}
