import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedDatabase } from '../../../../bench/seed/seed-database.ts'
import { userActor } from '../../src/access/actor.ts'
import { createPostbox } from '../accounts/accounts-world.ts'
import { describeDialects } from '../dialects.ts'
import { createCollector, type FoundScan, findScans, type ReviewedStatement, toSnapshots } from './collect.ts'
import { methodsOf, watchStores } from './reach.ts'
import { allowedScans, allowedWhileSmall, unreached } from './reviewed.ts'
import { runScenario, runWithoutSets } from './scenario/run.ts'
import { passkeyOrigin, toScene } from './scenario/scene.ts'

const size = { photos: 8_000, albums: 80, users: 60 }
const seeded = { largestAlbum: 1, usualAlbum: 4, commonTag: 1, rareTag: 200, commonWord: 'lako' }

describeDialects('statements of the core', ({ name, freshDatabase, openTestGallery }) => {
  let statements: readonly ReviewedStatement[] = []
  let scans: readonly FoundScan[] = []
  let left: readonly string[] = []

  const closes: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const close of closes) await close()
  })

  beforeAll(async () => {
    const database = await freshDatabase()
    const { read: db } = await database.connect()
    // Plans follow from the figures of tables: those that a server keeps, not those that the tests' server guesses.
    if (name === 'mysql') await sql`set global innodb_stats_persistent = 1`.execute(db)
    await seedDatabase(database.support(), size)
    const collector = createCollector()
    const stores = await watchStores()
    const called = new Set<string>()
    const open = async (options: Parameters<typeof collector.watch>[1]) => {
      const support = () => collector.watch(database.support(), options)
      const connect = async () => {
        const connections = await support().open()
        closes.push(() => connections.close())
        return connections
      }
      const on = { support, connect }
      const postbox = createPostbox()
      return toScene(
        await openTestGallery({
          on,
          mail: postbox.options,
          secret: 'of the scenario, and long enough',
          passkeys: { origin: passkeyOrigin },
        }),
        seeded,
        { called, postbox },
      )
    }
    await runWithoutSets(await open({ refuses: (file) => file.startsWith('sets/') }))
    const scene = await open({})
    await runScenario(scene)
    // What is counted in memory is written at the end.
    await scene.gallery.close()
    statements = collector.statements()
    scans = await findScans(statements, db, name)
    left = [
      ...methodsOf(scene.gallery.as(userActor(1))).filter((method) => !called.has(method)),
      ...(await stores.unreached()),
    ]
  }, 300_000)

  it('are those that were reviewed', async () => {
    const folder = new URL(`./__snapshots__/${name}/`, import.meta.url)
    const snapshots = toSnapshots(statements)
    for (const [area, text] of snapshots)
      await expect(text).toMatchFileSnapshot(new URL(`${area}.sql`, folder).pathname)
    const files = await readdir(folder).catch(() => [])
    expect(files.filter((file) => !snapshots.has(file.replace(/\.sql$/, '')))).toEqual([])
  })

  it('read no large table from end to end', () => {
    const found = scans.filter(
      ({ file, sender }) => !(`${file} ${sender}`.trim() in { ...allowedScans, ...allowedWhileSmall }),
    )
    expect(found).toEqual([])
  })

  it('are all reached', () => {
    expect(left.filter((name) => !(name in unreached))).toEqual([])
  })
})
