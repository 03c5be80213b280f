import type { MigrationStep } from './step.ts'

/** Keys of devices that speak for users (WebAuthn). */
export const passkeys: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('passkeys', (t) =>
      t
        .column('id', c.id)
        .column('user_id', c.ref)
        // 1,023 bytes at most, by the standard.
        .column('credential_id', c.ascii(1_364))
        .column('public_key', c.ascii(2_048))
        .column('counter', c.bigint, { default: 0 })
        .column('transports', c.ascii(255), { default: '' })
        .column('is_backed_up', c.flag, { default: 0 })
        .column('name', c.text(100))
        .column('created_at', c.instant)
        .column('last_used_at', c.instant, { null: true })
        .references('user_id', 'users', 'cascade'),
    )
    await index('passkeys', ['credential_id'], { unique: true })
    await index('passkeys', ['user_id'])
    await table('passkey_ceremonies', (t) =>
      t
        .column('token_hash', c.ascii(64))
        .column('purpose', c.ascii(16))
        .column('user_id', c.ref, { null: true })
        .column('bound_to', c.ascii(64), { default: '' })
        .column('challenge', c.ascii(64))
        .column('created_at', c.instant)
        .column('expires_at', c.instant)
        .primary('token_hash')
        .references('user_id', 'users', 'cascade'),
    )
    await index('passkey_ceremonies', ['user_id'])
    await index('passkey_ceremonies', ['expires_at'])
  },
}
