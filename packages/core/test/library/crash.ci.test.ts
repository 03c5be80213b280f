import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { killAtRandom } from './killed-run.ts'
import { addressOf, contentOf, faultsOf, openLibrary } from './library-world.ts'
import { resultOf, startChild } from './run-child.ts'
import { tinyPicture } from './tiny-picture.ts'

describeDialects('synchronisation: broken off', (dialect) => {
  const kills = dialect.name === 'sqlite' ? 3 : 2

  it(`is whole again after ${kills} kills`, async () => {
    const { killed } = await killAtRandom(dialect, { kills, photos: 400, withinMs: 120 })
    expect(killed).toBeGreaterThan(kills / 2)
  }, 300_000)

  const openMany = async (photos: number) => {
    const library = await openLibrary(dialect)
    for (let n = 0; n < photos; n++) await library.putBytes(`f ${n % 7}/${n}.jpg`, await tinyPicture(`${n}`))
    return library
  }

  it('stops when it is told to, and goes on from there', async () => {
    const library = await openMany(300)
    const stop = new AbortController()
    const reason = new Error('Enough')
    const onProgress = ({ filesRead }: { filesRead: number }) => {
      if (filesRead === 120) stop.abort(reason)
    }
    const run = library.system.library.sync(library.root.id, { signal: stop.signal, onProgress })
    await expect(run).rejects.toBe(reason)
    expect(library.system.library.progress()).toEqual([])
    expect((await faultsOf(library.db)).filter((fault) => !fault.startsWith('albums below'))).toEqual([])
    const { total } = await library.system.photos.list({})
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(300)
    expect(await library.sync()).toMatchObject({ added: 300 - total, unchanged: total })
    const again = await openLibrary(dialect, { rootPath: library.root.path })
    await again.sync()
    expect(await contentOf(again)).toEqual(await contentOf(library))
  })

  it('does not begin when it was stopped before', async () => {
    const library = await openMany(3)
    const signal = AbortSignal.abort(new Error('Never'))
    await expect(library.system.library.sync(library.root.id, { signal })).rejects.toThrow('Never')
    expect(await library.sync()).toMatchObject({ added: 3 })
  })

  it('is waited for when the gallery closes', async () => {
    const library = await openMany(300)
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => (begun = resolve))
    const run = library.system.library.sync(library.root.id, {
      onProgress: ({ filesRead }) => {
        if (filesRead >= 60) begun()
      },
    })
    const outcome = run.then(
      () => 'ended',
      (error: { code?: string }) => error.code,
    )
    await hasBegun
    await library.gallery.close()
    expect(await outcome).toBe('GALLERY_CLOSED')
    expect((await faultsOf(library.db)).filter((fault) => !fault.startsWith('albums below'))).toEqual([])
    await expect(library.system.library.sync(library.root.id)).rejects.toMatchObject({ code: 'GALLERY_CLOSED' })
    const again = await openLibrary(dialect, { rootPath: library.root.path, on: library.database })
    expect(await again.sync()).toMatchObject({ deleted: 0 })
    expect((await again.system.photos.list({})).total).toBe(300)
  })

  it('is shared by all who ask for it in one process', async () => {
    const library = await openMany(40)
    const [one, two] = await Promise.all([library.sync(), library.system.library.sync(library.root.id)])
    expect(one).toEqual(two)
    expect(one.added).toBe(40)
  })

  it('belongs to one process at a time, and to another once the first is gone', async () => {
    const library = await openMany(1_500)
    const args = [await addressOf(dialect, library.db), library.root.path, library.folder]
    // Its claim is of the real time; that of this gallery's clock is long over, so it asks at that time, too.
    library.clock.advance(Date.now() - library.clock().getTime())
    const child = startChild('./sync.child.ts', args)
    await child.isReady
    const claims = library.db.read.selectFrom('jobs').select('id').where('queue', '=', 'lease')
    while ((await claims.execute()).length === 0) await sleep(5)
    const running = await library.system.library.sync(library.root.id).catch((error: { code?: string }) => error.code)
    expect(running).toBe('ROOT_SYNC_RUNNING')
    child.process.kill('SIGKILL')
    await child.output
    library.clock.advance(30_000)
    const early = await library.system.library.sync(library.root.id).catch((error: { code?: string }) => error.code)
    expect(early).toBe('ROOT_SYNC_RUNNING')
    library.clock.advance(60_000)
    expect(await library.sync()).toMatchObject({ state: 'ready', deleted: 0 })
    expect((await library.system.photos.list({})).total).toBe(1_500)
  }, 300_000)

  it('ends the same when two processes start at once', async () => {
    const library = await openMany(200)
    const args = [await addressOf(dialect, library.db), library.root.path, library.folder]
    const outcomes = await Promise.all([1, 2].map(() => resultOf(startChild('./sync.child.ts', args))))
    expect(JSON.stringify(outcomes)).toMatch(/"added":200/)
    expect(await faultsOf(library.db)).toEqual([])
    expect((await library.system.photos.list({})).total).toBe(200)
  })
})
