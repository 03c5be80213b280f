import type { MigrationStep } from './step.ts'

/** What people write below photos and albums, on the site or by a link. */
export const comments: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('comments', (t) =>
      t
        .column('id', c.id)
        .column('photo_id', c.ref, { null: true })
        .column('album_id', c.ref, { null: true })
        // No foreign keys among comments: the whole of a photo's go at once, and engines bound how deep such rows may hang on each other.
        .column('thread_id', c.bigint)
        .column('parent_id', c.bigint, { null: true })
        .column('user_id', c.ref, { null: true })
        .column('link_id', c.ref, { null: true })
        .column('author_name', c.text(60), { null: true })
        .column('state', c.ascii(16))
        .column('body', c.longText)
        .column('words', c.longText)
        .column('created_at', c.instant)
        .column('edited_at', c.instant, { null: true })
        .references('photo_id', 'photos', 'cascade')
        .references('album_id', 'albums', 'cascade')
        .references('user_id', 'users', 'set null')
        .references('link_id', 'share_links', 'cascade'),
    )
    await index('comments', ['photo_id', 'thread_id', 'id'])
    await index('comments', ['album_id', 'thread_id', 'id'])
    await index('comments', ['thread_id', 'id'])
    await index('comments', ['user_id', 'id'])
    await index('comments', ['link_id', 'id'])
    await index('comments', ['state', 'id'])
  },
}
