import type { MigrationStep } from './step.ts'

/** What somebody shows beside a password. */
export const secondFactors: MigrationStep = {
  up: async ({ table, column, index, dialect: { columns: c } }) => {
    await column('sessions', 'second_factor', c.flag, { default: 0 })
    await table('totp_factors', (t) =>
      t
        .column('user_id', c.ref)
        .column('secret', c.ascii(255))
        .column('last_step', c.bigint, { default: 0 })
        .column('created_at', c.instant)
        .column('confirmed_at', c.instant, { null: true })
        .primary('user_id')
        .references('user_id', 'users', 'cascade'),
    )
    await table('recovery_codes', (t) =>
      t
        .column('user_id', c.ref)
        .column('code_hash', c.ascii(64))
        .column('created_at', c.instant)
        .primary('user_id', 'code_hash')
        .references('user_id', 'users', 'cascade'),
    )
    await table('sign_in_steps', (t) =>
      t
        .column('token_hash', c.ascii(64))
        .column('user_id', c.ref)
        .column('is_remembered', c.flag, { default: 0 })
        .column('failures', c.integer, { default: 0 })
        .column('created_at', c.instant)
        .column('expires_at', c.instant)
        .primary('token_hash')
        .references('user_id', 'users', 'cascade'),
    )
    await index('sign_in_steps', ['user_id'])
    await index('sign_in_steps', ['expires_at'])
  },
}
