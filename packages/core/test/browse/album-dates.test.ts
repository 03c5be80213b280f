import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import type { Album } from '../../src/albums/album.types.ts'
import type { ActorGallery } from '../../src/gallery.types.ts'
import { describeDialects } from '../dialects.ts'

describeDialects('dates of albums', ({ openTestGallery }) => {
  it('AZ-10, BRW-03: are those of the photos that each viewer sees, and follow them', async () => {
    const world = await openTestGallery()
    const { system, gallery, clock } = world
    const top = await world.addAlbum('Top')
    const inner = await world.addAlbum('Inner', { parentId: top.id })
    const hidden = await world.addAlbum('Hidden', { parentId: top.id, visibility: 'private' })
    const empty = await world.addAlbum('Empty')
    const addedAt: string[] = []
    const add = async (album: number, taken: string) => {
      clock.advance(60_000)
      addedAt.push(clock().toISOString())
      return (await world.addPhoto(album, { taken })).id
    }
    const old = await add(top.id, '2001:02:03 23:30:00')
    await add(inner.id, '2010:05:06 10:00:00')
    await add(hidden.id, '1995:01:01 10:00:00')
    const late = await add(hidden.id, '2030:01:01 10:00:00')
    const family = await world.addUser('family', { level: 4 })
    await world.grant(hidden.id, [['user', family.id, 'view']])

    const datesOf = async (viewer: ActorGallery, { id }: Album) => {
      const { dates, newestAt } = await viewer.albums.get(id)
      return [dates?.from, dates?.to, newestAt]
    }
    const visitor = gallery.as(guest)
    expect(await datesOf(visitor, top)).toEqual(['2001-02-03', '2010-05-06', addedAt[1]])
    expect(await datesOf(visitor, inner)).toEqual(['2010-05-06', '2010-05-06', addedAt[1]])
    expect(await datesOf(visitor, empty)).toEqual([undefined, undefined, null])
    expect(await datesOf(family.as, top)).toEqual(['1995-01-01', '2030-01-01', addedAt[3]])
    expect(await datesOf(system, hidden)).toEqual(['1995-01-01', '2030-01-01', addedAt[3]])

    await system.photos.update(old, { level: 4 })
    expect(await datesOf(visitor, top)).toEqual(['2010-05-06', '2010-05-06', addedAt[1]])
    expect(await datesOf(family.as, top)).toEqual(['1995-01-01', '2030-01-01', addedAt[3]])
    await system.photos.delete([late])
    expect(await datesOf(family.as, top)).toEqual(['1995-01-01', '2010-05-06', addedAt[2]])
    await system.photos.update(old, { albumIds: [empty.id], level: 0 })
    expect(await datesOf(visitor, empty)).toEqual(['2001-02-03', '2001-02-03', addedAt[0]])
    expect(await datesOf(visitor, top)).toEqual(['2010-05-06', '2010-05-06', addedAt[1]])
    await system.albums.move(hidden.id, { parentId: empty.id })
    expect(await datesOf(family.as, top)).toEqual(['2010-05-06', '2010-05-06', addedAt[1]])
    expect(await datesOf(family.as, empty)).toEqual(['1995-01-01', '2001-02-03', addedAt[2]])
    await system.albums.setGrants(hidden.id, { inherit: true, grants: [] })
    expect(await datesOf(family.as, empty)).toEqual(['2001-02-03', '2001-02-03', addedAt[0]])
  })
})
