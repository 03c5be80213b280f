import type { MigrationStep, SchemaTools } from './step.ts'

/** Ways in beside a password. */
export const waysIn: MigrationStep = {
  up: async (schema) => {
    await apiKeys(schema)
  },
}

const apiKeys = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('api_keys', (t) =>
    t
      .column('id', c.id)
      .column('user_id', c.ref)
      .column('key_hash', c.ascii(64))
      .column('key_start', c.ascii(16))
      .column('name', c.text(100))
      .column('scopes', c.integer)
      .column('created_at', c.instant)
      .column('expires_at', c.instant, { null: true })
      .column('last_used_at', c.instant, { null: true })
      .column('revoked_at', c.instant, { null: true })
      .references('user_id', 'users', 'cascade'),
  )
  await index('api_keys', ['key_hash'], { unique: true })
  await index('api_keys', ['user_id'])
}
