import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { describe, expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { clientOf, paint, type Served, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run, serve } = useFolder()
const secret = 'correct horse battery 7'

const signIn = (served: Served, username: string, password: string) =>
  clientOf(served).session.create({ username, password })

/** Nothing of these may stand anywhere in what was printed. */
const expectSilence = (ended: { stdout: string; stderr: string }, ...secrets: string[]) => {
  for (const word of secrets) expect(`${ended.stdout}${ended.stderr}`).not.toContain(word)
}

describe('the first administrator', () => {
  it('comes from the environment', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const env = { VITRINE_ADMIN_USER: 'root of it', VITRINE_ADMIN_PASSWORD: secret, VITRINE_LOG: 'debug' }
    const served = await serve(['Pictures'], { env })
    expect(served.listening.setupUrl).toBeNull()
    await served.synced()
    const { user } = await signIn(served, 'root of it', secret)
    expect(user).toMatchObject({ username: 'root of it', role: 'webmaster' })
    expectSilence(await served.stop(), secret, encodeURIComponent(secret))
  })

  it('comes from a password file, which wins over the environment', async () => {
    await paint(path('Pictures', 'one.jpg'))
    await writeFile(path('password'), `${secret}\n`)
    const args = ['Pictures', '--admin-password-file', path('password')]
    const served = await serve(args, { env: { VITRINE_ADMIN_PASSWORD: 'another one 123' } })
    await expect(signIn(served, 'admin', 'another one 123')).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' })
    expect((await signIn(served, 'admin', secret)).user).toMatchObject({ username: 'admin' })
    expectSilence(await served.stop(), secret, 'another one')
  })

  it('is refused with a password that is too short, which is not repeated', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const { code, stderr, stdout } = await run(['serve', 'Pictures'], { env: { VITRINE_ADMIN_PASSWORD: 'xy7' } })
    expect(stderr).toContain('The first administrator could not be made.')
    expect(code).toBe(1)
    expectSilence({ stdout, stderr }, 'xy7')
  })

  it('says when the file cannot be read', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const { code, stderr } = await run(['serve', 'Pictures', '--admin-password-file', 'nothing here'])
    expect([code, stderr]).toEqual([1, "The file of the administrator's password cannot be read: nothing here\n"])
  })

  it('comes by a link that works once', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const served = await serve(['Pictures'], { env: { VITRINE_LOG: 'debug' } })
    const link = served.listening.setupUrl!
    const token = new URL(link).searchParams.get('token')!
    expect((await fetch(link)).status).toBe(200)
    const send = (username: string) =>
      fetch(new URL('set-up', served.url), {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: new URL(served.url).origin, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ token, username, password: secret, email: '' }),
      })
    expect((await send('first')).status).toBeLessThan(400)
    expect((await send('second')).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(link)).status).toBe(403)
    expect((await signIn(served, 'first', secret)).user).toMatchObject({ role: 'webmaster' })
    const ended = await served.stop()
    expectSilence(ended, secret)
    expect(ended.stdout.split(token)).toHaveLength(2)
    expect(ended.stderr).not.toContain(token)
    const again = await serve(['Pictures'])
    expect(again.listening.setupUrl).toBeNull()
  })
})

