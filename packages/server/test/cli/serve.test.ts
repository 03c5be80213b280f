import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, inject, it } from 'vitest'
import { clientOf, paint, useFolder } from './cli.ts'

// `inject('vitrineCli')` asks for the built program; it is run by `useFolder`.
const { path, run, start, serve } = useFolder()

const titles = async (served: Parameters<typeof clientOf>[0]) =>
  (await clientOf(served).photos.list({ limit: 500 })).items.map(({ fileName }) => fileName).sort()

describe('vitrine serve FOLDER', () => {
  it('tells its address, answers, and takes the pictures over meanwhile', async () => {
    await paint(path('Pictures', 'one.jpg'))
    await paint(path('Pictures', 'Sea', 'two.jpg'))
    const running = start(['serve', path('Pictures'), '--port', '0'])
    const [, url] = await running.line(/Vitrine is open at {2}(http:\/\/127\.0\.0\.1:\d+\/)/)
    await running.line(/Pictures: 2 photos in 2 folders · 2 added · \d+\.\d s/)
    const page = await fetch(url!)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Pictures')
    running.child.kill('SIGINT')
    const ended = await running.ended
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' })
    expect(ended.stdout).toContain('Stopping …')
  })

  it('is what a folder alone means', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const running = start([path('Pictures'), '--port', '0', '--json'])
    await running.line(/"event":"synced".*"added":1/)
  })

  it('waits for the claim of a process that was killed, and then goes on', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const data = path('data')
    expect((await run(['sync', path('Pictures'), '--data', data])).code).toBe(0)
    await paint(path('Pictures', 'two.jpg'))
    const database = new Database(join(data, 'gallery.db'))
    const [now, soon] = [0, 4_000].map((ms) => new Date(Date.now() + ms).toISOString())
    database
      .prepare(
        `insert into jobs (queue, payload, state, unique_key, run_at, attempts, max_attempts, lease_owner, lease_until,
           progress_done, progress_total, created_at)
         values ('lease', '{}', 'running', 'sync:1', ?, 1, 1, 'killed', ?, 0, 0, ?)`,
      )
      .run(now, soon, now)
    database.close()
    const running = start(['serve', path('Pictures'), '--data', data, '--port', '0', '--json'])
    await running.line(/"event":"listening"/)
    await running.line(/"event":"synced".*"added":1/)
  })

  it('knows its photos again, by the same ids, after a restart', async () => {
    for (const name of ['a', 'b', 'c']) await paint(path('Pictures', 'Album', `${name}.jpg`))
    const first = await serve([path('Pictures')])
    await first.synced()
    const before = await clientOf(first).photos.list({})
    await first.stop()
    await rename(path('Pictures', 'Album', 'b.jpg'), path('Pictures', 'moved.jpg'))
    const second = await serve([path('Pictures')])
    expect(await second.synced()).toMatchObject([
      { state: 'ready', added: 0, changed: 0, deleted: 0, moved: 1, unchanged: 2 },
    ])
    const after = await clientOf(second).photos.list({})
    expect(after.items.map(({ id }) => id).sort()).toEqual(before.items.map(({ id }) => id).sort())
  })

  it('opens several folders, relative ones too, and the same gallery whatever their order', async () => {
    await paint(path('Here', 'one.jpg'))
    await paint(path('There', 'two.jpg'))
    const first = await serve(['Here', './There'])
    await first.synced(2)
    expect(await titles(first)).toEqual(['one.jpg', 'two.jpg'])
    await first.stop()
    const second = await serve([path('There'), 'Here'])
    expect(await second.synced(2)).toMatchObject([{ added: 0 }, { added: 0 }])
    expect(await readdir(path('data home', 'vitrine'))).toHaveLength(1)
  })

  it.each(['two words', `it's "so"`, 'Été – 東京 🌊', 'E\u0301te\u0301', '%41 & #1', '-odd', '--port'])(
    'opens a folder called %s',
    async (name) => {
      await paint(path(name, 'one.jpg'))
      const served = await serve(['--', name])
      expect(await served.synced()).toMatchObject([{ path: path(name), state: 'ready', added: 1 }])
      const { items } = await clientOf(served).albums.list({ parent: null })
      expect(items).toMatchObject([{ name: name.normalize('NFC') }])
    },
  )

  it('opens a folder through a link, once', async () => {
    await paint(path('Real', 'one.jpg'))
    await symlink(path('Real'), path('Link'))
    const first = await serve(['Link'])
    await first.synced()
    await first.stop()
    const second = await serve(['Real'])
    expect(await second.synced()).toMatchObject([{ added: 0, unchanged: 1 }])
  })

  it('has a title, that of the folder where none is given', async () => {
    await paint(path('Holidays', 'one.jpg'))
    const titleOf = async (...flags: string[]) => {
      const served = await serve(['Holidays', '--no-sync', ...flags])
      const html = await (await fetch(served.url)).text()
      await served.stop()
      return /<title>([^<]*)<\/title>/.exec(html)?.[1]
    }
    expect(await titleOf()).toContain('Holidays')
    expect(await titleOf('--title', 'Our <summer>')).toContain('Our &lt;summer&gt;')
  })

  it('hides new folders from guests with --private', async () => {
    await paint(path('Mine', 'one.jpg'))
    const served = await serve(['Mine', '--private'])
    await served.synced()
    expect((await clientOf(served).albums.list({ parent: null })).items).toEqual([])
    expect((await clientOf(served).photos.list({})).items).toEqual([])
  })

  it('says when a gallery has no folders', async () => {
    await mkdir(path('empty data'))
    const running = start(['serve', '--data', path('empty data'), '--port', '0'])
    await running.line(/This gallery has no folders of pictures yet/)
  })
})

