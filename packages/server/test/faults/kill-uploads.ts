import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from '@vitrine/sdk'
import { expect } from 'vitest'
import { createRandom } from '../../../../bench/kernel/random.ts'
import { bundleChild } from '../../../../test/setup/bundle-child.ts'
import { fsStorage } from '../../../core/src/storage/fs-storage.ts'
import { createTestClock } from '../../../core/src/testing/test-gallery.ts'
import type { DialectContext } from '../../../core/test/dialects.ts'
import { addressOf } from '../../../core/test/library/library-world.ts'
import { password, recount } from '../../../core/test/world.ts'
import { createServerStarter } from './killable-server.ts'
import { createUploadJournal, type Sent } from './upload-journal.ts'

interface KillOptions {
  readonly kills: number
  /** Distinct files at least. */
  readonly photos: number
  readonly seed: number
  readonly onKill?: (kills: number) => void
}

export interface KillReport {
  readonly kills: number
  /** Kills that met uploads under way, and how many of them in all. */
  readonly killsInUploads: number
  readonly uploadsCut: number
  readonly sent: number
  readonly acknowledgedBetweenKills: number
  /** Whose acknowledgement was cut off: they were found there when they were sent again. */
  readonly foundThere: number
  readonly originals: number
}

const uploaders = 3

/**
 * Uploads distinct files through the SDK to a real server, which is killed at random instants and started again, until it was killed
 * often enough. Then everything is sent to its end, and the gallery is held against what was acknowledged.
 */
export const killUploads = async (
  dialect: DialectContext,
  { kills, photos, seed, onKill }: KillOptions,
): Promise<KillReport> => {
  const world = await dialect.openTestGallery()
  await world.system.users.create({ username: 'sender', password, role: 'admin' })
  const album = await world.addAlbum('Kills')
  await using program = await bundleChild(new URL('./serve.child.ts', import.meta.url))
  const starter = createServerStarter(program.path, [await addressOf(dialect, world.db), world.folder])
  const random = createRandom(seed)
  const journal = createUploadJournal(album.id)
  let [killsInUploads, uploadsCut, acknowledgedBetweenKills] = [0, 0, 0]
  // About as long as an upload takes on this machine at this hour, so that kills fall into every part of one.
  let usualMs = 100

  const connect = async () => {
    const server = await starter.start()
    const client = createClient({ baseUrl: server.baseUrl })
    await client.session.create({ username: 'sender', password })
    return { server, client }
  }
  const live = (client: Client, isOver: () => boolean) =>
    Promise.all(Array.from({ length: uploaders }, () => journal.work(client, isOver)))

  try {
    for (let kill = 0; kill < kills; kill++) {
      const { server, client } = await connect()
      let isOver = false
      const before = journal.acknowledged()
      const startedAt = performance.now()
      const living = live(client, () => isOver)
      await Promise.race([sleep(random() * 2 * usualMs), living])
      isOver = true
      const cut = journal.inFlight()
      await server.kill()
      await living
      uploadsCut += cut
      if (cut > 0) killsInUploads += 1
      onKill?.(kill + 1)
      const done = journal.acknowledged() - before
      const lifeMs = performance.now() - startedAt
      if (done > 0) usualMs = 0.7 * usualMs + 0.3 * ((lifeMs * uploaders) / done)
      else usualMs *= 1.05
    }
    acknowledgedBetweenKills = journal.acknowledged()
    const { server, client } = await connect()
    await live(client, () => journal.isComplete(photos))
    await server.kill()
  } finally {
    await starter.close()
  }
  const originals = await expectWhole(dialect, world, journal.all)
  const foundThere = journal.all.filter(({ wasThere }) => wasThere).length
  return {
    kills,
    killsInUploads,
    uploadsCut,
    sent: journal.all.length,
    acknowledgedBetweenKills,
    foundThere,
    originals,
  }
}

/** Nothing acknowledged is lost, nothing is half there, nothing is there twice, and nothing is left lying about. */
const expectWhole = async (
  dialect: DialectContext,
  world: Awaited<ReturnType<DialectContext['openTestGallery']>>,
  sent: readonly Sent[],
): Promise<number> => {
  // A day later: what may have been at work in another process is known to have ended.
  const later = await dialect.openTestGallery({
    on: world.database,
    storage: fsStorage({ root: join(world.folder, 'originals') }),
    stagingFolder: join(world.folder, 'incoming'),
    clock: createTestClock(new Date(Date.now() + 80 * 3_600_000).toISOString()),
  })
  while (await later.gallery.jobs.runNext());
  expect(await later.gallery.verify()).toEqual([])
  expect(await recount(world.db)).toEqual([])
  const rows = await world.db.read.selectFrom('photos').select(['id', 'sha256', 'storage_key', 'file_name']).execute()
  const bySha = new Map(rows.map((row) => [row.sha256, row]))
  expect(rows.length, 'no photo twice').toBe(bySha.size)
  expect(rows.length, 'every file that was sent, and no other').toBe(sent.length)
  const files = await world.files('originals')
  expect(files.length, 'an original for every photo, and no other').toBe(rows.length)
  const pathOf = new Map(files.map((path) => [basename(path), path]))
  for (const { sha256, photoId, name } of sent) {
    const row = bySha.get(sha256)
    expect(row, name).toMatchObject({ id: photoId, file_name: name })
    const original = pathOf.get(`${sha256}.jpg`)
    expect(original, name).toBeDefined()
    expect(
      createHash('sha256')
        .update(await readFile(original as string))
        .digest('hex'),
      name,
    ).toBe(sha256)
  }
  expect((await world.files('incoming')).filter((path) => !path.includes('/uploads/'))).toEqual([])
  expect((await world.files('incoming')).filter((path) => /[.-]part$/.test(path))).toEqual([])
  return files.length
}
