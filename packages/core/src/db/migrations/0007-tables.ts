import type { MigrationStep } from './step.ts'

/** What tables of metadata need: rows name photos by their files. */
export const tables: MigrationStep = {
  up: async ({ index }) => {
    await index('photos', ['file_name'])
  },
}
