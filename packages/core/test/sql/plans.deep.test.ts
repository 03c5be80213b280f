import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { scales } from '../../../../bench/kernel/scale.ts'
import { openKeptSeeds } from '../../../../bench/seed/kept-seeds.ts'
import { findProgram } from '../../src/testing/environment.ts'
import { createTestGallery } from '../../src/testing/test-gallery.ts'
import { createPostbox } from '../accounts/accounts-world.ts'
import { toWorld } from '../world.ts'
import { createCollector, findScans } from './collect.ts'
import { allowedScans } from './reviewed.ts'
import { runScenario, runWithoutSets } from './scenario/run.ts'
import { passkeyOrigin, toScene } from './scenario/scene.ts'

const seeded = { largestAlbum: 1, usualAlbum: 4, commonTag: 1, rareTag: 9_000, commonWord: 'lako' }
const engines = ['sqlite', ...(findProgram('mariadb') ? (['mysql'] as const) : [])] as const

describe.each(engines)('plans at a million photos (%s)', (name) => {
  const ends: (() => Promise<unknown>)[] = []
  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })

  it('read no large table from end to end', { timeout: 3_600_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-plans-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const seeds = await openKeptSeeds(name)
    ends.push(() => seeds.close())
    const { support } = await seeds.open(scales['1m'], folder)
    const connections = await support().open()
    ends.push(() => connections.close())
    const collector = createCollector()
    const open = async (options: Parameters<typeof collector.watch>[1]) => {
      const postbox = createPostbox()
      const test = await createTestGallery({
        database: collector.watch(support(), options),
        mail: postbox.options,
        secret: 'of the scenario, and long enough',
        passkeys: { origin: passkeyOrigin },
      })
      ends.push(async () => test[Symbol.asyncDispose]())
      const world = await toWorld(test, {
        support,
        connect: async () => ({ ...(await support().open()) }),
      })
      ends.push(() => world.db.close())
      return toScene({ ...test, ...world, [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() }, seeded, {
        isLarge: true,
        postbox,
      })
    }
    await runWithoutSets(await open({ refuses: (file) => file.startsWith('sets/') }))
    await runScenario(await open({}))
    const scans = await findScans(collector.statements(), connections.read, name)
    expect(scans.filter(({ file, sender }) => !(`${file} ${sender}`.trim() in allowedScans))).toEqual([])
  })
})
