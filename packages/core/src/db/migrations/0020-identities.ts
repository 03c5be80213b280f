import type { MigrationStep } from './step.ts'

/** Accounts at other providers that speak for users (OpenID Connect). */
export const identities: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('identities', (t) =>
      t
        .column('id', c.id)
        .column('user_id', c.ref)
        .column('issuer', c.ascii(255))
        // 255 ASCII characters at most, and told apart by case, by the standard.
        .column('subject', c.ascii(255))
        .column('name', c.text(255))
        .column('gives_admin', c.flag, { default: 0 })
        .column('created_at', c.instant)
        .column('last_used_at', c.instant, { null: true })
        .references('user_id', 'users', 'cascade'),
    )
    await index('identities', ['issuer', 'subject'], { unique: true })
    await index('identities', ['user_id'])
    await table('identity_flows', (t) =>
      t
        .column('token_hash', c.ascii(64))
        .column('user_id', c.ref, { null: true })
        .column('session_id', c.ascii(32), { default: '' })
        .column('data', c.text(4_000))
        .column('created_at', c.instant)
        .column('expires_at', c.instant)
        .primary('token_hash')
        .references('user_id', 'users', 'cascade'),
    )
    await index('identity_flows', ['user_id'])
    await index('identity_flows', ['expires_at'])
  },
}