describe('places', () => {
  it('are those of the environment: data, database, storage', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const env = {
      VITRINE_DATA: path('data'),
      VITRINE_DATABASE_URL: `sqlite:${path('elsewhere.db')}`,
      VITRINE_STORAGE_URL: `file:${path('store')}`,
    }
    const served = await serve(['Pictures'], { env })
    await served.synced()
    await served.stop()
    expect((await stat(path('elsewhere.db'))).isFile()).toBe(true)
    expect((await stat(path('data'))).mode & 0o77).toBe(0)
    expect(await readdir(path('data'))).not.toContain('gallery.db')
    expect(await readdir(path('Pictures'))).toEqual(['one.jpg'])
    // The folders are known now, and need not be named.
    const again = await serve([], { env })
    expect(await again.synced()).toMatchObject([{ path: path('Pictures'), added: 0 }])
  })

  it('are refused where they make no sense, without repeating a password', async () => {
    await paint(path('Pictures', 'one.jpg'))
    for (const [name, value, message] of [
      ['VITRINE_DATABASE_URL', `postgres://me:${secret}@host/db`, 'must begin with sqlite: or mysql://'],
      ['VITRINE_DATABASE_URL', 'sqlite:', 'names no file'],
      ['VITRINE_STORAGE_URL', `ftp://key:${secret}@bucket`, 'must be file:DIR'],
      ['VITRINE_STORAGE_URL', `s3://key:${secret}@bucket?reg=eu`, 'Takes endpoint, region and pathStyle'],
      ['VITRINE_BASE_URL', 'photos.example.org', 'must be an origin'],
      ['VITRINE_PORT', 'http', 'must be a number'],
    ] as const) {
      const ended = await run(['serve', 'Pictures'], { env: { [name]: value } })
      expect(ended.stderr).toContain(message)
      expect(ended.code).toBe(1)
      expectSilence(ended, secret)
    }
  })

  it('take an empty variable for none', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const names = [
      'DATA',
      'DATABASE_URL',
      'STORAGE_URL',
      'BASE_URL',
      'BASE_PATH',
      'HOST',
      'TRUST_PROXY',
      'ADMIN_PASSWORD',
    ]
    const served = await serve(['Pictures'], { env: Object.fromEntries(names.map((name) => [`VITRINE_${name}`, ''])) })
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect(served.listening.setupUrl).toContain('token=')
  })

  it('give flags the last word', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const env = { VITRINE_BASE_PATH: '/env', VITRINE_HOST: '192.0.2.1', VITRINE_DATA: path('env') }
    const served = await serve(['Pictures', '--base-path', '/flag', '--host', 'localhost', '--data', 'flag'], { env })
    expect(served.url).toMatch(/^http:\/\/localhost:\d+\/flag\/$/)
    expect(await readdir(path())).toContain('flag')
    expect(await readdir(path())).not.toContain('env')
  })
})

describeWith('mariadb', 'VITRINE_DATABASE_URL=mysql://…', ({ mariadb }) => {
  it('keeps the gallery there', async () => {
    const connection = await createConnection(mariadb)
    const name = `vitrine_cli_${process.pid}_${Date.now()}`
    await connection.query(`create database ${name} character set utf8mb4`)
    const url = new URL(name, mariadb).href
    try {
      await paint(path('Pictures', 'Été 🌊', 'one.jpg'))
      const env = { VITRINE_DATABASE_URL: url, VITRINE_LOG: 'debug' }
      const first = await serve(['Pictures'], { env })
      expect(await first.synced()).toMatchObject([{ state: 'ready', added: 1 }])
      const { items } = await clientOf(first).photos.list({})
      expect(items).toHaveLength(1)
      const ended = await first.stop()
      expect(ended.code).toBe(0)
      expectSilence(ended, new URL(mariadb).password)
      expect(await readdir(path('data home', 'vitrine'), { recursive: true })).not.toContain('gallery.db')
      const second = await serve(['Pictures'], {
        env: { ...env, VITRINE_DATABASE_URL: url.replace('mysql:', 'mariadb:') },
      })
      expect(await second.synced()).toMatchObject([{ added: 0, unchanged: 1 }])
    } finally {
      await connection.query(`drop database ${name}`)
      await connection.end()
    }
  })

  it('says that it cannot be reached, and not by what password', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const url = new URL(mariadb)
    url.password = secret
    url.pathname = '/nowhere'
    for (const log of ['warn', 'debug']) {
      const ended = await run(['serve', 'Pictures'], { env: { VITRINE_DATABASE_URL: url.href, VITRINE_LOG: log } })
      expect(ended.stderr).toContain('The database cannot be reached.')
      expect(ended.code).toBe(1)
      expectSilence(ended, secret, encodeURIComponent(secret))
    }
  })

  it('opens no demo in a gallery that is already somewhere', async () => {
    const { code, stderr } = await run(['serve'], { env: { VITRINE_DATABASE_URL: mariadb } })
    expect(stderr).toContain('--data')
    expect(code).toBe(1)
  })
})

it('keeps its data where the system wants it, for its owner alone', async () => {
  await paint(path('My Pictures!', 'one.jpg'))
  const served = await serve(['My Pictures!'])
  await served.synced()
  const [name] = await readdir(path('data home', 'vitrine'))
  expect(name).toMatch(/^My-Pictures-[0-9a-f]{8}$/)
  expect((await stat(join(path('data home', 'vitrine'), name!))).mode & 0o77).toBe(0)
})
