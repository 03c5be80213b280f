import { execFile } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseSchedule } from '../../src/library/watch/schedule.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { createTestClock } from '../../src/testing/test-gallery.ts'
import { describeDialects } from '../dialects.ts'
import { pictureOf, refusalOf } from '../world.ts'
import { faultsOf, type LibraryWorld, openLibrary } from './library-world.ts'

const run = promisify(execFile)
const quietSeconds = 0.4

/** Waits until the photos lie at these paths. */
const until = async (library: LibraryWorld, paths: readonly string[]): Promise<void> => {
  const wanted = [...paths].sort()
  const now = async () => {
    const live: string[] = []
    for (const [path, id] of Object.entries(await library.photos()))
      if (
        await library.system.photos.get(id).then(
          () => true,
          () => false,
        )
      )
        live.push(path)
    return live.sort()
  }
  await expect.poll(now, { timeout: 30_000, interval: 100 }).toEqual(wanted)
}

const watched = async (library: LibraryWorld, folders: number): Promise<void> => {
  const look = async () => (await library.system.library.watching())[0]
  await expect.poll(look, { timeout: 30_000 }).toMatchObject({ mode: 'events', reason: null, folders })
}

const mayWait = 60_000

describeDialects('watched folders', (dialect) => {
  it('take over what comes, changes, moves and goes, in folders old and new', { timeout: mayWait }, async () => {
    await using library = await openLibrary(dialect, { library: { quietSeconds, schedule: null } })
    await library.put('old/1.jpg')
    library.gallery.watchLibrary()
    await until(library, ['old/1.jpg'])
    await watched(library, 2)
    const id = await library.photoAt('old/1.jpg')

    await library.put('old/2.jpg')
    await library.put('new/deep/3.jpg')
    await until(library, ['old/1.jpg', 'old/2.jpg', 'new/deep/3.jpg'])
    await watched(library, 4)

    await rename(library.at('old/1.jpg'), library.at('new/deep/moved.jpg'))
    await rm(library.at('old/2.jpg'))
    await until(library, ['new/deep/3.jpg', 'new/deep/moved.jpg'])
    expect(await library.photoAt('new/deep/moved.jpg')).toBe(id)

    await rename(library.at('new/deep'), library.at('old/deep'))
    await until(library, ['old/deep/3.jpg', 'old/deep/moved.jpg'])
    await library.put('old/deep/4.jpg')
    await until(library, ['old/deep/3.jpg', 'old/deep/moved.jpg', 'old/deep/4.jpg'])
    const [root] = await library.system.library.roots()
    expect(root).toMatchObject({ state: 'ready', lastSummary: { waiting: 0, deleted: 0, problems: 0 } })
  })

  it('do not read a file before it is whole', { timeout: mayWait }, async () => {
    await using library = await openLibrary(dialect, { library: { quietSeconds: 0.8, schedule: null } })
    await library.put('in/1.jpg')
    const seen: number[] = []
    library.gallery.hooks.on('photo.added', ({ photos }) => void seen.push(photos.length))
    library.gallery.watchLibrary()
    await until(library, ['in/1.jpg'])
    await watched(library, 2)

    const bytes = await pictureOf('slow')
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 12)) {
      await appendFile(library.at('in/slow.jpg'), bytes.subarray(at, at + Math.ceil(bytes.length / 12)))
      await sleep(250)
    }
    await writeFile(library.at('in/photo.jpg.filepart'), await pictureOf('unfinished'))
    await until(library, ['in/1.jpg', 'in/slow.jpg'])
    expect(await library.problems()).toEqual([])
    expect(seen).toEqual([1, 1])
  })

  it('have one process each, and another when that one ends', { timeout: mayWait }, async () => {
    await using library = await openLibrary(dialect, { library: { quietSeconds, schedule: null } })
    await using other = await dialect.openTestGallery({ on: library.database, library: { quietSeconds } })
    library.gallery.watchLibrary()
    await watched(library, 1)
    other.gallery.watchLibrary()
    await sleep(500)
    expect((await other.system.library.watching())[0]).toMatchObject({ mode: 'elsewhere', folders: 0 })
    await library.gallery.close()
    expect(await faultsOf(library.db)).toEqual([])
    // Asked again when the settings change, and every half minute.
    await other.system.settings.setLibrary({ schedule: 'hourly' })
    await expect.poll(async () => (await other.system.library.watching())[0]?.mode, { timeout: 40_000 }).toBe('events')
  })

  it('have settings, which the options of the gallery may fix', async () => {
    await using library = await openLibrary(dialect, { library: { watch: false } })
    const { settings, library: service } = library.system
    expect(await settings.library()).toEqual({
      settings: { watch: false, schedule: 'daily', quietSeconds: 10 },
      locked: ['watch'],
    })
    const locked = await refusalOf(settings.setLibrary({ watch: true }), 'INPUT_INVALID')
    expect(locked.issues[0]?.path).toBe('watch')
    const wrong = await refusalOf(settings.setLibrary({ schedule: 'now and then', quietSeconds: 0 }), 'INPUT_INVALID')
    expect(wrong.issues.map(({ path }) => path).sort()).toEqual(['quietSeconds', 'schedule'])
    const { as } = await library.addUser('somebody')
    await refusalOf(as.settings.setLibrary({ schedule: null }), 'FORBIDDEN')
    await refusalOf(as.library.watching(), 'FORBIDDEN')

    await settings.setLibrary({ schedule: 'every 2 hours' })
    await library.sync()
    const [root] = await service.roots()
    const [watch] = await service.watching()
    expect(watch).toMatchObject({ rootId: root?.id, mode: 'off', reason: null, folders: 0 })
    expect(Date.parse(watch?.nextRunAt ?? '') - Date.parse(root?.lastSyncedAt ?? '')).toBe(2 * 3_600_000)
    await settings.setLibrary({ schedule: null })
    expect(await service.watching()).toMatchObject([{ nextRunAt: null }])
  })

  it('are looked through at the times set', { timeout: mayWait }, async () => {
    const clock = createTestClock('2026-05-01T10:58:00.000Z')
    await using library = await openLibrary(dialect, {
      clock,
      library: { watch: false, schedule: 'hourly' },
    })
    await library.put('1.jpg')
    await sleep(500)
    library.gallery.watchLibrary({ lookNow: false })
    await sleep(300)
    expect(await library.photos()).toEqual({})
    clock.advance(180_000)
    // It looks at its settings anew, and at the clock.
    await library.system.settings.setLibrary({ quietSeconds })
    await until(library, ['1.jpg'])
  })
})

