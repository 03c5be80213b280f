import type { MigrationStep, SchemaTools } from './step.ts'

/** Share links of photos, with passwords, limits and visits; photos that were sent in for review, and limits of uploads. */
export const linksAndReviews: MigrationStep = {
  up: async (schema) => {
    await links(schema)
    await visits(schema)
    await reviews(schema)
  },
}

const links = async ({ table, column, index, dialect: { columns: c } }: SchemaTools) => {
  // Links that were made before show what lies below their albums too.
  await column('share_links', 'with_below', c.flag, { default: 1 })
  await column('share_links', 'photo_bits', c.integer, { null: true })
  await column('share_links', 'query', c.longText, { null: true })
  await column('share_links', 'recipient', c.text(255), { null: true })
  await column('share_links', 'password_hash', c.ascii(255), { null: true })
  await column('share_links', 'max_uses', c.integer, { null: true })
  await column('share_links', 'uses', c.integer, { default: 0 })
  await column('share_links', 'last_used_at', c.instant, { null: true })
  await table('share_photos', (t) =>
    t
      .column('link_id', c.ref)
      .column('photo_id', c.ref)
      .onlyKey('link_id', 'photo_id')
      .references('link_id', 'share_links', 'cascade')
      .references('photo_id', 'photos', 'cascade'),
  )
  await index('share_photos', ['photo_id'])
}

const visits = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('share_visits', (t) =>
    t
      .column('id', c.id)
      .column('link_id', c.ref)
      .column('token_hash', c.ascii(64), { null: true })
      .column('visited_at', c.instant)
      .column('network', c.ascii(64), { null: true })
      .column('user_agent', c.text(255), { null: true })
      .references('link_id', 'share_links', 'cascade'),
  )
  await index('share_visits', ['token_hash'], { unique: true })
  await index('share_visits', ['link_id', 'id'])
  await index('share_visits', ['visited_at'])
}

const reviews = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('photo_reviews', (t) =>
    t
      .column('photo_id', c.ref)
      .column('state', c.ascii(16))
      .column('album_id', c.ref, { null: true })
      .column('user_id', c.ref, { null: true })
      .column('link_id', c.ref, { null: true })
      .column('sent_at', c.instant)
      .column('note', c.text(2_000), { null: true })
      .column('decided_by', c.ref, { null: true })
      .column('decided_at', c.instant, { null: true })
      .primary('photo_id')
      .references('photo_id', 'photos', 'cascade')
      .references('album_id', 'albums', 'set null')
      .references('user_id', 'users', 'set null')
      .references('link_id', 'share_links', 'set null'),
  )
  await index('photo_reviews', ['state', 'photo_id'])
  await index('photo_reviews', ['user_id', 'photo_id'])
  await index('photo_reviews', ['album_id'])
  await index('photo_reviews', ['link_id'])
  await table('upload_quotas', (t) =>
    t
      .column('owner_type', c.ascii(16))
      .column('owner_id', c.bigint)
      .column('max_photos', c.integer, { null: true })
      .column('max_bytes', c.bigint, { null: true })
      .column('photos', c.integer, { default: 0 })
      .column('bytes', c.bigint, { default: 0 })
      .primary('owner_type', 'owner_id'),
  )
}
