import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { renewLease } from '../../../src/jobs/lease.ts'
import type { StorageCheckRun } from '../../../src/storage-check/storage-check.types.ts'
import { film } from '../../media-fixtures.ts'
import { pictureOf } from '../../world.ts'
import type { Scene } from './scene.ts'

/** A folder indexed in place, whose files come, change, move and go. */
export const syncLibrary = async (scene: Scene): Promise<void> => {
  const { admin, db } = scene
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-scenario-'))
  try {
    const put = async (path: string, seed: string) => {
      await mkdir(join(folder, path, '..'), { recursive: true })
      await writeFile(join(folder, path), await pictureOf(seed))
    }
    await put('a/one.jpg', 'sql file one')
    await put('a/two.jpg', 'sql file two')
    await put('b/three.jpg', 'sql file three')
    await writeFile(join(folder, 'b/broken.jpg'), 'not a picture')
    const { library } = admin
    const root = await library.addRoot({ path: folder })
    await library.sync(root.id)
    await library.sync(root.id)
    // What a timer does while such work goes on for long.
    await renewLease(db.write, { key: 'nothing', owner: 'nobody', until: new Date().toISOString() })
    await check(scene, { depth: 'quick' })
    await put('a/one.jpg', 'sql file one, changed')
    await rename(join(folder, 'a/two.jpg'), join(folder, 'b/moved.jpg'))
    await rename(join(folder, 'b'), join(folder, 'c'))
    await library.sync(root.id)
    await rm(join(folder, 'c'), { recursive: true })
    await library.sync(root.id)
    await library.roots()
    await rm(join(folder, 'a'), { recursive: true })
    await library.sync(root.id)
    await library.sync(root.id, { acceptEmpty: true })
    library.progress()
    await library.watching()
    await admin.settings.library()
    await admin.settings.setLibrary({ schedule: 'hourly' })
    await admin.settings.setLibrary({ schedule: 'daily' })
    await library.problems({ limit: 1 })
    await library.problems({ rootId: root.id })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Files of the machine that are taken in, once and again, and what would be. */
export const importFiles = async (scene: Scene): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-scenario-'))
  try {
    await mkdir(join(folder, 'Imported of the scenario/below'), { recursive: true })
    await writeFile(join(folder, 'Imported of the scenario/one.jpg'), await pictureOf('sql import one'))
    await writeFile(join(folder, 'Imported of the scenario/below/two.jpg'), await pictureOf('sql import two'))
    const sources = [join(folder, 'Imported of the scenario')]
    const target = await scene.addAlbum('Of imports')
    await scene.admin.imports.run({ sources, album: target.id, dryRun: true })
    await scene.admin.imports.run({ sources, album: target.id })
    await scene.admin.imports.run({ sources, album: ['Of imports'], move: true })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Metadata that go out as a table and come back changed. */
export const exchangeTables = async (scene: Scene): Promise<void> => {
  const { admin, member } = scene
  const album = await scene.addAlbum('Of tables')
  const one = await scene.addPhoto(album.id, { seed: 'sql table one', fileName: 'sql-table-one.jpg' })
  const two = await scene.addPhoto(album.id, { seed: 'sql table two', fileName: 'sql-table-two.jpg' })
  const three = await scene.addPhoto(album.id, { seed: 'sql table three', fileName: 'sql-table-three.jpg' })
  for await (const _piece of admin.tables.export({ album: album.id, format: 'ndjson' }));
  const table = [
    'id,sha256,fileName,albums,title,tags',
    `${one.id},,,,Of a table,sea; of tables`,
    `,${two.sha256},,,Of a table,`,
    ',,sql-table-three.jpg,Of tables,Of a table,',
    ',,sql-table-three.jpg,,Of a table,',
  ]
  const rows = () => Readable.from([Buffer.from(table.join('\n'))])
  await admin.tables.import(rows())
  await member.tables.import(rows(), { dryRun: true })
  await admin.photos.delete([one.id, two.id, three.id])
}

/** Photos without a picture, which get one once there is a program for their type. */
export const findTools = async ({ admin, gallery: { jobs } }: Scene): Promise<void> => {
  const album = await admin.albums.create({ name: 'SQL films' })
  // Of a type that no seeded photo has.
  const content = Buffer.from(film().toString('latin1').replace('isom', 'M4V '), 'latin1')
  const { photo } = await admin.photos.add({ content: Readable.from([content]), fileName: 'film.m4v', album: album.id })
  await admin.videos.playback(photo.id)
  await admin.videos.open(photo.id).catch(() => undefined)
  await jobs.find('videos.convert:scenario')
  await jobs.enqueue('videos.convert', { photoId: photo.id })
  while (await jobs.runNext());
  await admin.photos.delete([photo.id])
  await admin.tools.list()
  await admin.tools.refresh()
  await jobs.enqueue('photos.rendering', { mimeTypes: ['video/x-m4v'], signature: 'scenario' })
  while (await jobs.runNext());
}

/**
 * A check that leaves out most of the originals, which nobody seeded: two of the 256 pieces are enough, and then what comes after. Where
 * there are a million photos, that is not waited for to its end.
 */
const check = async ({ admin, db, isLarge }: Scene, options: StorageCheckRun): Promise<void> => {
  const run = async (signal: AbortSignal | undefined, onProgress: StorageCheckRun['onProgress'] = () => {}) =>
    admin.storage
      .check({ ...options, onProgress, ...(signal ? { signal } : {}) })
      .catch((error: unknown) => signal?.aborted || Promise.reject(error))
  const stopping = new AbortController()
  await run(stopping.signal, ({ phase, done }) => {
    if (phase === 'originals' && done === 2) stopping.abort(new Error('enough'))
  })
  await db.write
    .updateTable('storage_checks')
    .set({ phase: 'library', place: 0 })
    .where('state', '=', 'running')
    .execute()
  await run(isLarge ? AbortSignal.timeout(5_000) : undefined)
}

/** Checks of what is stored. */
export const checkStorage = async (scene: Scene): Promise<void> => {
  const { admin, db } = scene
  const album = await admin.albums.create({ name: 'SQL stored' })
  const content = Readable.from([await pictureOf('sql stored')])
  await admin.photos.add({ content, fileName: 'stored.jpg', album: album.id })
  await db.write.updateTable('album_counts').set({ photos: 99 }).where('album_id', '=', album.id).execute()
  const options = { depth: 'quick', repair: true } as const
  await check(scene, options)
  await admin.storage.latest()
  await admin.storage.enqueue(options)
  await db.write.deleteFrom('jobs').where('queue', '=', 'storage.check').execute()
}

/** Background work that is asked for, done, and fails. */
export const runJobs = async ({ admin, gallery: { jobs } }: Scene): Promise<void> => {
  jobs.define('scenario', async (_: never, { progress }) => progress(1, 2))
  jobs.define('scenario-fails', async () => {
    throw new Error('as it should')
  })
  const id = await jobs.enqueue('scenario', { a: 1 }, { uniqueKey: 'scenario' })
  await jobs.enqueue('scenario', { a: 1 }, { uniqueKey: 'scenario' })
  const failing = (await jobs.enqueue('scenario-fails', null, { maxAttempts: 1 })) ?? 0
  while (await jobs.runNext());
  await jobs.get(id ?? 0)
  const { nextCursor } = await admin.jobs.list({ limit: 1 })
  await admin.jobs.list({ state: 'failed', limit: 5 })
  await admin.jobs.list({ limit: 1, cursor: nextCursor ?? undefined })
  await admin.jobs.retry(failing)
  await admin.jobs.get(failing)
  await admin.jobs.remove(failing)
}

/** What was done, and by whom. */
export const readActivity = async ({ admin }: Scene): Promise<void> => {
  await admin.plugins.list()
  const { items, nextCursor } = await admin.activity.list({ limit: 2 })
  await admin.activity.list({ limit: 2, cursor: nextCursor ?? undefined })
  const [latest] = items
  await admin.activity.list({ types: ['photo.added', 'album.*'], userId: 2, from: latest?.at })
  await admin.activity.list({ types: ['photo.added', 'album.*'], userId: 2, to: latest?.at })
  await admin.activity.list({ types: ['photo.*'], subjectId: 1 })
}

/** What search engines are told of. */
export const readSiteMap = async ({ admin, member }: Scene): Promise<void> => {
  for (const as of [admin, member]) {
    await as.siteMap.end('albums')
    await as.siteMap.end('photos')
    await as.siteMap.list({ of: 'photos', fromId: 1, beforeId: 1_000 })
    await as.siteMap.list({ of: 'albums', fromId: 1, beforeId: 20 })
  }
}
