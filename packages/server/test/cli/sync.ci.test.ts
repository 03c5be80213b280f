import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { clientOf, paint, useFolder } from './cli.ts'

const { path, run, start, serve } = useFolder()

interface Report {
  readonly roots: readonly {
    readonly path: string
    readonly state: string
    readonly added: number
    readonly unchanged: number
    readonly deleted: number
    readonly problems: number
    readonly problemList: readonly { readonly path: string; readonly code: string; readonly message: string }[]
    readonly error?: { readonly code: string; readonly message: string }
  }[]
}

const sync = async (...args: string[]) => {
  const ended = await run(['sync', '--json', ...args])
  return { ...ended, report: JSON.parse(ended.stdout) as Report }
}

/** A PNG that says it is as large as this, with hardly anything in it. */
const declaredPng = (widthPx: number, heightPx: number): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1 << 16))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const hostile = 'evil\n\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egpj.jpg'

describe('bad input', () => {
  it('is listed with its reason, and disturbs nothing else', async () => {
    await paint(path('Pictures', 'good.jpg'), { width: 600, height: 400 })
    await paint(path('Pictures', 'Album', 'good too.jpg'))
    await paint(path('Pictures', hostile))
    await writeFile(path('Pictures', 'zero.jpg'), '')
    await writeFile(path('Pictures', 'text.jpg'), 'this is a letter, not a picture\n'.repeat(50))
    await writeFile(path('Pictures', 'page.html.jpg'), '<!doctype html><script>alert(1)</script>')
    await writeFile(path('Pictures', 'huge.png'), declaredPng(60_000, 60_000))
    await writeFile(path('Pictures', `bad ${hostile}`), 'no picture either')
    await writeFile(path('Pictures', 'cut.jpg'), (await readFile(path('Pictures', 'good.jpg'))).subarray(0, 90))
    await symlink(path('Pictures'), path('Pictures', 'Album', 'up'))
    await symlink('self', path('Pictures', 'self'))
    await symlink('/nowhere/at all.jpg', path('Pictures', 'broken.jpg'))

    const { code, stderr, report } = await sync('Pictures')
    expect([code, stderr]).toEqual([0, ''])
    const [root] = report.roots
    expect(root).toMatchObject({ state: 'ready', added: 3, problems: root!.problemList.length })
    const codes = Object.fromEntries(root!.problemList.map((problem) => [problem.path, problem.code]))
    expect(codes).toMatchObject({
      'zero.jpg': 'MEDIA_EMPTY',
      'text.jpg': 'MEDIA_UNSUPPORTED',
      'page.html.jpg': 'MEDIA_UNSUPPORTED',
      'huge.png': 'MEDIA_TOO_MANY_PIXELS',
      [`bad ${hostile}`]: 'MEDIA_UNSUPPORTED',
      'Album/up': 'ENTRY_LINK_SKIPPED',
      'broken.jpg': 'ENTRY_LINK_BROKEN',
    })
    expect(codes['cut.jpg']).toMatch(/^MEDIA_(TRUNCATED|CORRUPT)$/)
    expect(codes.self).toMatch(/^ENTRY_LINK_/)
    for (const { message } of root!.problemList) expect(message).toMatch(/^[^\p{C}]+\.$/u)
    // A second look does no work and lists the same.
    const again = await sync('Pictures')
    expect(again.report.roots[0]).toMatchObject({ added: 0, unchanged: 3 })
    expect(again.report.roots[0]!.problemList).toEqual(root!.problemList)
  })

  it('IN-22: passes no control character on to a terminal', async () => {
    await paint(path('Pictures', hostile))
    await writeFile(path('Pictures', `bad ${hostile}`), 'no picture')
    await mkdir(path('Pictures', hostile.slice(0, -4)))
    for (const args of [
      ['sync', 'Pictures'],
      ['sync', '--json', 'Pictures'],
      ['sync', path('Pictures', `bad ${hostile}`)],
    ]) {
      const { stdout, stderr } = await run(args, { env: { VITRINE_LOG: 'debug' } })
      expect(stdout + stderr).not.toBe('')
      expect((stdout + stderr).match(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g)).toBeNull()
    }
  })

  it('is a folder that cannot be read', async () => {
    // Root reads everything, so the program runs as somebody else, in a folder that is theirs.
    const isRoot = process.getuid?.() === 0
    const uid = isRoot ? 65_534 : undefined
    await paint(path('Pictures', 'Open', 'one.jpg'))
    await paint(path('Pictures', 'Closed', 'two.jpg'))
    await paint(path('Pictures', 'Open', 'closed.jpg'))
    await mkdir(path('data'), { mode: 0o777 })
    await chmod(path(), 0o755)
    await chmod(path('data'), 0o777)
    await chmod(path('Pictures', 'Closed'), 0o000)
    await chmod(path('Pictures', 'Open', 'closed.jpg'), 0o000)
    const readable = await run(['--version'], uid === undefined ? {} : { uid })
    if (readable.code !== 0) return expect.fail(`another user cannot run the program here: ${readable.stderr}`)
    const args = ['sync', '--json', 'Pictures', '--data', path('data')]
    const ended = await run(args, uid === undefined ? {} : { uid })
    await chmod(path('Pictures', 'Closed'), 0o755)
    const [root] = (JSON.parse(ended.stdout) as Report).roots
    expect(root).toMatchObject({ state: 'ready', added: 1 })
    expect(root!.problemList.map(({ path: at, code }) => [at, code]).sort()).toEqual([
      ['Closed', 'ENTRY_UNREADABLE'],
      ['Open/closed.jpg', 'ENTRY_UNREADABLE'],
    ])
    expect(ended.code).toBe(0)
  })

  it('needs little memory for declared giants, films and large pictures', async () => {
    await mkdir(path('Pictures'))
    for (let n = 0; n < 12; n++) await writeFile(path('Pictures', `huge ${n}.png`), declaredPng(60_000, 60_000))
    for (let n = 0; n < 30; n++) await paint(path('Pictures', `${n}.jpg`), { width: 4_000, height: 3_000 })
    await writeFile(path('Pictures', 'sparse.mp4'), Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'))
    await truncate(path('Pictures', 'sparse.mp4'), 2 * 1024 ** 3)
    const running = start(['sync', '--json', 'Pictures'])
    let peakKiB = 0
    const isOver = running.ended.then(() => true)
    while (!(await Promise.race([isOver, sleep(20, false)]))) {
      const status = await readFile(`/proc/${running.child.pid}/status`, 'utf8').catch(() => '')
      peakKiB = Math.max(peakKiB, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0))
    }
    const { code, stdout } = await running.ended
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as Report).roots[0]).toMatchObject({ added: 30, problems: 13 })
    // Without /proc (other systems than Linux) only that it ended well is known.
    if (process.platform === 'linux') expect(peakKiB).toBeGreaterThan(0)
    expect(peakKiB / 1024).toBeLessThan(400)
  })
})