describeWith('rsync', 'with rsync', ({ rsync }) => {
  describeDialects('watched folders', (dialect) => {
    it('are written to by rsync', { timeout: mayWait }, async () => {
      const source = await mkdtemp(join(tmpdir(), 'vitrine-rsync-'))
      onTestFinished(() => rm(source, { recursive: true, force: true }))
      await mkdir(join(source, 'trip'))
      for (const name of ['1.jpg', 'trip/2.jpg', 'trip/3.jpg'])
        await writeFile(join(source, name), await pictureOf(name))
      await using library = await openLibrary(dialect, { library: { quietSeconds, schedule: null } })
      library.gallery.watchLibrary()
      await watched(library, 1)
      await run(rsync, ['-a', `${source}/`, `${library.root.path}/`])
      await until(library, ['1.jpg', 'trip/2.jpg', 'trip/3.jpg'])
      await rename(join(source, '1.jpg'), join(source, 'one.jpg'))
      await run(rsync, ['-a', '--delete', '--partial', `${source}/`, `${library.root.path}/`])
      await until(library, ['one.jpg', 'trip/2.jpg', 'trip/3.jpg'])
      expect(await library.problems()).toEqual([])
    })
  })
})

describe('a schedule', () => {
  const at = (text: string) => new Date(`2026-05-01T${text}`)
  it('is an interval, a name, or five fields of cron', () => {
    const next = (text: string, last: Date | null = null) => parseSchedule(text)?.next(at('10:20:30'), last)
    expect(next('every 15 minutes', at('10:10:00'))).toEqual(at('10:25:00'))
    expect(next('every minute', at('09:00:00'))).toEqual(at('10:20:30'))
    expect(next('Every 2 Days')).toEqual(at('10:20:30'))
    expect(next('hourly')).toEqual(at('11:00:00'))
    expect(next('daily')).toEqual(new Date('2026-05-02T03:00:00'))
    expect(next('*/15 9-17 * * MON-FRI')).toEqual(at('10:30:00'))
  })
  it('is nothing else', () => {
    for (const text of [
      '',
      'sometimes',
      'every 0 minutes',
      '* * * * * *',
      '99 * * * *',
      'every 15 seconds',
      '2026-01-01',
    ])
      expect(parseSchedule(text), text).toBeNull()
  })
})
