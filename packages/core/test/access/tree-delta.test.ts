import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAccessIndex } from '../../src/access/access-index.ts'
import { guest } from '../../src/access/actor.ts'
import type { AlbumTree } from '../../src/access/tree.ts'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { describeDialects } from '../dialects.ts'

/** A tree as plain values; grants in no order. */
const plain = (tree: AlbumTree) => ({
  ids: [...tree.ids],
  parents: [...tree.parents],
  ends: [...tree.ends],
  depths: [...tree.depths],
  flags: [...tree.flags],
  places: [...tree.ids].map((id) => tree.placeOf(id)),
  grants: [...tree.grants]
    .flatMap(([principal, list]) => list.map(({ place, bits }) => `${principal} ${place} ${bits}`))
    .sort(),
})

describeDialects('the tree in memory', ({ openTestGallery }) => {
  it('is the same read bit by bit, change after change, as read whole', async () => {
    const { system, db, addAlbum, addGroup, addUser } = await openTestGallery()
    const ann = await addUser('ann')
    const group = await addGroup('Family', [ann])
    const albums: number[] = []
    for (let n = 0; n < 9; n++)
      albums.push((await addAlbum(`Album ${n}`, n < 3 ? {} : { parentId: albums[n % 3] as number })).id)

    const followed = createAccessIndex({ reader: db.read })
    const idOf = (n: number) => albums[n % albums.length] as number
    const changes: ((n: number, m: number) => Promise<unknown>)[] = [
      async (n, m) =>
        system.albums.setGrants(idOf(n), {
          inherit: m % 2 === 0,
          grants: m % 3 === 0 ? [] : [{ principal: { type: 'group', id: group }, capabilities: ['view'] }],
        }),
      async (n, m) =>
        system.albums.setGrants(idOf(n), {
          inherit: true,
          grants: [{ principal: { type: 'user', id: ann.id }, capabilities: m % 2 ? ['view'] : ['download'] }],
          applyToSubAlbums: m % 3 === 0,
        }),
      async (n, m) => system.albums.update(idOf(n), { visibility: m % 2 ? 'public' : 'private' }),
      async (n, m) => system.albums.update(idOf(n), { locked: m % 2 === 0, applyToSubAlbums: m % 3 === 0 }),
      async (n, m) => system.albums.update(idOf(n), { description: `Words ${m}`, visibility: 'private' }),
      async (n, m) => system.albums.update(idOf(n), { name: `Name ${m}` }),
      async (n, m) => system.albums.update(idOf(n), { childrenOrder: m % 2 ? 'name' : null }),
      async (n, m) => system.albums.move(idOf(n), { parentId: m % 3 === 0 ? null : idOf(m) }),
      async (n) => albums.push((await addAlbum(`More ${n}`, { parentId: idOf(n), position: 0 })).id),
      async (n) => {
        if (albums.length > 5) await system.albums.delete(idOf(n), { photos: 'keep' })
      },
      async (_, m) => system.users.update(ann.id, { level: m % 2 ? 2 : 0 }),
      async (n) => system.shares.create({ name: `Link ${n}`, albumIds: [idOf(n)] }),
    ]
    const compare = async () => {
      const { tree } = await followed.rightsOf(guest)
      const whole = await createAccessIndex({ reader: db.read }).rightsOf(guest)
      expect(plain(tree)).toEqual(plain(whole.tree))
    }
    await compare()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(changes.length - 1), fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 3 }),
        async (drawn) => {
          for (const [which, n, m] of drawn) {
            try {
              await changes[which]?.(n, m)
            } catch (error) {
              // A move into itself, an album that is gone: refused, and nothing changed.
              if (!(error instanceof VitrineError)) throw error
            }
          }
          await compare()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is read bit by bit where rights alone changed', async () => {
    const { system, db, addAlbum } = await openTestGallery()
    const album = await addAlbum('Private', { visibility: 'private' })
    const texts: string[] = []
    const reader = db.read.withPlugin({
      transformQuery: ({ node }) => {
        texts.push(JSON.stringify(node))
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const followed = createAccessIndex({ reader })
    await followed.rightsOf(guest)
    texts.length = 0
    await system.albums.update(album.id, { visibility: 'public' })
    const { tree, view } = await followed.rightsOf(guest)
    expect(view.visibleCount).toBe(1)
    expect(tree.ids).toEqual(Int32Array.of(album.id))
    const albums = texts.filter((text) => text.includes('inherits_grants'))
    expect(albums.length).toBe(1)
    expect(albums[0]).toContain('"where"')
  })
})
