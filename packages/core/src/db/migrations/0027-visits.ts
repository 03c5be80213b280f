import type { MigrationStep } from './step.ts'

/** Who looked at what, and how many did so in each hour. */
export const visits: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('visits', (t) =>
      t
        .column('id', c.id)
        .column('at', c.instant)
        // No foreign keys: lines outlive what was looked at, and there are more of them than one statement may touch.
        .column('user_id', c.ref, { null: true })
        .column('link_id', c.ref, { null: true })
        .column('who', c.ascii(16))
        .column('section', c.ascii(16))
        .column('type', c.ascii(16))
        .column('album_id', c.ref, { null: true })
        .column('tag_id', c.ref, { null: true })
        .column('photo_id', c.ref, { null: true })
        .column('address', c.ascii(64), { null: true }),
    )
    // Times are found by halves: lines come in their order. Each index ends with the id by itself.
    await index('visits', ['photo_id', 'id'])
    await index('visits', ['user_id', 'id'])
    await table('visit_days', (t) =>
      t
        .column('day', c.ascii(10))
        .column('hour', c.integer)
        .column('type', c.ascii(16))
        .column('who', c.ascii(16))
        .column('visits', c.bigint)
        .primary('day', 'hour', 'type', 'who'),
    )
  },
}
