import type { MigrationStep, SchemaTools } from './step.ts'

/** Share links of photos, with passwords, limits and visits. */
export const linksAndReviews: MigrationStep = {
  up: async (schema) => {
    await links(schema)
    await visits(schema)
  },
}

const links = async ({ table, column, index, dialect: { columns: c } }: SchemaTools) => {
  // Links that were made before show what lies below their albums too.
  await column('share_links', 'with_below', c.flag, { default: 1 })
  await column('share_links', 'photo_bits', c.integer, { null: true })
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
