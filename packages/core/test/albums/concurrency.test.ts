import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'

const pick = fc.nat(1_000)
const operation = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), parent: pick, position: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('move' as const), album: pick, parent: pick, position: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), album: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('grant' as const), album: pick, below: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('permalink' as const), album: pick, name: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), album: pick, name: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('order' as const), album: pick, below: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reorder' as const), parent: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sort' as const), parent: pick, all: fc.boolean() }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

describeDialects('albums that many change at once', ({ openTestGallery }) => {
  it('hold together', { timeout: 300_000 }, async () => {
    const world = await openTestGallery()
    // A second node on the same database: nothing but the database keeps the two apart.
    const other = await openTestGallery({ on: world.database })
    const user = await world.addUser('ann')
    const systems = [world.system, other.system]
    const ids = async () =>
      (await world.db.read.selectFrom('albums').select('id').orderBy('id').execute()).map((row) => row.id)
    const albumAt = async (n: number) => {
      const all = await ids()
      return all[n % Math.max(all.length, 1)] ?? 0
    }
    const parentAt = async (n: number) => (n % 3 === 0 ? null : albumAt(n))

    const apply = async (todo: Operation, node: number): Promise<unknown> => {
      const { albums } = systems[node % 2] as (typeof systems)[number]
      switch (todo.do) {
        case 'create':
          return albums.create({ name: 'Album', parentId: await parentAt(todo.parent), position: todo.position })
        case 'move':
          return albums.move(await albumAt(todo.album), {
            parentId: await parentAt(todo.parent),
            position: todo.position,
          })
        case 'delete':
          return albums.delete(await albumAt(todo.album))
        case 'grant':
          return albums.setGrants(await albumAt(todo.album), {
            inherit: !todo.below,
            grants: [{ principal: { type: 'user', id: user.id }, capabilities: ['view'] }],
            applyToSubAlbums: todo.below,
          })
        case 'permalink':
          return albums.update(await albumAt(todo.album), { permalink: todo.name === 3 ? null : `name-${todo.name}` })
        case 'rename':
          return albums.update(await albumAt(todo.album), { name: `Album ${todo.name}` })
        case 'order':
          return albums.update(await albumAt(todo.album), { childrenOrder: 'name', applyToSubAlbums: todo.below })
        case 'reorder': {
          const parent = await parentAt(todo.parent)
          const { items } = await albums.list({ parent })
          return albums.reorder(parent, items.map((album) => album.id).reverse())
        }
        case 'sort':
          return albums.sortChildren(await parentAt(todo.parent), { by: 'createdAt', recursive: todo.all })
      }
    }

    const expected = new Set(['ALBUM_CYCLE', 'ALBUM_NOT_FOUND', 'INPUT_INVALID', 'CONFLICT', 'NAME_TAKEN'])
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 24, maxLength: 24 }), async (list) => {
        for (let start = 0; start < list.length; start += 4) {
          const outcomes = await Promise.allSettled(list.slice(start, start + 4).map(apply))
          for (const outcome of outcomes) {
            if (outcome.status === 'fulfilled' || expected.has(outcome.reason.code)) continue
            throw outcome.reason
          }
        }
        expect(await world.gallery.verify()).toEqual([])
      }),
      { numRuns: Number(process.env.VITRINE_TEST_RUNS ?? 6), endOnFailure: true },
    )
  })
})
