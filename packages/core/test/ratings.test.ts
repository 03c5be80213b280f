import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

describeDialects('ratings by those who look', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant, gallery, db, system } = world
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const open = await addAlbum('Open')
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    await grant(hidden.id, [['user', ann.id, 'view', 'share']])
    const [one, two] = [(await addPhoto(open.id)).id, (await addPhoto(hidden.id)).id]
    await system.ratings.setSettings({ enabled: true })
    /** The sums that are kept are those of the ratings there are. */
    const expectSums = async () => {
      const ratings = await db.read.selectFrom('photo_ratings').select(['photo_id', 'stars']).execute()
      for (const score of await db.read.selectFrom('photo_scores').selectAll().execute()) {
        const own = ratings.filter(({ photo_id }) => photo_id === score.photo_id)
        expect(score).toMatchObject({ stars: own.reduce((sum, { stars }) => sum + stars, 0), ratings: own.length })
      }
    }
    const enter = async (key: string) => {
      const entered = await gallery.shares.enter({ key })
      if (!entered) throw new Error('The link did not open')
      return gallery.as(entered.actor)
    }
    return { ...world, ann, ben, hidden, one, two, expectSums, enter }
  }

  it('COM-09: are given once by each, changed and taken back, and their average is told', async () => {
    const { ann, ben, gallery, one, expectSums } = await build()
    expect(await ann.as.ratings.get(one)).toEqual({ score: null, count: 0, own: null, mayRate: true })
    expect(await ann.as.ratings.set(one, 5)).toEqual({ score: 5, count: 1, own: 5, mayRate: true })
    expect(await ben.as.ratings.set(one, 2)).toEqual({ score: 3.5, count: 2, own: 2, mayRate: true })
    expect(await ben.as.ratings.set(one, 3)).toMatchObject({ score: 4, count: 2, own: 3 })
    await expectSums()
    expect(await gallery.as(guest).ratings.get(one)).toEqual({ score: 4, count: 2, own: null, mayRate: false })
    expect(await ann.as.ratings.set(one, 0)).toEqual({ score: 3, count: 1, own: null, mayRate: true })
    expect(await ann.as.ratings.set(one, 0)).toMatchObject({ count: 1 })
    await expectSums()
    for (const stars of [-1, 6, 2.5, Number.NaN]) await refusalOf(ann.as.ratings.set(one, stars), 'INPUT_INVALID')
    // The stars of the metadata are something else.
    expect((await ann.as.photos.get(one)).rating).toBeNull()
  })

  it('of the same user at the same moment are one', async () => {
    const { ann, ben, one, expectSums } = await build()
    await Promise.all(
      [1, 2, 3, 4, 5].flatMap((stars) => [ann.as.ratings.set(one, stars), ben.as.ratings.set(one, stars)]),
    )
    expect((await ann.as.ratings.get(one)).count).toBe(2)
    await expectSums()
  })

  it('are for photos that are seen, for users where they are on, and for links that say so', async () => {
    const { ann, ben, gallery, system, hidden, one, two, enter } = await build()
    await refusalOf(ben.as.ratings.get(two), 'PHOTO_NOT_FOUND')
    await refusalOf(ben.as.ratings.set(two, 4), 'PHOTO_NOT_FOUND')
    await refusalOf(ben.as.ratings.set(4_711, 4), 'PHOTO_NOT_FOUND')
    await refusalOf(gallery.as(guest).ratings.set(one, 4), 'UNAUTHENTICATED')
    await refusalOf(ben.as.ratings.setSettings({ enabled: true }), 'FORBIDDEN')
    await refusalOf(ben.as.ratings.settings(), 'FORBIDDEN')
    await ann.as.ratings.set(two, 5)

    const silent = await enter((await ann.as.shares.create({ name: 'x', albumIds: [hidden.id] })).key)
    await refusalOf(silent.ratings.set(two, 1), 'FORBIDDEN')
    const { link, key } = await ann.as.shares.create({ name: 'y', albumIds: [hidden.id], feedback: ['rate'] })
    const as = await enter(key)
    await refusalOf(as.ratings.set(one, 1), 'PHOTO_NOT_FOUND')
    await refusalOf(as.favourites.add([two]), 'FORBIDDEN')
    // Of what others think it learns nothing.
    expect(await as.ratings.set(two, 2)).toEqual({ score: null, count: 0, own: 2, mayRate: true })
    expect(await (await enter(key)).ratings.get(two)).toMatchObject({ own: 2 })
    expect(await ann.as.ratings.get(two)).toMatchObject({ score: 3.5, count: 2, own: 5 })
    const ofLink = await ann.as.ratings.ofLink(link.id)
    expect([ofLink.items.map(({ photo, stars }) => [photo.id, stars]), ofLink.total]).toEqual([[[two, 2]], 1])
    await refusalOf(ben.as.ratings.ofLink(link.id), 'LINK_NOT_FOUND')
    await refusalOf(as.ratings.ofLink(link.id), 'LINK_NOT_FOUND')

    await system.ratings.setSettings({ enabled: false })
    expect(await system.ratings.settings()).toEqual({ enabled: false })
    await refusalOf(ann.as.ratings.set(two, 1), 'FORBIDDEN')
    expect(await ann.as.ratings.get(two)).toEqual({ score: null, count: 0, own: null, mayRate: false })
    // A link says so for itself.
    expect(await as.ratings.set(two, 4)).toMatchObject({ own: 4 })
  })

  it('go with the account, are part of its export, and leave the sums right', async () => {
    const { ann, ben, one, two, system, gallery, db, expectSums } = await build()
    await ann.as.ratings.set(one, 5)
    await ann.as.ratings.set(two, 4)
    await ben.as.ratings.set(one, 1)
    let json = ''
    for await (const part of (await ann.as.account.export()).content) json += part
    expect(JSON.parse(json).ratings.map(({ photoId, stars }: Record<string, number>) => [photoId, stars])).toEqual([
      [one, 5],
      [two, 4],
    ])
    await system.users.delete(ann.id)
    expect(await ben.as.ratings.get(one)).toMatchObject({ score: 1, count: 1 })
    await expectSums()
    expect(await db.read.selectFrom('photo_ratings').select('user_id').execute()).toEqual([{ user_id: ben.id }])
    await system.photos.delete([one])
    await refusalOf(gallery.as(ben.actor).ratings.get(one), 'PHOTO_NOT_FOUND')
  })
})
