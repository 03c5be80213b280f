import type { MigrationStep } from './step.ts'

/** The language in which somebody reads the gallery. */
export const languages: MigrationStep = {
  up: async ({ column, dialect: { columns: c } }) => {
    await column('users', 'language', c.ascii(35), { null: true })
  },
}
