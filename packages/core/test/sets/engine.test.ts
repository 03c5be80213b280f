import fc from 'fast-check'
import { expect, it } from 'vitest'
import { guest, systemActor, userActor } from '../../src/access/actor.ts'
import type { CallContext } from '../../src/context.ts'
import { createLookups } from '../../src/lookups/lookups.ts'
import { type ListOptions, openList } from '../../src/photos/photo.listing.ts'
import { keysOf } from '../../src/photos/photo.order.ts'
import { checkList } from '../../src/photos/photo.scope.ts'
import { countPhotos } from '../../src/photos/photo.store.ts'
import type { PhotoScope } from '../../src/photos/photo.types.ts'
import { count } from '../../src/sets/bits.ts'
import type { PhotoSets } from '../../src/sets/photo-sets.ts'
import { describeDialects } from '../dialects.ts'
import { openSets } from './sets-world.ts'

const photos = 24
const pick = fc.nat(1_000)
const queries = [
  'sea',
  'su*',
  '*ea',
  '"red boat"',
  'title:boat',
  'tag:sea',
  'file:p1',
  'author:ann',
  'album:two',
  'rating:>=2',
  'rating:3',
  'width:12',
  'width:>100',
  'ratio:1.5',
  'filesize:>300',
  'level:0',
  'id:1..9',
  'created:2019',
  'created:2019-07-04..2020-01',
  'created:*-01',
  'created:*-W27',
  'created:2019-W*-7',
  'posted:*-W*-1',
  '-created:*-W01-3',
  'posted:>2001',
  'media:image',
  'orientation:landscape',
  'near:48.85,2.35,50km',
  'box:2,48,3,49',
  'rating:*',
  'tag:*',
  'place:*',
  'visits:>2',
  'sea OR rating:1',
  'sea -boat',
  '-width:>5',
  '-(created:2019 OR rating:*)',
  'NOT tag:sea level:0',
]
const words = ['sea', 'sun', 'boat', 'Été']
const sorts = [
  'takenAt',
  '-takenAt',
  'addedAt',
  'id',
  '-id',
  'rating',
  '-rating',
  'title',
  '-title',
  'fileName',
  '-views',
  '-rating,takenAt',
  'rating,-addedAt,id',
  'takenAt,-rating,-addedAt',
  '-title,rating',
  'title,-id',
  '-views,takenAt',
  'views,-rating,addedAt',
  '-fileName,-addedAt,id',
  'title,fileName',
  'random:0',
  'random:2147483647',
  'position',
]

const lists = fc.record({
  actor: fc.nat(3),
  album: fc.option(pick, { nil: undefined, freq: 2 }),
  albums: fc.option(fc.tuple(pick, pick), { nil: undefined, freq: 5 }),
  recursive: fc.boolean(),
  tags: fc.option(fc.array(pick, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 4 }),
  q: fc.option(fc.constantFrom(...queries), { nil: undefined }),
  sort: fc.constantFrom(...sorts),
  limit: fc.integer({ min: 1, max: 9 }),
  /** Read as lists of very many photos are. */
  isLarge: fc.boolean(),
})
const edits = fc.array(
  fc.record({
    photo: pick,
    change: fc.oneof(
      fc.record({
        title: fc.option(fc.constantFrom('Red boat', 'a', 'Ä b', 'Sea'), { nil: null }),
        rating: fc.option(fc.integer({ min: -1, max: 5 }), { nil: null }),
        level: fc.constantFrom(0 as const, 1 as const, 4 as const),
        tags: fc.subarray(words),
      }),
      fc.record({
        takenAt: fc.option(fc.constantFrom('2019-07-04T10:00:00Z', '2020-01-01T00:00:00Z'), { nil: null }),
        latitude: fc.constantFrom(48.8, -10, null),
        longitude: fc.constantFrom(2.3, 179, null),
        author: fc.constantFrom('Ann', null),
      }),
      fc.constant('delete' as const),
    ),
  }),
  { minLength: 3, maxLength: 8 },
)

