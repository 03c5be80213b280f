import { readdir, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { clientOf, paint, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run, serve } = useFolder()
const secret = 'correct horse battery 7'

describe('vitrine user add', () => {
  beforeEach(async () => {
    await paint(path('Pictures', 'one.jpg'))
    await run(['sync', 'Pictures'])
  })

  it('takes the password from a file, and the user can sign in', async () => {
    await writeFile(path('password'), `${secret}\r\n`)
    const args = ['ada', '--role', 'admin', '--level', '8', '--email', 'ada@example.org', '--password-file', 'password']
    const ended = await run(['user', 'add', ...args])
    expect(ended).toMatchObject({ code: 0, stdout: 'Added ada (admin).\n', stderr: '' })
    const served = await serve(['Pictures'])
    const { user } = await clientOf(served).session.create({ username: 'ada', password: secret })
    expect(user).toMatchObject({ username: 'ada', role: 'admin', level: 8 })
  })

  it('takes the password from the standard input, blanks and all, and answers in JSON', async () => {
    const ended = await run(['user', 'add', 'Zoë', '--json'], {
      input: `  ${secret}  \n`,
      env: { VITRINE_LOG: 'debug' },
    })
    expect(JSON.parse(ended.stdout)).toMatchObject({ user: { username: 'Zoë', role: 'user', level: 0 } })
    expect(ended.stdout + ended.stderr).not.toContain(secret)
    const served = await serve(['Pictures'])
    const client = clientOf(served)
    await expect(client.session.create({ username: 'Zoë', password: secret })).rejects.toThrow()
    expect((await client.session.create({ username: 'Zoë', password: `  ${secret}  ` })).user?.username).toBe('Zoë')
  })

  it.each([
    ['a short password', ['ada'], 'xy7\n', 'password:'],
    ['no password', ['ada'], '', 'Give the password with --password-file FILE or on the standard input.'],
    ['a film as password', ['ada'], 'x'.repeat(100_000), 'The standard input is too long for a password.'],
    ['a file that is not there', ['ada', '--password-file', 'no'], '', 'The file of the password cannot be read: no'],
    [
      'an unknown role',
      ['ada', '--role', 'king'],
      secret,
      'The role must be one of webmaster, admin, user, generic, guest.',
    ],
    ['an unknown level', ['ada', '--level', '3'], secret, 'The level must be 0, 1, 2, 4 or 8.'],
    ['an address that is none', ['ada', '--email', 'at home'], secret, 'email:'],
  ])('refuses %s', async (_what, args, input, message) => {
    const { code, stdout, stderr } = await run(['user', 'add', ...args], { input })
    expect(stderr).toContain(message)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).not.toContain(secret)
  })

  it('refuses a name that is taken, whatever its case', async () => {
    expect((await run(['user', 'add', 'ada'], { input: secret })).code).toBe(0)
    const { code, stderr } = await run(['user', 'add', 'ADA'], { input: secret })
    expect(stderr).toMatch(/^username: .*already in use\.\n$/)
    expect(code).toBe(1)
    const inJson = await run(['user', 'add', 'ADA', '--json'], { input: secret })
    expect(JSON.parse(inJson.stderr)).toMatchObject({ error: { message: expect.stringContaining('already in use') } })
  })
})

it('adds nobody where it is not known to which gallery', async () => {
  const { code, stderr } = await run(['user', 'add', 'ada'], { input: secret })
  expect(stderr).toContain('There is no gallery yet.')
  expect(code).toBe(1)
  expect(await readdir(path())).not.toContain('data home')
})
