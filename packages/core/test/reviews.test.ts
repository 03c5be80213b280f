import { expect, it } from 'vitest'
import { type Actor, guest, linkActor } from '../src/access/actor.ts'
import type { Scope } from '../src/access/scopes.ts'
import type { ActorGallery } from '../src/gallery.types.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

const idsOf = (items: readonly { id: number }[]) => items.map(({ id }) => id).sort((a, b) => a - b)

describeDialects('photos that are sent in for review', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant } = world
    const mia = await addUser('mia')
    const ed = await addUser('ed')
    const ben = await addUser('ben')
    const club = await addAlbum('Club')
    const other = await addAlbum('Other')
    await grant(club.id, [
      ['user', mia.id, 'view', 'submit'],
      ['user', ed.id, 'view', 'edit'],
    ])
    const there = await addPhoto(club.id, { tags: ['sea'] })
    return { ...world, mia, ed, ben, club, other, there }
  }

  /** Every number and list of one who looks. */
  const lookOf = async (as: ActorGallery, album: number) => ({
    photos: idsOf((await as.photos.list({ limit: 200 })).items),
    total: (await as.photos.list()).total,
    inAlbum: idsOf((await as.photos.list({ album })).items),
    counts: (await as.albums.get(album)).counts.photos,
    tags: (await as.tags.list()).items.map(({ name }) => name).sort(),
    found: idsOf((await as.photos.list({ q: 'harbour' })).items),
    recent: idsOf((await as.photos.list({ sort: '-addedAt' })).items),
  })

  it('AZ-36: are seen by their sender and by who may edit the album, and by nobody in any list or number', async () => {
    const { gallery, mia, ed, ben, club, there, addPhoto, system } = await build()
    await gallery.warmUp()
    const everybody = [system, mia.as, ed.as, ben.as, gallery.as(guest)]
    const before = await Promise.all(everybody.map((as) => lookOf(as, club.id)))
    const photo = await addPhoto(club.id, { as: mia.as, title: 'Harbour', tags: ['boats'] })
    expect(await Promise.all(everybody.map((as) => lookOf(as, club.id)))).toEqual(before)
    for (const as of [mia.as, ed.as, system]) {
      expect((await as.photos.get(photo.id)).title).toBe('Harbour')
      expect(await as.derivatives.open(photo.id, { size: 'thumb' })).toBeTruthy()
    }
    for (const as of [ben.as, gallery.as(guest)]) {
      await refusalOf(as.photos.get(photo.id), 'PHOTO_NOT_FOUND')
      await refusalOf(as.derivatives.open(photo.id, { size: 'thumb' }), 'PHOTO_NOT_FOUND')
      await refusalOf(as.photos.metadata(photo.id), 'PHOTO_NOT_FOUND')
    }
    expect(await gallery.verify()).toEqual([])

    const [review] = (await ed.as.reviews.list()).items
    expect(review).toMatchObject({
      photo: { id: photo.id },
      state: 'waiting',
      albumId: club.id,
      sender: { type: 'user', id: mia.id, name: 'mia' },
    })
    await ed.as.reviews.approve([photo.id])
    for (const as of everybody) {
      const look = await lookOf(as, club.id)
      expect(look).toMatchObject({
        photos: [there.id, photo.id],
        total: 2,
        inAlbum: [there.id, photo.id],
        counts: 2,
        tags: ['boats', 'sea'],
        found: [photo.id],
      })
    }
    expect(await gallery.verify()).toEqual([])
    expect((await mia.as.reviews.mine()).items.map(({ state }) => state)).toEqual(['approved'])
    await ed.as.reviews.reopen([photo.id])
    expect(await Promise.all(everybody.map((as) => lookOf(as, club.id)))).toEqual(before)
    expect(await gallery.verify()).toEqual([])
  })

  it('go back with a note, come again, or are taken back', async () => {
    const { mia, ed, ben, club, addPhoto } = await build()
    const [one, two] = [await addPhoto(club.id, { as: mia.as }), await addPhoto(club.id, { as: mia.as })]
    await ed.as.reviews.sendBack([one.id, two.id], ' Too dark. ')
    expect((await mia.as.reviews.mine()).items.map(({ photo, state, note }) => [photo.id, state, note])).toEqual([
      [two.id, 'returned', 'Too dark.'],
      [one.id, 'returned', 'Too dark.'],
    ])
    expect((await ed.as.reviews.list()).total).toBe(0)
    expect((await ed.as.reviews.list({ state: 'returned', limit: 1 })).items.map(({ photo }) => photo.id)).toEqual([
      one.id,
    ])
    await mia.as.reviews.sendAgain([one.id])
    await mia.as.reviews.withdraw([two.id])
    expect((await mia.as.reviews.mine()).items.map(({ photo, state }) => [photo.id, state])).toEqual([
      [one.id, 'waiting'],
    ])
    await refusalOf(mia.as.photos.get(two.id), 'PHOTO_NOT_FOUND')
    await ed.as.reviews.approve([one.id])
    // Approved is approved: twice changes nothing, and it is not its sender's to take back.
    await ed.as.reviews.approve([one.id])
    await mia.as.reviews.withdraw([one.id])
    expect((await ben.as.photos.get(one.id)).id).toBe(one.id)
  })

  it('AZ-23: are decided on by who may edit the album, all of them or none', async () => {
    const { mia, ed, ben, club, other, addPhoto, grant, system, gallery } = await build()
    await grant(other.id, [['user', mia.id, 'view', 'submit']])
    const mine = await addPhoto(club.id, { as: mia.as })
    const foreign = await addPhoto(other.id, { as: mia.as })
    await refusalOf(ed.as.reviews.approve([mine.id, foreign.id]), 'REVIEW_NOT_FOUND')
    await refusalOf(ed.as.reviews.approve([4_711]), 'REVIEW_NOT_FOUND')
    expect((await ed.as.reviews.list()).items.map(({ photo }) => photo.id)).toEqual([mine.id])
    expect((await system.reviews.list()).total).toBe(2)
    for (const call of [
      () => mia.as.reviews.approve([mine.id]),
      () => ben.as.reviews.sendBack([mine.id], 'No'),
      () => ben.as.reviews.withdraw([mine.id]),
      () => ed.as.reviews.sendAgain([mine.id]),
    ])
      await refusalOf(call(), 'REVIEW_NOT_FOUND')
    await refusalOf(ben.as.reviews.list(), 'FORBIDDEN')
    await refusalOf(gallery.as(guest).reviews.list(), 'UNAUTHENTICATED')
    const blank = await refusalOf(ed.as.reviews.sendBack([mine.id], ' '), 'INPUT_INVALID')
    expect(blank.issues[0]?.path).toBe('note')
    await Promise.all([ed.as.reviews.approve([mine.id]), system.reviews.approve([mine.id])])
    expect((await ben.as.albums.get(club.id)).counts.photos).toBe(2)
    expect(await gallery.verify()).toEqual([])
  })

  it('AU-26: are decided on, and sent in, by keys that were made for it', async () => {
    const { mia, ed, club, addPhoto, gallery } = await build()
    const programOf = async (as: ActorGallery, ...scopes: Scope[]) => {
      const { key } = await as.keys.create({ name: 'k', scopes, expiresInDays: 1 })
      return gallery.as((await gallery.keys.open(key)) as Actor)
    }
    const uploads = await programOf(mia.as, 'upload')
    const photo = await addPhoto(club.id, { as: uploads })
    expect((await mia.as.reviews.mine()).items.map(({ photo: { id }, sender }) => [id, sender])).toEqual([
      [photo.id, { type: 'user', id: mia.id, name: 'mia' }],
    ])
    const [reads, edits] = [await programOf(ed.as, 'read'), await programOf(ed.as, 'edit')]
    await refusalOf(reads.reviews.approve([photo.id]), 'SCOPE_MISSING')
    await refusalOf(uploads.reviews.approve([photo.id]), 'SCOPE_MISSING')
    await edits.reviews.sendBack([photo.id], 'Too dark')
    await refusalOf((await programOf(mia.as, 'read')).reviews.sendAgain([photo.id]), 'SCOPE_MISSING')
    await uploads.reviews.sendAgain([photo.id])
    await edits.reviews.approve([photo.id])
    expect((await gallery.as(guest).photos.get(photo.id)).id).toBe(photo.id)
  })

  it('AZ-23: an approved photo is taken out again by those alone who may edit all the albums that it came into', async () => {
    const { mia, ed, ben, club, other, addPhoto, system } = await build()
    const photo = await addPhoto(club.id, { as: mia.as })
    await ed.as.reviews.approve([photo.id])
    await system.photos.update(photo.id, { albumIds: [club.id, other.id] })
    await refusalOf(ed.as.reviews.reopen([photo.id]), 'REVIEW_NOT_FOUND')
    expect((await ben.as.photos.get(photo.id)).albumIds).toEqual([club.id, other.id])
    await system.reviews.reopen([photo.id])
    await refusalOf(ben.as.photos.get(photo.id), 'PHOTO_NOT_FOUND')
  })

  it('AZ-24, AZ-25: nothing gets into an album by way of a photo that is there', async () => {
    const { mia, club, other, addPhoto, addAlbum, grant, gallery, system } = await build()
    const secret = await addAlbum('Secret', { visibility: 'private' })
    await addPhoto(secret.id, { seed: 'same' })
    const seen = await addPhoto(other.id, { seed: 'seen' })
    for (const seed of ['same', 'seen']) {
      const { id } = await addPhoto(club.id, { as: mia.as, seed, onDuplicate: { by: 'checksum', action: 'link' } })
      expect(id).not.toBe(seen.id)
    }
    expect((await system.photos.get(seen.id)).albumIds).toEqual([other.id])
    expect((await system.reviews.list()).total).toBe(2)
    await refusalOf(addPhoto(other.id, { as: mia.as }), 'FORBIDDEN')
    await grant(club.id, [['user', mia.id, 'view', 'submit', 'upload']])
    expect((await gallery.as(guest).photos.get((await addPhoto(club.id, { as: mia.as })).id)).albumIds).toEqual([
      club.id,
    ])
  })

  it('come by a link and from guests, where they may, and are for those who decide alone', async () => {
    const { gallery, club, addPhoto, ed, system, ben } = await build()
    const { link } = await system.shares.create({
      name: 'Wedding guests',
      albumIds: [club.id],
      capabilities: ['submit'],
    })
    const visitor = gallery.as(linkActor(link.id))
    const photo = await addPhoto(club.id, { as: visitor, title: 'Cake' })
    expect(photo.title).toBe('Cake')
    await refusalOf(visitor.photos.get(photo.id), 'PHOTO_NOT_FOUND')
    expect((await visitor.reviews.mine()).items).toEqual([])
    const role = (await system.roles.list()).find(({ key }) => key === 'guest')
    await refusalOf(addPhoto(club.id, { as: gallery.as(guest) }), 'UNAUTHENTICATED')
    await system.roles.update(role?.id ?? 0, { visible: ['view', 'submit'] })
    await addPhoto(club.id, { as: gallery.as(guest) })
    expect((await ed.as.reviews.list()).items.map(({ sender }) => sender)).toEqual([
      { type: 'link', id: link.id, name: 'Wedding guests' },
      { type: 'guest' },
    ])
    await ed.as.reviews.approve([photo.id])
    expect((await visitor.photos.get(photo.id)).title).toBe('Cake')
    expect((await ben.as.photos.list({ album: club.id })).total).toBe(2)
  })

  it('UP-22: never go over a limit, however many come at once', async () => {
    const { mia, club, addPhoto, system, gallery } = await build()
    await addPhoto(club.id, { as: mia.as })
    expect(await mia.as.reviews.quota()).toBeNull()
    expect(await system.reviews.setQuota({ user: mia.id }, { maxPhotos: 3 })).toMatchObject({ maxPhotos: 3, photos: 1 })
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => addPhoto(club.id, { as: mia.as })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'QUOTA_EXCEEDED' })
    expect(await mia.as.reviews.quota()).toMatchObject({ maxPhotos: 3, photos: 3 })
    expect((await mia.as.reviews.mine()).total).toBe(3)
    expect(await gallery.verify()).toEqual([])
    // Refused before a byte of it is taken, and by a key of the same user no less.
    const { key } = await mia.as.keys.create({ name: 'k', scopes: ['upload'], expiresInDays: 1 })
    const program = gallery.as((await gallery.keys.open(key)) as Actor)
    expect(await program.reviews.quota()).toMatchObject({ maxPhotos: 3, photos: 3 })
    const announced = { album: club.id, fileName: 'a.jpg', bytes: 10 }
    for (const as of [mia.as, program]) await refusalOf(as.uploads.create(announced), 'QUOTA_EXCEEDED')
    await refusalOf(addPhoto(club.id, { as: program }), 'QUOTA_EXCEEDED')
    // Another limit forgets nothing of what was counted.
    expect(await system.reviews.setQuota({ user: mia.id }, { maxPhotos: 2 })).toMatchObject({ maxPhotos: 2, photos: 3 })
    const over = await refusalOf(system.reviews.setQuota('guests', { maxPhotos: 1e12 }), 'INPUT_INVALID')
    expect(over.issues[0]?.path).toBe('maxPhotos')
    const { bytes } = (await mia.as.reviews.quota()) ?? { bytes: 0 }
    await system.reviews.setQuota({ user: mia.id }, { maxBytes: bytes + 10 })
    await refusalOf(addPhoto(club.id, { as: mia.as }), 'QUOTA_EXCEEDED')
    expect(await system.reviews.setQuota({ user: mia.id }, {})).toBeNull()
    await addPhoto(club.id, { as: mia.as })
    await refusalOf(mia.as.reviews.setQuota({ user: mia.id }, {}), 'FORBIDDEN')
    await refusalOf(system.reviews.quotaOf({ link: 4_711 }), 'LINK_NOT_FOUND')
    expect(await system.reviews.setQuota('guests', { maxPhotos: 0 })).toMatchObject({ maxPhotos: 0, photos: 0 })
  })
})
