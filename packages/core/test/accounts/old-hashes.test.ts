import { createHash } from 'node:crypto'
import { hash } from 'bcryptjs'
import { describe, expect, it } from 'vitest'
import { verifyOldHash } from '../../src/users/old-hashes.ts'
import { createPasswordHasher } from '../../src/users/password.ts'
import { cpuMsOf } from '../cpu-time.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const cost = { N: 16, r: 1, p: 1 }
/** Made by PHP's crypt and by the original phpass: nothing of ours took part. */
const known = [
  ['test12345', '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0'],
  ['test12345', '$H$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0'],
  ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['U*U', '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['hello', '5d41402abc4b2a76b9719d911017c592'],
  ['hello', '5D41402ABC4B2A76B9719D911017C592'],
] as const

describe('hashes of other programs', () => {
  it.each(known)('take %s for %s', async (password, stored) => {
    expect(await verifyOldHash(password, stored)).toBe(true)
    expect(await verifyOldHash(`${password} `, stored)).toBe(false)
    const hasher = createPasswordHasher(cost)
    expect(await hasher.verify(password, stored)).toBe(true)
    expect(await hasher.verify('', stored)).toBe(false)
    expect(hasher.isOutdated(stored)).toBe(true)
  })

  it('take nothing that is no hash, nor one that would cost minutes', async () => {
    for (const stored of [
      '',
      '*',
      '$P$',
      '$P$9IQRaTwm',
      '$2y$05$short',
      '$1$abc',
      'x'.repeat(32),
      '$P$zIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0',
    ])
      expect(await verifyOldHash('test12345', stored), stored).toBeNull()
    const dear = '$2y$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'
    expect(await verifyOldHash('U*U', dear)).toBe(false)
  })

  it('AU-01: take as long as ours for a wrong password', async () => {
    const hasher = createPasswordHasher({ N: 2 ** 13, r: 8, p: 1 })
    const ours = await hasher.hash('one')
    const best: Record<string, number> = {}
    for (let round = 0; round < 6; round++)
      for (const [kind, stored] of [
        ['ours', ours],
        ['md5', known[4][1]],
        ['nobody', null],
      ] as const) {
        const ms = await cpuMsOf(async () => expect(await hasher.verify('two', stored)).toBe(false))
        best[kind] = Math.min(best[kind] ?? Number.POSITIVE_INFINITY, ms)
      }
    for (const kind of ['md5', 'nobody']) {
      const ratio = (best[kind] as number) / (best.ours as number)
      expect(ratio, kind).toBeGreaterThan(0.5)
      expect(ratio, kind).toBeLessThan(2)
    }
  })
})

describeDialects('users that were imported', ({ openTestGallery }) => {
  it('sign in with the password they had, whose hash becomes ours', async () => {
    const { gallery, addUser, db } = await openTestGallery()
    const { id } = await addUser('ann')
    const secret = 'old secret'
    const hashes = [
      createHash('md5').update(secret).digest('hex'),
      await hash(secret, 4),
      (await hash(secret, 4)).replace('$2b$', '$2y$'),
    ]
    for (const stored of hashes) {
      await db.write.updateTable('users').set({ password_hash: stored }).where('id', '=', id).execute()
      await refusalOf(gallery.sessions.signIn({ username: 'ann', password: 'wrong' }), 'CREDENTIALS_INVALID')
      await refusalOf(gallery.sessions.signIn({ username: 'ann', password: stored }), 'CREDENTIALS_INVALID')
      await gallery.sessions.signIn({ username: 'ann', password: secret })
      const row = await db.read.selectFrom('users').select('password_hash').executeTakeFirst()
      expect(row?.password_hash).toMatch(/^scrypt\$/)
      await gallery.sessions.signIn({ username: 'ann', password: secret })
    }
  })
})
