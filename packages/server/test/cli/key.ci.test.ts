import { createClient } from '@vitrine/sdk'
import { beforeEach, describe, expect, it } from 'vitest'
import { paint, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run, serve } = useFolder()

describe('vitrine key', () => {
  beforeEach(async () => {
    await paint(path('Pictures', 'one.jpg'))
    await run(['sync', 'Pictures'])
    await run(['user', 'add', 'ada', '--role', 'admin'], { input: 'correct horse battery 7' })
  })

  it('makes a key that works with the SDK, lists it, and revokes it', async () => {
    const made = await run(['key', 'create', 'Ada', '--name', 'Backup', '--scopes', 'upload,edit', '--days', 'never'])
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^vk_[\w-]{43}\n$/), stderr: '' })
    const apiKey = made.stdout.trim()
    const listed = await run(['key', 'list', 'ada', '--json'])
    const { id, ...key } = JSON.parse(listed.stdout) as { id: number }
    expect(key).toMatchObject({ name: 'Backup', scopes: ['read', 'upload', 'edit'], expiresAt: null, state: 'active' })
    expect(listed.stdout).not.toContain(apiKey)
    expect((await run(['key', 'list'])).stdout).toContain(
      `ada  Backup  ${apiKey.slice(0, 10)}…  read,upload,edit  active`,
    )

    const served = await serve(['Pictures'])
    const client = createClient({ baseUrl: served.url.replace(/\/$/, ''), apiKey })
    expect(await client.session.get()).toMatchObject({ kind: 'apiKey', name: 'ada' })
    await expect(client.users.list()).rejects.toMatchObject({ code: 'SCOPE_MISSING' })
    expect((await run(['key', 'revoke', String(id)])).stdout).toBe('Revoked Backup of ada.\n')
    await expect(client.session.get()).rejects.toMatchObject({ status: 401 })
  })

  it.each([
    [['key', 'create', 'eve'], 'There is no user eve.'],
    [['key', 'create', 'ada', '--scopes', 'all'], 'The scopes are read, upload'],
    [['key', 'create', 'ada', '--days', '0'], 'expiresInDays:'],
    [['key', 'create', 'ada', '--days', 'soon'], 'The days must be a number'],
    [['key', 'revoke', '99'], 'There is no such API key.'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect(stderr).toContain(message)
    expect([code, stdout]).toEqual([1, ''])
  })
})