describe('where it listens', () => {
  it('refuses a port that is taken in one sentence', async () => {
    await mkdir(path('Pictures'))
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const ended = await run(['serve', 'Pictures', '--port', String(port)])
    other.close()
    expect(ended).toMatchObject({ code: 1, stderr: `Port ${port} is in use. Choose another one with --port.\n` })
    expect(ended.stdout).not.toContain('[get-port]')
  })

  it('takes the next free port where none was asked for', async () => {
    await mkdir(path('One'))
    await mkdir(path('Two'))
    const [one, two] = await Promise.all(
      ['One', 'Two'].map(async (name) => {
        const running = start(['serve', name, '--json'])
        return JSON.parse((await running.line(/^\{.*$/m))[0]).url as string
      }),
    )
    for (const url of [one!, two!]) {
      expect(Number(new URL(url).port)).toBeGreaterThanOrEqual(8420)
      expect((await fetch(url)).status).toBe(200)
    }
    expect(one).not.toBe(two)
  })

  it('listens on an IPv6 address and on nothing else', async () => {
    await mkdir(path('Pictures'))
    const served = await serve(['Pictures', '--host', '::1'])
    expect(served.url).toMatch(/^http:\/\/\[::1\]:\d+\/$/)
    expect((await fetch(served.url)).status).toBe(200)
    await expect(fetch(served.url.replace('[::1]', '127.0.0.1'))).rejects.toThrow()
  })

  it.each([
    [['--host', '192.0.2.1'], 'This computer has no address 192.0.2.1. Choose another one with --host.'],
    [['--host', '2001:db8::1'], 'This computer has no address 2001:db8::1. Choose another one with --host.'],
    [['--host', 'no-such-name.invalid'], 'There is no address for the name no-such-name.invalid.'],
    [['--port', '6000'], 'Browsers do not open port 6000. Choose another one with --port.'],
    [['--port', '80 80'], 'The port must be a number from 0 to 65535, not “80 80”.'],
    [['--port', '65536'], 'The port must be a number from 0 to 65535, not “65536”.'],
    [['--base-path', '/../x'], 'The base path must be a path such as /photos.'],
    [['--base-url', 'ftp://example.org'], 'The base URL must be an origin such as https://photos.example.org.'],
  ])('refuses %j', async (flags, message) => {
    await mkdir(path('Pictures'))
    const { code, stderr } = await run(['serve', 'Pictures', ...flags])
    expect(stderr).toContain(message)
    expect(code).toBe(1)
  })

  it('lives under a base path, and names the public address', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const served = await serve(['Pictures', '--base-path', 'photos/', '--base-url', 'https://example.org'])
    expect(served.url).toMatch(/:\d+\/photos\/$/)
    expect(served.listening.publicUrl).toBe('https://example.org/photos/')
    expect(served.listening.setupUrl).toMatch(/^https:\/\/example\.org\/photos\/set-up\?token=/)
    await served.synced()
    expect(await titles(served)).toEqual(['one.jpg'])
    expect((await fetch(new URL('/', served.url))).status).toBe(404)
  })

  it('warns where others reach it', async () => {
    await mkdir(path('Pictures'))
    const open = start(['serve', 'Pictures', '--host', '0.0.0.0', '--port', '0'])
    await open.line(
      /Vitrine is open at {2}http:\/\/localhost:\d+\/[\s\S]*Whoever reaches this address sees the public albums/,
    )
    const closed = start(['serve', 'Pictures', '--host', '0.0.0.0', '--port', '0', '--private'])
    await closed.line(/Press Ctrl\+C/)
    expect(closed.stdout()).not.toContain('Whoever reaches')
  })
})

