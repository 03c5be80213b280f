import type { MigrationStep } from './step.ts'

/** Names, titles and descriptions in other languages than that of the gallery. */
export const translations: MigrationStep = {
  up: async ({ column, dialect: { columns: c } }) => {
    for (const table of ['albums', 'photos', 'tags'] as const)
      await column(table, 'translations', c.longText, { null: true })
  },
}
