import type { MigrationStep } from './step.ts'

/** Letters about what is new, and feeds that show it to one member. */
export const news: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('news_subscriptions', (t) =>
      t
        .column('user_id', c.ref)
        .column('rhythm', c.ascii(8))
        .column('unsubscribe_key', c.ascii(64))
        .column('since', c.instant)
        .column('next_at', c.instant, { null: true })
        .primary('user_id')
        .references('user_id', 'users', 'cascade'),
    )
    await index('news_subscriptions', ['unsubscribe_key'], { unique: true })
    await index('news_subscriptions', ['next_at', 'user_id'])
    await table('personal_feeds', (t) =>
      t
        .column('user_id', c.ref)
        .column('key_hash', c.ascii(64))
        .column('made_at', c.instant)
        .primary('user_id')
        .references('user_id', 'users', 'cascade'),
    )
    await index('personal_feeds', ['key_hash'], { unique: true })
  },
}
