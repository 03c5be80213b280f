import { expect, it } from 'vitest'
import { guest, systemActor } from '../../src/access/actor.ts'
import { toSlots } from '../../src/sets/bits.ts'
import type { Catalogue } from '../../src/sets/catalogue.types.ts'
import { describeDialects } from '../dialects.ts'
import { openSets } from './sets-world.ts'

const idsOf = (catalogue: Catalogue, slots: ArrayLike<number>): number[] =>
  Array.from(slots, (slot) => catalogue.ids[slot] as number).sort((a, b) => a - b)

describeDialects('the catalogue', ({ openTestGallery }) => {
  it('holds every photo, and follows each change of another process', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto, database, db } = world
    const [a, b] = [await addAlbum('A'), await addAlbum('B', { visibility: 'private' })]
    const first = await addPhoto(a.id, { tags: ['sea', 'sun'], taken: '2020:01:31 10:00:00' })
    const second = await addPhoto(b.id, { level: 4 })
    const { sets, access } = openSets(db, database.support())
    expect(await sets.current()).toBeNull()
    let catalogue = await sets.ready()
    expect(idsOf(catalogue, catalogue.inAlbum(a.id))).toEqual([first.id])
    expect(catalogue.albumsOf(catalogue.slotOf(second.id) as number)).toHaveLength(1)
    const slot = catalogue.slotOf(first.id) as number
    expect(catalogue.createdDay[slot]).toBe(Date.UTC(2020, 0, 31) / 86_400_000)
    expect(catalogue.widthsPx[slot]).toBe(12)
    const visible = async () => {
      catalogue = (await sets.current()) as Catalogue
      const seen = async (actor: typeof guest | ReturnType<typeof systemActor>) =>
        idsOf(catalogue, toSlots(sets.visible(await access.rightsOf(actor), catalogue)))
      return { guest: await seen(guest), system: await seen(systemActor('test')) }
    }
    expect(await visible()).toEqual({ guest: [first.id], system: [first.id, second.id] })

    const third = await addPhoto(a.id)
    expect(await visible()).toEqual({ guest: [first.id, third.id], system: [first.id, second.id, third.id] })
    await system.photos.update(first.id, { level: 1, tags: ['sea'], rating: 3 })
    expect(await visible()).toEqual({ guest: [third.id], system: [first.id, second.id, third.id] })
    expect(catalogue.ratings[slot]).toBe(3)
    const counts = new Int32Array(100)
    expect(catalogue.countTags(Int32Array.of(slot), 0, 1, { counts })).toBe(0)
    expect(counts.filter((count) => count > 0)).toEqual(Int32Array.of(1))
    await system.photos.update(third.id, { albumIds: [b.id] })
    expect((await visible()).guest).toEqual([])
    expect(idsOf(catalogue, catalogue.inAlbum(b.id))).toEqual([second.id, third.id])
    await system.albums.update(b.id, { visibility: 'public' })
    expect((await visible()).guest).toEqual([third.id])
    await system.albums.delete(a.id, { photos: 'keep' })
    await visible()
    expect(catalogue.inAlbum(a.id)).toHaveLength(0)
    expect(catalogue.albumsOf(slot)).toHaveLength(0)
    await system.photos.delete([third.id])
    expect(await visible()).toEqual({ guest: [], system: [first.id, second.id] })
    await sets.close()
    expect(await sets.current()).toBeNull()
  })
})