describe('what is refused before anything is made', () => {
  const madeNothing = async () => expect(await readdir(path())).not.toContain('data home')

  it('a folder that is not there', async () => {
    const { code, stdout, stderr } = await run(['serve', 'Pictrues'])
    expect(stderr).toContain(`There is no folder ${path('Pictrues')}.`)
    expect([code, stdout]).toEqual([1, ''])
    await madeNothing()
  })

  it('a file', async () => {
    await writeFile(path('one.jpg'), 'x')
    const { code, stderr } = await run(['serve', 'one.jpg'])
    expect(stderr).toBe(`${path('one.jpg')} is not a folder. Name the folder that it lies in.\n`)
    expect(code).toBe(1)
    await madeNothing()
  })

  it('data inside the pictures', async () => {
    await mkdir(path('Pictures'))
    await symlink(path('Pictures'), path('Link'))
    for (const [args, env] of [
      [['Pictures', '--data', 'Pictures/.vitrine'], {}],
      [['Pictures', '--data', 'Link/data'], {}],
      [['Link', '--data', path('Pictures')], {}],
      [['Pictures'], { XDG_DATA_HOME: path('Pictures') }],
      [['Pictures'], { VITRINE_DATABASE_URL: `sqlite:${path('Pictures', 'gallery.db')}` }],
      [['Pictures'], { VITRINE_STORAGE_URL: `file:${path('Pictures', 'storage')}` }],
    ] as const) {
      for (const command of ['serve', 'sync']) {
        const { code, stderr } = await run([command, ...args], { env })
        expect(stderr).toContain('nothing is ever written into a folder of pictures')
        expect(code).toBe(1)
      }
    }
    expect(await readdir(path('Pictures'))).toEqual([])
    await madeNothing()
  })

  it('pictures inside the data', async () => {
    await mkdir(path('data', 'Pictures'), { recursive: true })
    const { code, stderr } = await run(['serve', 'data/Pictures', '--data', 'data'])
    expect(stderr).toContain('where the gallery keeps its own files')
    expect(code).toBe(1)
    expect(await readdir(path('data'))).toEqual(['Pictures'])
  })
})

describe('how it stops', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'at %s while pictures are read, and goes on at the next start',
    async (signal) => {
      for (let n = 0; n < 150; n++) await paint(path('Pictures', `${n}.jpg`), { width: 400, height: 300 })
      const first = await serve(['Pictures'])
      await sleep(60)
      const ended = await first.stop(signal)
      expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' })
      expect(ended.tookMs).toBeLessThan(5_000)
      expect(ended.stdout).not.toContain('sync-failed')
      const second = await serve(['Pictures'])
      await second.synced()
      expect(await clientOf(second).photos.list({ limit: 1 })).toMatchObject({ total: 150 })
    },
  )

  it('with connections open: idle, kept alive, and one that says nothing', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const served = await serve(['Pictures'])
    await served.synced()
    const { port } = new URL(served.url)
    const silent = connect(Number(port), '127.0.0.1')
    const half = connect(Number(port), '127.0.0.1')
    for (const socket of [silent, half]) socket.on('error', () => {})
    await Promise.all([silent, half].map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
    half.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n')
    await new Promise((resolve) => half.once('data', resolve))
    await (await fetch(served.url)).text()
    const ended = await served.stop()
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.tookMs).toBeLessThan(2_000)
  })

  it('with an answer that nobody reads', async () => {
    await paint(path('Pictures', 'one.jpg'), { width: 4_000, height: 3_000 })
    const served = await serve(['Pictures'])
    await served.synced()
    const { items } = await clientOf(served).photos.list({})
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1').on('error', () => {})
    socket.write(`GET /api/v1/photos/${items[0]!.id}/original HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    await new Promise((resolve) => socket.once('readable', resolve))
    const ended = await served.stop()
    expect(ended.code).toBe(0)
    expect(ended.tookMs).toBeLessThan(8_000)
  })

  it('goes on when nobody reads what it prints', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const running = start(['serve', 'Pictures', '--port', '0', '--json'])
    const [, url] = await running.line(/"url":"([^"]+)"/)
    running.child.stdout?.destroy()
    running.child.stderr?.destroy()
    await sleep(300)
    expect((await fetch(url!)).status).toBe(200)
    running.child.kill('SIGTERM')
    expect(await new Promise((resolve) => running.child.once('exit', resolve))).toBe(0)
  })
})

it('runs the program that was built', () => expect(inject('vitrineCli')).toMatch(/dist[/\\]cli\.js$/))