describe('a folder that went away', () => {
  it('keeps its photos, says so, and ends with 1', async () => {
    await paint(path('Pictures', 'one.jpg'))
    await sync('Pictures')
    await rename(path('Pictures'), path('Elsewhere'))
    const { code, report } = await sync()
    expect(report.roots[0]).toMatchObject({ state: 'offline', deleted: 0 })
    expect(code).toBe(1)
    const named = await run(['sync', path('Pictures')])
    expect(named).toMatchObject({ code: 1, stderr: '' })
    expect(named.stdout).toBe(`${path('Pictures')} cannot be reached. Nothing was marked as deleted.\n`)
  })

  it('is emptied only when told to be taken at its word', async () => {
    await paint(path('Pictures', 'one.jpg'))
    await sync('Pictures')
    await rm(path('Pictures', 'one.jpg'))
    const first = await sync('Pictures')
    expect(first.report.roots[0]).toMatchObject({ state: 'suddenly-empty', deleted: 0 })
    expect(first.code).toBe(1)
    expect((await run(['sync', 'Pictures'])).stdout).toContain('vitrine sync --accept-empty')
    const second = await sync('Pictures', '--accept-empty')
    expect(second.report.roots[0]).toMatchObject({ state: 'ready', deleted: 1 })
    expect(second.code).toBe(0)
  })
})

