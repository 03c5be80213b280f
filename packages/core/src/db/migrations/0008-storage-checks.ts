import type { MigrationStep } from './step.ts'

/** What checks of the storage found, and how far one is that was interrupted. */
export const storageChecks: MigrationStep = {
  up: async ({ table, dialect: { columns: c } }) => {
    await table('storage_checks', (t) =>
      t
        .column('id', c.id)
        .column('state', c.ascii(16))
        .column('options', c.longText)
        .column('phase', c.ascii(16))
        .column('place', c.bigint, { default: 0 })
        .column('report', c.longText)
        .column('started_at', c.instant)
        .column('updated_at', c.instant)
        .column('finished_at', c.instant, { null: true }),
    )
  },
}
