import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storageConformanceCases } from '../testing/storage-conformance.ts'
import { durableWrite } from './durable-write.ts'
import { toStorageReadError, toStorageWriteError } from './errors.ts'
import { type FsStorage, fsStorage } from './fs-storage.ts'
import { contentKey } from './keys.ts'

let root: string
let storage: FsStorage

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vitrine-storage-'))
  storage = fsStorage({ root: join(root, 'data') })
  await storage.init()
})
afterEach(async () => rm(root, { recursive: true, force: true }))

describe('fsStorage conforms', () => {
  for (const { name, run } of storageConformanceCases) it(name, () => run(storage))
})

describe('fsStorage', () => {
  it('leaves nothing but the object on the disk', async () => {
    await storage.put(contentKey('AB'.repeat(32), '.JPG'), Buffer.from('x'))
    const all = await readdir(storage.root, { recursive: true, withFileTypes: true })
    expect(all.filter((entry) => entry.isFile()).map((entry) => entry.name)).toEqual([`${'ab'.repeat(32)}.jpg`])
  })

  it('takes over a file instead of copying it, and spares one that is there', async () => {
    const key = 'originals/ab/cd/new.jpg'
    const file = join(root, 'arrived')
    await writeFile(file, 'bytes', { mode: 0o600 })
    const { ino } = await stat(file)
    expect(await storage.adopt(key, file, { ifAbsent: true })).toEqual({ stored: true })
    const kept = await stat(storage.pathOf(key))
    expect([kept.ino, kept.mode & 0o777, kept.nlink]).toEqual([ino, 0o640, 1])
    await writeFile(file, 'other')
    expect(await storage.adopt(key, file, { ifAbsent: true })).toEqual({ stored: false })
    expect((await storage.stat(key))?.bytes).toBe(5)
    expect(Buffer.concat(await (await storage.get(key)).stream.toArray()).toString()).toBe('bytes')
    expect(await readdir(root)).toEqual(['data'])
    await expect(storage.adopt('../out', file)).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' })
    await expect(storage.adopt(key, file)).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  })

  it('removes its temporary file when the source fails', async () => {
    await expect(storage.put('a', Readable.from(failing()))).rejects.toThrow('gone')
    expect(await readdir(join(storage.root, 'tmp'))).toEqual([])
  })

  it('sweeps old leftovers and spares young ones and foreign files', async () => {
    const temporary = join(storage.root, 'tmp')
    await writeFile(join(temporary, '.old.vitrine-part'), 'x')
    await writeFile(join(temporary, '.young.vitrine-part'), 'x')
    await writeFile(join(temporary, 'other.txt'), 'x')
    const hourAgo = new Date(Date.now() - 3_600_000)
    await utimes(join(temporary, '.old.vitrine-part'), hourAgo, hourAgo)
    await utimes(join(temporary, 'other.txt'), hourAgo, hourAgo)
    expect(await storage.sweepTemporary({ olderThanMs: 60_000 })).toBe(1)
    expect((await readdir(temporary)).sort()).toEqual(['.young.vitrine-part', 'other.txt'])
  })

  it('refuses keys inside its own temporary folder and does not list it', async () => {
    await expect(storage.put('tmp/x', Buffer.from('x'))).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' })
    await writeFile(join(storage.root, 'tmp', 'x'), 'x')
    for await (const { key } of storage.list()) expect.unreachable(key)
  })

  it('takes a folder for no object', async () => {
    await storage.put('a/b', Buffer.from('x'))
    expect(await storage.stat('a')).toBeUndefined()
    expect(await storage.delete('a')).toBe(false)
    await expect(storage.get('a')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' })
  })

  it('closes the file when a reader gives up', async () => {
    await storage.put('big', Buffer.alloc(1_000_000))
    const { stream } = await storage.get('big')
    const closed = new Promise((done) => stream.once('close', done))
    stream.destroy()
    await closed
  })
})

describe('durableWrite', () => {
  it('writes nothing visible before the source has ended', async () => {
    const path = join(root, 'deep', 'er', 'file.txt')
    let release: () => void = () => undefined
    const gate = new Promise<void>((done) => {
      release = done
    })
    const slow = async function* () {
      yield Buffer.from('one ')
      await gate
      yield Buffer.from('two')
    }
    const writing = durableWrite({ path, source: Readable.from(slow()) })
    await new Promise((done) => setTimeout(done, 50))
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
    release()
    expect(await writing).toMatchObject({ bytes: 7, stored: true })
    expect(await readdir(join(root, 'deep', 'er'))).toEqual(['file.txt'])
  })

  it('synchronises the file before the rename and every new folder after it', async (context) => {
    if (!(await hasStrace())) context.skip('strace is not installed here, the order of system calls cannot be watched')
    const script = `import { durableWrite } from ${JSON.stringify(new URL('./durable-write.ts', import.meta.url).href)}
      await durableWrite({ path: ${JSON.stringify(join(root, 'n1', 'n2', 'f.txt'))}, source: Buffer.from('x') })`
    const trace = join(root, 'trace')
    await promisify(execFile)('strace', [
      '-f',
      '-e',
      'trace=fsync,rename,renameat2',
      '-o',
      trace,
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ])
    const { readFile } = await import('node:fs/promises')
    const calls = (await readFile(trace, 'utf8')).match(/(fsync|rename)\(/g) ?? []
    expect(calls).toEqual(['fsync(', 'rename(', 'fsync(', 'fsync(', 'fsync('])
  })

  it('says that the storage is read-only where it may not write', async (context) => {
    if (process.getuid?.() === 0) context.skip('root may write everywhere, so that the refusal cannot be had')
    const folder = join(root, 'locked')
    await mkdir(folder)
    await chmod(folder, 0o500)
    await expect(durableWrite({ path: join(folder, 'x'), source: Buffer.from('x') })).rejects.toMatchObject({
      code: 'STORAGE_READ_ONLY',
    })
  })

  it('reports a full disk as such, removes what it wrote and recovers', async (context) => {
    const full = join(root, 'small')
    await mkdir(full)
    const mounted = await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', full]).then(
      () => true,
      () => false,
    )
    if (!mounted) context.skip('mounting a small file system needs root, so that a full disk cannot be had')
    try {
      const small = fsStorage({ root: full })
      await small.init()
      await expect(small.put('big', Buffer.alloc(2_000_000))).rejects.toMatchObject({ code: 'STORAGE_FULL' })
      expect(await readdir(join(full, 'tmp'))).toEqual([])
      expect(await small.put('little', Buffer.alloc(1000))).toMatchObject({ bytes: 1000 })
    } finally {
      await promisify(execFile)('umount', [full])
    }
  })
})

describe('storage errors', () => {
  it.each([
    ['ENOSPC', 'STORAGE_FULL'],
    ['EDQUOT', 'STORAGE_FULL'],
    ['EROFS', 'STORAGE_READ_ONLY'],
    ['EACCES', 'STORAGE_READ_ONLY'],
    ['EIO', 'STORAGE_FAILED'],
  ])('%s while writing is %s', (code, expected) => {
    const cause = Object.assign(new Error(code), { code })
    expect(toStorageWriteError(cause)).toMatchObject({ code: expected, cause })
  })

  it('keeps reading apart from writing', () => {
    expect(toStorageReadError(Object.assign(new Error(), { code: 'EACCES' })).code).toBe('STORAGE_FAILED')
    expect(toStorageReadError(Object.assign(new Error(), { code: 'ENOENT' })).code).toBe('STORAGE_NOT_FOUND')
  })
})

describe('contentKey', () => {
  it('is made of hash and extension only', () => {
    expect(contentKey('ab'.repeat(32), 'jpg')).toBe(`originals/ab/ab/${'ab'.repeat(32)}.jpg`)
    for (const [hash, extension] of [
      ['xyz', 'jpg'],
      ['ab'.repeat(32), '../x'],
      ['ab'.repeat(32), ''],
      ['ab'.repeat(31), 'jpg'],
    ] as const) {
      expect(() => contentKey(hash, extension)).toThrow(expect.objectContaining({ code: 'STORAGE_KEY_INVALID' }))
    }
  })
})

async function* failing() {
  yield Buffer.alloc(10)
  throw new Error('gone')
}

const hasStrace = () =>
  promisify(execFile)('strace', ['-V']).then(
    () => true,
    () => false,
  )