describeDialects('lists from memory and from the database', ({ openTestGallery }) => {
  it('are the same, whatever is asked, between edits', { timeout: 300_000 }, async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto, addUser, grant, clock, database, db } = world
    const one = await addAlbum('One')
    const two = await addAlbum('Two', { parentId: one.id, visibility: 'private' })
    const three = await addAlbum('Three', { parentId: two.id })
    const smart = await addAlbum('Smart', { query: 'sea OR rating:>=2' })
    const albums = [one.id, two.id, three.id, smart.id]
    const ann = await addUser('ann', { level: 4 })
    await addUser('bob')
    await grant(two.id, [['user', ann.id, 'view']])
    const ids: number[] = []
    for (let index = 0; index < photos; index++) {
      if (index % 3 === 0) clock.advance(1_000)
      const album = albums[index % 3] as number
      const photo = await addPhoto(album, {
        fileName: `p${index % 7}.jpg`,
        ...(index % 2 === 0
          ? { tags: [words[(index >> 1) % 4] as string] }
          : { taken: `2019:07:0${(index % 4) + 1} 10:00:00` }),
      })
      if (index % 4 === 0) await system.photos.update(photo.id, { albumIds: [one.id, three.id] })
      await db.write
        .updateTable('photos')
        .set({ views: index % 5 })
        .where('id', '=', photo.id)
        .execute()
      ids.push(photo.id)
    }
    const [parent, child] = await Promise.all([tagOf('sea'), tagOf('sun')])
    await system.tags.manage.update(child, { parentId: parent })

    async function tagOf(name: string): Promise<number> {
      const row = await db.read.selectFrom('tags').select('id').where('name_key', '=', name).executeTakeFirstOrThrow()
      return row.id
    }

    const dialect = database.support()
    const { sets, access } = openSets(db, dialect)
    await sets.ready()
    const actors = [guest, ann.actor, userActor(ann.id + 1), systemActor('test')]
    const contextOf = async (actor: (typeof actors)[number], from: PhotoSets) =>
      ({
        actor,
        rights: await access.rightsOf(actor),
        gallery: {
          dialect,
          connections: db,
          lookups: createLookups({ connections: db, dialect, options: { title: 'Vitrine' } }),
          sets: from,
          clock,
          signal: new AbortController().signal,
        },
      }) as unknown as CallContext
    const absent: PhotoSets = { ...sets, current: async () => null }

    const read = async (
      context: CallContext,
      asked: PhotoScope,
      { limit, ...limits }: ListOptions & { limit: number },
    ) => {
      const { scope } = await checkList(context, asked)
      const list = await openList(context, scope, limits)
      const found: number[] = []
      const positions: number[] = []
      for (let after: Parameters<typeof list.page>[0]['after']; ; ) {
        const { rows, next } = await list.page({ limit, after })
        found.push(...rows.map((row) => row.id))
        const first = rows[0] && (await list.find(rows[0].id))
        if (first) {
          const place = keysOf(list.order, first)
          positions.push(await list.countBefore(place))
          const before = await list.page({ limit: 2, after: place, backwards: true })
          positions.push(...before.rows.map((row) => row.id))
        }
        if (!next) break
        after = next
      }
      return { found, positions, scope }
    }

    const check = async (asked: typeof lists extends fc.Arbitrary<infer T> ? T : never) => {
      const { actor, album, albums: several, tags, sort, limit, ...rest } = asked
      const tagIds = [parent, child]
      const hasAlbum = album !== undefined || several !== undefined
      const scope: PhotoScope = {
        ...(album === undefined ? {} : { album: albums[album % 4] as number }),
        ...(several ? { albums: several.map((n) => albums[n % 4] as number) } : {}),
        ...(tags ? { tags: tags.map((n) => tagIds[n % 2] as number) } : {}),
        ...(rest.q === undefined ? {} : { q: rest.q }),
        ...(hasAlbum && rest.recursive ? { recursive: true } : {}),
      }
      const [memory, stored] = await Promise.all(
        [sets, absent].map((from) => contextOf(actors[actor] as (typeof actors)[number], from)),
      )
      const run = (context: CallContext | undefined) =>
        read(context as CallContext, scope, {
          sort,
          limit,
          ...(asked.isLarge ? { maxGoneThrough: 0, maxPicked: 0, maxLookedThrough: 0 } : {}),
        }).catch((error: { code?: string }) => {
          if (error.code === undefined) throw error
          return { code: error.code }
        })
      const [a, b] = [await run(memory), await run(stored)]
      expect(a).toEqual(b)
      if (!('found' in a) || !memory) return
      const catalogue = await sets.current()
      if (!catalogue) throw new Error('The photos are not in memory')
      const bits = await sets.select(memory.rights, a.scope, catalogue)
      expect(count(bits)).toBe(a.found.length)
      expect(await countPhotos(db.read, dialect, memory.rights, a.scope)).toBe(a.found.length)
    }

    await fc.assert(
      fc.asyncProperty(edits, fc.array(lists, { minLength: 8, maxLength: 8 }), async (changes, asked) => {
        for (const { photo, change } of changes) {
          const id = ids[photo % ids.length] as number
          const work = change === 'delete' ? system.photos.delete([id]) : system.photos.update(id, change)
          await work.catch((error: { code?: string }) => {
            if (error.code !== 'PHOTO_NOT_FOUND') throw error
          })
        }
        for (const each of asked) await check(each)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })
})
