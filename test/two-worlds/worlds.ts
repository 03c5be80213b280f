import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { createServer, type VitrineServer } from 'vitrine'
import { createTestClock } from '../../packages/core/src/testing/test-gallery.ts'
import { pictureOf } from '../../packages/core/test/world.ts'
import { takeAway } from './take-away.ts'

/** One of two galleries that must look the same to a guest. */
export interface Site extends AsyncDisposable {
  readonly gallery: Gallery
  readonly server: VitrineServer
}

/** What nobody but its owners may know of. */
export interface Secrets {
  readonly albums: readonly number[]
  readonly photos: readonly number[]
  readonly tags: readonly string[]
}

/** Stands in every name and text that is private. */
export const canary = 'canary'

const openGallery = (folder: string): Promise<Gallery> =>
  createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'originals') }),
    cacheFolder: join(folder, 'cache'),
    passwordCost: { N: 16, r: 8, p: 1 },
    clock: createTestClock('2024-06-01T12:00:00.000Z'),
  })

/**
 * Two galleries with the same public content and the same ids: in the first there is private content of every kind as well, from the
 * second it was taken away row by row, as if it had never been.
 */
export const openTwoWorlds = async (): Promise<{ full: Site; bare: Site; secrets: Secrets }> => {
  const root = await mkdtemp(join(tmpdir(), 'vitrine-two-worlds-'))
  const folders = [join(root, 'full'), join(root, 'bare')] as const
  const first = await openGallery(folders[0])
  const secrets = await fill(first)
  await first.close()
  await cp(folders[0], folders[1], { recursive: true })
  await copyFile(join(folders[0], 'gallery.db'), join(folders[1], 'gallery.db'))
  await takeAway(join(folders[1], 'gallery.db'), secrets)
  const [full, bare] = await Promise.all(
    folders.map(async (folder): Promise<Site> => {
      const gallery = await openGallery(folder)
      const server = createServer(gallery, { log: () => {}, costlyPerMinute: null })
      return {
        gallery,
        server,
        [Symbol.asyncDispose]: async () => {
          await server.close()
          await gallery.close()
          await rm(folder, { recursive: true, force: true })
        },
      }
    }),
  )
  return { full: full as Site, bare: bare as Site, secrets }
}

const fill = async (gallery: Gallery): Promise<Secrets> => {
  const system = gallery.asSystem('test')
  const secret = { albums: [] as number[], photos: [] as number[], tags: [`${canary} tag`, `${canary} branch`] }
  const album = async (name: string, options: Parameters<typeof system.albums.create>[0] | object = {}) => {
    const made = await system.albums.create({ name, ...options })
    if (name.includes(canary)) secret.albums.push(made.id)
    return made.id
  }
  const photo = async (albumId: number, title: string, taken: string, more: object = {}) => {
    const { photo: made } = await system.photos.add({
      content: Readable.from([await pictureOf(title, taken)]),
      fileName: `${title}.jpg`,
      album: albumId,
      title,
      ...more,
    })
    if (title.includes(canary)) secret.photos.push(made.id)
    return made.id
  }
  await system.users.create({ username: canary, password: 'correct horse battery', role: 'admin' })

  // Private first, in the middle and last: wherever a gap could be noticed.
  const vault = await album(`${canary} vault`, { visibility: 'private' })
  const sea = await album('Sea')
  await photo(vault, `${canary} one`, '2001:01:31 10:00:00', { tags: [`${canary} tag`, 'shared tag'], author: canary })
  const storm = await photo(sea, 'Storm', '2020:12:25 10:00:00', { tags: ['shared tag', 'sky'], author: 'Ann' })
  const calm = await photo(sea, 'Calm', '2020:12:26 10:00:00', { tags: ['sky'] })
  await photo(sea, `${canary} of the family`, '2020:12:25 11:00:00', { level: 4, tags: ['sky'], author: 'Ann' })
  const inside = await album(`${canary} inside`, { parentId: sea, visibility: 'private' })
  const beach = await album('Beach', { parentId: sea, description: 'Sand' })
  await photo(beach, 'Sand', '2021:06:15 09:00:00', { tags: ['shared tag'] })
  const hidden = await photo(inside, `${canary} in the middle`, '2022:02:02 10:00:00', { tags: ['sky'] })
  const below = await album(`${canary} below the vault`, { parentId: vault })
  await photo(below, `${canary} below`, '2003:03:03 10:00:00')
  const locked = await album(`${canary} locked`, { parentId: sea })
  await photo(locked, `${canary} locked photo`, '2020:07:07 10:00:00', { tags: ['sky'] })
  await system.albums.update(locked, { locked: true })
  const empty = await album('Nothing yet')
  await album(`${canary} empty`, { parentId: empty, visibility: 'private' })
  const last = await photo(empty, `${canary} to the trash`, '2020:08:08 10:00:00', { tags: ['sky'] })

  // What is public is in a private album too, and a private photo is the cover that somebody chose.
  await system.photos.update(calm, { albumIds: [sea, vault] })
  await system.photos.update(storm, { rating: 5 })
  await system.photos.update(hidden, { rating: 5, description: canary, latitude: 10, longitude: 10 })
  await system.albums.update(sea, { coverPhotoId: hidden })
  await system.photos.delete([last])
  await more(gallery, { vault, sea })
  return secret
}

/** Nouns that came later: addresses, smart albums, fields, links. */
const more = async (gallery: Gallery, { vault, sea }: { vault: number; sea: number }): Promise<void> => {
  const system = gallery.asSystem('test')
  await system.albums.update(sea, { permalink: 'by/the/sea' })
  await system.albums.update(vault, { permalink: `${canary}/vault` })
  await system.albums.create({ name: 'Rated', query: 'rating:>=4' })
  await system.albums.create({ name: 'Sky', query: `tag:sky OR ${canary}` })
  await system.shares.create({ name: canary, albumIds: [vault] })
  await system.fields.create({
    subject: 'photo',
    key: 'film',
    name: 'Film',
    type: 'choice',
    choices: ['Slide', canary],
  })
  const { items } = await system.photos.list({ limit: 500 })
  for (const photo of items)
    await system.photos.update(photo.id, { fields: { film: photo.title?.includes(canary) ? canary : 'Slide' } })
  await system.tags.manage.create({ name: `${canary} branch` })
}
