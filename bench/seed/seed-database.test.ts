import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Connections } from '../../packages/core/src/db/dialect.ts'
import { toPhotoTerms, toPhotoText } from '../../packages/core/src/search/searchable-text.ts'
import { describeDialects } from '../../packages/core/test/dialects.ts'
import { allPages, recount } from '../../packages/core/test/world.ts'
import { seedDatabase } from './seed-database.ts'
import { seededPassword } from './seed-people.ts'

const tables = [
  'users',
  'groups',
  'group_members',
  'albums',
  'album_grants',
  'photos',
  'album_photos',
  'album_counts',
  'tags',
  'photo_tags',
  'search_terms',
  'photo_terms',
  'photo_texts',
  'changes',
] as const

const groupBy = <T extends { photo_id: number }>(rows: readonly T[]): Map<number, T[]> => {
  const groups = new Map<number, T[]>()
  for (const row of rows) groups.set(row.photo_id, [...(groups.get(row.photo_id) ?? []), row])
  return groups
}

const hashOf = async ({ read }: Connections): Promise<string> => {
  const hash = createHash('sha256')
  for (const table of tables) {
    const rows = (await read.selectFrom(table).selectAll().execute()).map((row) =>
      JSON.stringify(row, Object.keys(row).sort()),
    )
    for (const row of rows.sort()) hash.update(row)
  }
  return hash.digest('hex')
}

describeDialects('seeded database', (dialect) => {
  const size = { photos: 600, albums: 40, users: 25 }

  it('keeps its books as the gallery does', async () => {
    const world = await dialect.openTestGallery()
    await seedDatabase(world.database.support(), size)
    const { read } = world.db
    expect(await recount(world.db)).toEqual([])

    const photos = await read.selectFrom('photos').selectAll().orderBy('id').execute()
    expect(photos).toHaveLength(600)
    const names = new Map((await read.selectFrom('tags').selectAll().execute()).map(({ id, name }) => [id, name]))
    const terms = new Map(
      (await read.selectFrom('search_terms').selectAll().execute()).map(({ id, term }) => [id, term]),
    )
    const tagsOf = groupBy(await read.selectFrom('photo_tags').selectAll().execute())
    const termsOf = groupBy(await read.selectFrom('photo_terms').selectAll().execute())
    const texts = new Map(
      (await read.selectFrom('photo_texts').selectAll().execute()).map((row) => [row.photo_id, row]),
    )
    for (const photo of photos) {
      expect(photo.sort_at).toBe(photo.taken_at ?? photo.added_at)
      const tags = (tagsOf.get(photo.id) ?? []).map(({ tag_id }) => names.get(tag_id)!)
      const searchable = { photoId: photo.id, columns: photo, tags }
      const found = (termsOf.get(photo.id) ?? []).map(({ term_id }) => terms.get(term_id))
      expect(found.sort()).toEqual([...toPhotoTerms(toPhotoText(searchable))].sort())
      const text = texts.get(photo.id)!
      expect({ ...text, tags: text.tags.split('|').sort() }).toEqual({
        ...toPhotoText(searchable),
        tags: toPhotoText(searchable).tags.split('|').sort(),
      })
    }
    const { commit_seq } = await read.selectFrom('gallery_state').select('commit_seq').executeTakeFirstOrThrow()
    const last = await read
      .selectFrom('changes')
      .select((eb) => eb.fn.max('commit_seq').as('seq'))
      .executeTakeFirstOrThrow()
    expect(Number(last.seq)).toBe(Number(commit_seq))
  })

  it('can be lived in', async () => {
    const world = await dialect.openTestGallery()
    await seedDatabase(world.database.support(), size)
    const { user } = await world.gallery.sessions.signIn({ username: 'user1', password: seededPassword })
    expect(user.username).toBe('user1')
    const all = await allPages((cursor) => world.system.photos.list({ limit: 500, cursor }))
    expect((await world.system.photos.list()).total).toBe(all.length)
    expect((await world.system.photos.list({ q: 'saint malo' })).total).toBeGreaterThan(0)
    const album = await world.addAlbum('One more')
    expect(album.id).toBe(41)
    expect((await world.addPhoto(album.id)).id).toBe(601)
    expect(await recount(world.db)).toEqual([])
  })

  it('is the same for the same seed, and another for another', async () => {
    const hashes = []
    for (const seed of [1, 1, 2]) {
      const database = await dialect.freshDatabase()
      await seedDatabase(database.support(), { ...size, seed })
      hashes.push(await hashOf(await database.connect()))
    }
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[0]).not.toBe(hashes[2])
  })

  it('refuses a database that holds something', async () => {
    const world = await dialect.openTestGallery()
    await world.addUser('somebody')
    await expect(seedDatabase(world.database.support(), size)).rejects.toThrow('not empty')
  })
})
