import { expect, it } from 'vitest'
import { guest as guestActor, userActor } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

const idsOf = (items: readonly { id: number }[]) => items.map(({ id }) => id)

describeDialects('favourites', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant, gallery } = world
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const open = await addAlbum('Open')
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    await grant(hidden.id, [['user', ann.id, 'view', 'share']])
    const photos = [await addPhoto(open.id), await addPhoto(hidden.id), await addPhoto(hidden.id)].map(({ id }) => id)
    const enter = async (key: string) => {
      const entered = await gallery.shares.enter({ key })
      if (!entered) throw new Error('The link did not open')
      return gallery.as(entered.actor)
    }
    const [one, two, three] = photos as [number, number, number]
    return { ...world, ann, ben, open, hidden, one, two, three, enter }
  }

  it('COM-10: are chosen, listed the last first, and taken out, each user its own', async () => {
    const { ann, ben, one, two, three } = await build()
    expect(await ann.as.favourites.add([one, two])).toBe(2)
    expect(await ann.as.favourites.add([two, three, three])).toBe(1)
    expect(await ann.as.favourites.get(one)).toEqual({ isFavourite: true, mayChoose: true })
    expect(await ben.as.favourites.get(one)).toEqual({ isFavourite: false, mayChoose: true })
    const page = await ann.as.favourites.list({ limit: 2 })
    expect([idsOf(page.items), page.total]).toEqual([[three, two], 3])
    const rest = await ann.as.favourites.list({ limit: 2, cursor: page.nextCursor ?? '' })
    expect([idsOf(rest.items), rest.nextCursor, rest.total]).toEqual([[one], null, 3])
    await refusalOf(ben.as.favourites.list({ cursor: page.nextCursor ?? '' }), 'CURSOR_INVALID')
    expect((await ben.as.favourites.list()).total).toBe(0)
    expect(await ann.as.favourites.remove([two, two, one])).toBe(2)
    expect(await ann.as.favourites.clear()).toBe(1)
    expect(await ann.as.favourites.clear()).toBe(0)
  })

  it('AZ-17, COM-10: are of photos that are seen: others cannot be chosen, and are neither listed nor counted once they are hidden', async () => {
    const { ann, ben, system, one, two, hidden } = await build()
    await refusalOf(ben.as.favourites.add([one, two]), 'PHOTO_NOT_FOUND')
    await refusalOf(ben.as.favourites.add([one, 4_711]), 'PHOTO_NOT_FOUND')
    await refusalOf(ben.as.favourites.get(two), 'PHOTO_NOT_FOUND')
    expect((await ben.as.favourites.list()).total).toBe(0)
    await ann.as.favourites.add([one, two])
    await system.albums.setGrants(hidden.id, { inherit: true, grants: [] })
    const left = await ann.as.favourites.list()
    expect([idsOf(left.items), left.total]).toEqual([[one], 1])
    await system.photos.delete([one])
    expect(await ann.as.favourites.list()).toMatchObject({ items: [], total: 0, nextCursor: null })
    // Not seen any more, it can still be taken out.
    expect(await ann.as.favourites.remove([two])).toBe(1)
    expect(await ann.as.favourites.clear()).toBe(1)
  })

  it('are nothing for guests, for links that do not allow them, and for keys that only read', async () => {
    const { ann, gallery, hidden, one, two, enter } = await build()
    const guest = gallery.as(guestActor)
    await refusalOf(guest.favourites.list(), 'UNAUTHENTICATED')
    await refusalOf(guest.favourites.add([one]), 'UNAUTHENTICATED')
    await refusalOf(guest.favourites.clear(), 'UNAUTHENTICATED')
    expect(await guest.favourites.get(one)).toEqual({ isFavourite: false, mayChoose: false })
    const { key } = await ann.as.shares.create({ name: 'x', albumIds: [hidden.id] })
    const as = await enter(key)
    await refusalOf(as.favourites.list(), 'FORBIDDEN')
    await refusalOf(as.favourites.add([two]), 'FORBIDDEN')
    await refusalOf(as.favourites.remove([two]), 'FORBIDDEN')
    expect(await as.favourites.get(two)).toEqual({ isFavourite: false, mayChoose: false })
    const { apiKey } = await ann.as.keys.create({ name: 'x', scopes: ['read'], expiresInDays: 1 })
    const byKey = gallery.as({ kind: 'apiKey', keyId: apiKey.id, userId: ann.id })
    expect((await byKey.favourites.list()).total).toBe(0)
    await refusalOf(byKey.favourites.add([one]), 'SCOPE_MISSING')
    const preview = gallery.asSystem('test').viewAs({ user: ann.id })
    await refusalOf(preview.favourites.add([one]), 'PREVIEW_READ_ONLY')
  })

  it('of a link are chosen by whoever comes by it, and looked at by whoever made it', async () => {
    const { ann, ben, system, hidden, one, two, three, enter } = await build()
    const draft = { name: 'Proofs', albumIds: [hidden.id], feedback: ['favourite'] as const }
    const { link, key } = await ann.as.shares.create(draft)
    const other = await ann.as.shares.create(draft)
    expect(link.feedback).toEqual(['favourite'])
    const as = await enter(key)
    expect(await as.favourites.add([two, three])).toBe(2)
    await refusalOf(as.favourites.add([one]), 'PHOTO_NOT_FOUND')
    expect(await as.favourites.get(two)).toEqual({ isFavourite: true, mayChoose: true })
    // Another visitor of the link has the same list, another link has its own, and so has the one who made them.
    expect(idsOf((await (await enter(key)).favourites.list()).items)).toEqual([three, two])
    expect((await (await enter(other.key)).favourites.list()).total).toBe(0)
    expect((await ann.as.favourites.list()).total).toBe(0)
    const chosen = await ann.as.favourites.ofLink(link.id)
    expect([idsOf(chosen.items), chosen.total]).toEqual([[three, two], 2])
    expect((await system.favourites.ofLink(link.id)).total).toBe(2)
    await refusalOf(ben.as.favourites.ofLink(link.id), 'LINK_NOT_FOUND')
    await refusalOf(as.favourites.ofLink(link.id), 'LINK_NOT_FOUND')
    await refusalOf(ann.as.favourites.ofLink(4_711), 'LINK_NOT_FOUND')
    await ann.as.shares.update(link.id, { feedback: [] })
    await refusalOf(as.favourites.list(), 'FORBIDDEN')
    // What was chosen stays, for those who asked.
    await ann.as.shares.revoke(link.id)
    expect((await ann.as.favourites.ofLink(link.id)).total).toBe(2)
  })

  it('go with the account, and are part of its export', async () => {
    const { ann, db, one, two, gallery } = await build()
    await ann.as.favourites.add([one, two])
    const { content } = await ann.as.account.export()
    let json = ''
    for await (const part of content) json += part
    expect(JSON.parse(json).favourites.map(({ photoId }: { photoId: number }) => photoId)).toEqual([one, two])
    await gallery.asSystem('test').users.delete(ann.id)
    expect(await db.read.selectFrom('favourites').selectAll().execute()).toEqual([])
    await refusalOf(gallery.as(userActor(ann.id)).favourites.list(), 'UNAUTHENTICATED')
  })

  it('are 10,000 at most', async () => {
    const { ann, db, one, two, three } = await build()
    await ann.as.favourites.add([one])
    // As if so many had been chosen: what counts is the number of rows.
    const fillers = (from: number) =>
      Array.from({ length: 1_000 }, (_, at) => ({ file_name: `many ${from + at}`, id: 100_000 + from + at }))
    const [pattern] = await db.read.selectFrom('photos').selectAll().where('id', '=', one).execute()
    for (let from = 0; from < 9_998; from += 1_000) {
      const part = fillers(from).slice(0, Math.min(1_000, 9_998 - from))
      for (let start = 0; start < part.length; start += 400)
        await db.write
          .insertInto('photos')
          .values(
            part.slice(start, start + 400).map((row) => ({ ...(pattern as NonNullable<typeof pattern>), ...row })),
          )
          .execute()
      await db.write
        .insertInto('favourites')
        .values(
          part.map(({ id }) => ({
            user_id: ann.id,
            link_id: null,
            photo_id: id,
            added_at: '2020-01-01T00:00:00.000Z',
          })),
        )
        .execute()
    }
    await refusalOf(ann.as.favourites.add([two, three]), 'INPUT_INVALID')
    expect(await ann.as.favourites.get(two)).toMatchObject({ isFavourite: false })
    expect(await ann.as.favourites.add([two])).toBe(1)
  })
})
