import type { MigrationStep } from './step.ts'

/** Changes of many photos, each undone as one. */
export const batches: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('batches', (t) =>
      t
        .column('id', c.id)
        .column('batch_id', c.ascii(36))
        .column('at', c.instant)
        .column('kind', c.ascii(16))
        .column('actor_kind', c.ascii(16))
        .column('actor_id', c.ref, { null: true })
        .column('user_id', c.ref, { null: true })
        .column('change', c.longText, { null: true })
        .column('photos', c.integer)
        .column('undoes', c.ascii(36), { null: true })
        .column('undone_by', c.ascii(36), { null: true })
        .references('user_id', 'users', 'set null'),
    )
    await index('batches', ['batch_id'], { unique: true })
    await index('batches', ['user_id', 'id'])
  },
}
