import type { MigrationStep } from './step.ts'

/** Files of library folders that are a format of a photo, and not the file of one. */
export const formatsOfFolders: MigrationStep = {
  up: async ({ column, index, dialect: { columns: c } }) => {
    await column('library_files', 'format_id', c.ref, { null: true })
    await index('library_files', ['format_id'])
  },
}
