import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run } = useFolder()

/** A gallery with two uploaded photos in a data folder. @returns Paths of their originals. */
const fill = async (): Promise<string[]> => {
  const storage = join(path('data'), 'storage')
  const gallery = await createGallery({
    database: sqlite({ file: join(path('data'), 'gallery.db') }),
    storage: fsStorage({ root: storage }),
    cacheFolder: join(path('data'), 'cache'),
    stagingFolder: join(path('data'), 'incoming'),
  })
  const system = gallery.asSystem('test')
  const album = await system.albums.create({ name: 'Verified' })
  for (const background of ['#357', '#753']) {
    const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background } })
      .jpeg()
      .toBuffer()
    await system.photos.add({ content: Readable.from([picture]), fileName: 'x.jpg', album: album.id })
  }
  await gallery.close()
  const entries = await readdir(storage, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('vitrine verify', () => {
  it('says that all is well, what is wrong, and ends as that is', async () => {
    await mkdir(path('data'))
    const [first = '', second = ''] = await fill()
    const well = await run(['verify', '--data', path('data')])
    expect([well.code, well.stderr]).toEqual([0, ''])
    expect(well.stdout).toMatch(/^All is well: 2 originals \(0\.0 GB\) · 2 read and hashed · /m)

    await writeFile(first, Buffer.alloc(10))
    await rm(second)
    const damaged = await run(['verify', '--data', path('data'), '--quick'])
    expect(damaged.code).toBe(3)
    expect(damaged.stdout).toMatch(/^missing: 1$/m)
    expect(damaged.stdout).toMatch(/^of another size: 1$/m)
    expect(damaged.stdout).toContain('“vitrine verify --repair” repairs what can be.')
    const { code, stdout } = await run(['verify', '--data', path('data'), '--json', '--repair', '--storage-only'])
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'done',
      outcome: 'damaged',
      options: { repair: true, storageOnly: true },
      counts: { missing: { found: 1, repaired: 0 }, 'wrong-size': { found: 1, repaired: 0 } },
    })
  }, 300_000)

  it('refuses options that make no sense, and a place without a gallery', async () => {
    for (const [args, message] of [
      [['--quick', '--deep'], 'Choose one of --quick and --deep.'],
      [['--purge-after', '3'], '--purge-after deletes, and so needs --repair.'],
      [['--purge-after', 'soon', '--repair'], '--purge-after takes a number of days.'],
      [[], 'There is no gallery'],
    ] as const) {
      const { code, stderr } = await run(['verify', '--data', path('nothing'), ...args])
      expect(code).toBe(1)
      expect(stderr).toContain(message)
    }
  })
})

describe('the storage', () => {
  it('is named by a flag or the environment, and never tells its secrets', async () => {
    const address = 's3://KEYNOBODYKNOWS:secret-nobody-knows@bucket?endpoint=http://127.0.0.1:40404'
    for (const [args, env] of [
      [['--storage', address], {}],
      [[], { VITRINE_STORAGE_URL: address }],
      [
        ['--storage', 's3://bucket?endpoint=http://127.0.0.1:40404'],
        { VITRINE_S3_ACCESS_KEY_ID: 'KEYNOBODYKNOWS', VITRINE_S3_SECRET_ACCESS_KEY: 'secret-nobody-knows' },
      ],
    ] as const) {
      await mkdir(path('data'), { recursive: true })
      const { code, stdout, stderr } = await run(['doctor', '--data', path('data'), ...args], { env })
      expect(code).toBe(1)
      expect(stdout).toMatch(/WRONG +The storage did not answer as it should\. \(connect ECONNREFUSED/)
      expect(stdout + stderr).not.toMatch(/nobody-knows|NOBODYKNOWS/)
    }
  }, 300_000)

  it('that cannot be used is told field by field', async () => {
    for (const [address, message] of [
      ['ftp://x', 'must be file:DIR or s3://BUCKET/PREFIX'],
      ['s3://bucket', 'VITRINE_S3_SECRET_ACCESS_KEY: Must not be empty.'],
      ['s3://bucket?secret=hidden', 'Takes endpoint, region and pathStyle'],
    ] as const) {
      const { code, stderr } = await run(['verify', '--data', path('data'), '--storage', address])
      expect(code).toBe(1)
      expect(stderr).toContain(message)
      expect(stderr).not.toContain('hidden')
    }
  })
})