describe('vitrine sync', () => {
  it('says that there is no gallery, or which ones there are', async () => {
    expect(await run(['sync'])).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no gallery yet.') })
    await paint(path('A', 'one.jpg'))
    await paint(path('B', 'two.jpg'))
    await sync('A')
    await sync('B')
    const { code, stderr } = await run(['sync'])
    expect(stderr).toMatch(/There is more than one gallery\. Say which:\n {2}--data ".*A-.*"\n {2}--data ".*B-.*"\n/)
    expect(code).toBe(1)
    const missing = await run(['sync', '--data', 'nowhere', '--json'])
    expect(JSON.parse(missing.stderr)).toEqual({
      error: { code: 'USAGE', message: `There is no gallery in ${path('nowhere')}. Start one with “vitrine FOLDER”.` },
    })
  })

  it('works beside a server on the same data, which shows what is new', async () => {
    await paint(path('Pictures', 'one.jpg'))
    const served = await serve(['Pictures'])
    await served.synced()
    await paint(path('Pictures', 'two.jpg'))
    expect((await sync('Pictures')).report.roots[0]).toMatchObject({ added: 1, unchanged: 1 })
    expect((await clientOf(served).photos.list({})).total).toBe(2)
    expect((await clientOf(served).albums.list({ parent: null })).items[0]?.counts.photos).toBe(2)
  })

  it('lets one process at a time read a folder', async () => {
    for (let n = 0; n < 150; n++) await paint(path('Pictures', `${n}.jpg`), { width: 300, height: 200 })
    const both = await Promise.all([sync('Pictures'), sync('Pictures')])
    const codes = both.map(({ code }) => code)
    const failed = both.find(({ code }) => code === 1)
    expect(codes).toContain(0)
    // Whoever came late may also have come when all was done.
    if (failed)
      expect(failed.report.roots[0]).toMatchObject({ path: path('Pictures'), error: { code: 'ROOT_SYNC_RUNNING' } })
    const after = await sync('Pictures')
    expect(after.report.roots[0]).toMatchObject({ added: 0, unchanged: 150 })
  })

  it('stops at Ctrl+C with 130 and keeps what it has', async () => {
    for (let n = 0; n < 200; n++) await paint(path('Pictures', `${n}.jpg`), { width: 400, height: 300 })
    const running = start(['sync', 'Pictures'])
    // The signal counts from when it opens the gallery on.
    while (!(await readdir(path('data home', 'vitrine')).catch(() => [])).length) await sleep(5)
    await sleep(100)
    running.child.kill('SIGINT')
    const ended = await running.ended
    // On a quick machine it may be done by then.
    expect([0, 130]).toContain(ended.code)
    expect(ended.stderr).toBe('')
    if (ended.code === 130) expect(ended.stdout).toContain('Stopped.')
    expect((await sync('Pictures')).report.roots[0]).toMatchObject({ state: 'ready' })
    expect((await sync('Pictures')).report.roots[0]).toMatchObject({ added: 0, unchanged: 200 })
  })

  it('may be cut off by the reader of what it prints', async () => {
    await mkdir(path('Pictures'))
    for (let n = 0; n < 300; n++) await writeFile(path('Pictures', `${n}.jpg`), 'no picture')
    const child = start(['sync', '--json', 'Pictures']).child
    child.stdout?.destroy()
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

describe('a second start', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-second-'))
    for (let n = 0; n < 400; n++) await paint(join(folder, 'Pictures', `Album ${n % 8}`, `${n}.jpg`))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('reads nothing again', async () => {
    const once = await sync(join(folder, 'Pictures'))
    expect(once.report.roots[0]).toMatchObject({ added: 400 })
    const traced = await openedFiles(join(folder, 'Pictures'))
    // Without strace (other systems, or not installed) only the counts are known.
    if (traced !== null) expect(traced).toEqual([])
    expect((await sync(join(folder, 'Pictures'))).report.roots[0]).toMatchObject({ added: 0, unchanged: 400 })
  })

  /** The pictures that a synchronisation opened; `null` where nothing can watch it. */
  const openedFiles = async (pictures: string): Promise<string[] | null> => {
    const log = path('trace')
    const args = [
      '-f',
      '-qq',
      '-e',
      'trace=openat',
      '-o',
      log,
      process.execPath,
      inject('vitrineCli'),
      'sync',
      pictures,
    ]
    const child = spawn('strace', args, {
      env: { ...process.env, XDG_DATA_HOME: path('data home') },
      stdio: 'ignore',
    })
    const code = await new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(null)))
    if (code !== 0) return null
    return (await readFile(log, 'utf8')).match(/Album \d\/\d+\.jpg/g) ?? []
  }
})
