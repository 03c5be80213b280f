import type { MigrationStep, SchemaTools } from './step.ts'

/** As the key is today: what later versions make of an address is for a later step. */
const toEmailKey = (email: string | null): string | null =>
  email === null ? null : email.normalize('NFKC').trim().toLowerCase()

/** Registrations, links sent by mail, preferences, and what sessions and sign-ins need beside it. */
export const accounts: MigrationStep = {
  up: async (schema) => {
    await users(schema)
    await sessions(schema)
    await registrations(schema)
  },
}

const users = async ({ db, column, index, dialect: { columns: c } }: SchemaTools) => {
  await column('users', 'email_key', c.text(254), { null: true })
  await column('users', 'photos_per_page', c.integer, { null: true })
  await column('users', 'recent_days', c.integer, { null: true })
  await index('users', ['email_key'])
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('users')
      .select(['id', 'email'])
      .where('id', '>', after)
      .where('email', 'is not', null)
      .orderBy('id')
      .limit(500)
      .execute()
    for (const { id, email } of rows)
      await db
        .updateTable('users')
        .set({ email_key: toEmailKey(email) })
        .where('id', '=', id)
        .execute()
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

const sessions = async ({ table, column, dialect: { columns: c } }: SchemaTools) => {
  await column('sessions', 'is_remembered', c.flag, { default: 0 })
  await column('sessions', 'idle_seconds', c.integer, { default: 7 * 24 * 3_600 })
  await table('sign_in_failures', (t) =>
    t
      .column('bucket', c.integer)
      .column('failures', c.integer)
      .column('first_at', c.instant)
      .column('last_at', c.instant)
      .primary('bucket'),
  )
}

const registrations = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('registrations', (t) =>
    t
      .column('id', c.id)
      .column('username', c.text(64))
      .column('username_key', c.text(191))
      .column('email', c.text(254), { null: true })
      .column('password_hash', c.ascii(255))
      .column('state', c.ascii(16))
      .column('token_hash', c.ascii(64))
      .column('created_at', c.instant)
      .column('expires_at', c.instant, { null: true }),
  )
  await index('registrations', ['token_hash'], { unique: true })
  await index('registrations', ['state', 'id'])
  await index('registrations', ['expires_at'])
  await table('account_tokens', (t) =>
    t
      .column('id', c.id)
      .column('user_id', c.ref)
      .column('kind', c.ascii(8))
      .column('token_hash', c.ascii(64))
      .column('email', c.text(254), { null: true })
      .column('created_at', c.instant)
      .column('expires_at', c.instant)
      .references('user_id', 'users', 'cascade'),
  )
  await index('account_tokens', ['token_hash'], { unique: true })
  await index('account_tokens', ['user_id', 'kind'])
  await index('account_tokens', ['expires_at'])
}
