import fc from 'fast-check'
import { expect, it } from 'vitest'
import { levels } from '../src/access/capabilities.ts'
import { describeDialects } from './dialects.ts'
import { recount } from './world.ts'

const pick = fc.nat(1_000)
const operations = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('add' as const), album: pick, level: fc.constantFrom(...levels) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('twin' as const), album: pick, seed: fc.nat(3) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('level' as const), photo: pick, level: fc.constantFrom(...levels) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('albums' as const),
        photo: pick,
        albums: fc.array(pick, { maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('date' as const), photo: pick, day: fc.integer({ min: 1, max: 28 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('trash' as const), photo: pick }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('album' as const), parent: pick }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('move' as const), album: pick, parent: pick, position: fc.nat(4) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('remove' as const),
        album: pick,
        photos: fc.constantFrom('keep' as const, 'delete-orphans' as const, 'delete-all' as const),
      }),
    },
  ),
  { minLength: 25, maxLength: 25 },
)

describeDialects('counters and places', ({ openTestGallery }) => {
  it('equal a recount after whatever was done, also at the same time', { timeout: 300_000 }, async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto, db } = world
    await addAlbum('First')
    const albumAt = async (n: number) => {
      const rows = await db.read.selectFrom('albums').select('id').orderBy('id').execute()
      return rows[n % Math.max(rows.length, 1)]?.id ?? 0
    }
    const photoAt = async (n: number) => {
      const rows = await db.read
        .selectFrom('photos')
        .select('id')
        .where('deleted_at', 'is', null)
        .orderBy('id')
        .execute()
      return rows[n % Math.max(rows.length, 1)]?.id ?? 0
    }
    const apply = async (operation: typeof operations extends fc.Arbitrary<(infer T)[]> ? T : never) => {
      switch (operation.do) {
        case 'add':
          return addPhoto(await albumAt(operation.album), { level: operation.level })
        case 'twin':
          return addPhoto(await albumAt(operation.album), { seed: `twin ${operation.seed}` })
        case 'level':
          return system.photos.update(await photoAt(operation.photo), { level: operation.level })
        case 'albums':
          return system.photos.update(await photoAt(operation.photo), {
            albumIds: await Promise.all(operation.albums.map(albumAt)),
          })
        case 'date':
          return system.photos.update(await photoAt(operation.photo), {
            takenAt: `2020-01-${String(operation.day).padStart(2, '0')}T00:00:00Z`,
          })
        case 'trash':
          return system.photos.delete([await photoAt(operation.photo)])
        case 'album':
          return addAlbum('Album', operation.parent % 3 === 0 ? {} : { parentId: await albumAt(operation.parent) })
        case 'move': {
          const parentId = operation.parent % 3 === 0 ? null : await albumAt(operation.parent)
          return system.albums.move(await albumAt(operation.album), { parentId, position: operation.position })
        }
        case 'remove':
          return system.albums.delete(await albumAt(operation.album), { photos: operation.photos })
      }
    }
    const expected = new Set(['ALBUM_CYCLE', 'ALBUM_NOT_FOUND', 'PHOTO_NOT_FOUND', 'INPUT_INVALID', 'CONFLICT'])
    await fc.assert(
      fc.asyncProperty(operations, fc.integer({ min: 1, max: 5 }), async (list, atOnce) => {
        for (let start = 0; start < list.length; start += atOnce) {
          const outcomes = await Promise.allSettled(list.slice(start, start + atOnce).map(apply))
          for (const outcome of outcomes) {
            if (outcome.status === 'fulfilled' || expected.has(outcome.reason.code)) continue
            throw outcome.reason
          }
        }
        expect(await recount(db)).toEqual([])
        const everything = await system.photos.list()
        const { items } = await system.photos.list({ limit: 500 })
        expect(everything.total).toBe(items.length)
        for (const album of (await system.albums.list({ parent: null })).items.slice(0, 3)) {
          const below = await system.photos.list({ album: album.id, recursive: true, limit: 500 })
          expect(album.counts.photosBelow).toBe(below.items.length)
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })
})
