import type { MigrationStep } from './step.ts'

/** Addresses that events are sent to, and what became of the last ones. The events themselves are the change log. */
export const webhooks: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('webhooks', (t) =>
      t
        .column('id', c.id)
        .column('url', c.longText)
        .column('description', c.text(255))
        .column('types', c.longText, { null: true })
        .column('secret', c.ascii(64))
        .column('state', c.ascii(16))
        .column('commit_seq', c.bigint)
        .column('change_id', c.bigint)
        .column('attempts', c.integer, { default: 0 })
        .column('next_at', c.instant, { null: true })
        .column('failing_since', c.instant, { null: true })
        .column('created_by', c.ref, { null: true })
        .column('created_at', c.instant)
        .references('created_by', 'users', 'set null'),
    )
    await table('webhook_deliveries', (t) =>
      t
        .column('id', c.id)
        .column('webhook_id', c.ref)
        .column('event_id', c.ascii(40))
        .column('event_type', c.ascii(64))
        .column('state', c.ascii(16))
        .column('attempts', c.integer)
        .column('status', c.integer, { null: true })
        .column('duration_ms', c.integer)
        .column('at', c.instant)
        .references('webhook_id', 'webhooks', 'cascade'),
    )
    await index('webhook_deliveries', ['webhook_id', 'event_id'], { unique: true })
    await index('webhook_deliveries', ['webhook_id', 'id'])
  },
}
