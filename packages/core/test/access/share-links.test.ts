import { expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const day = 24 * 3_600_000
const idsOf = (items: readonly { id: number }[]) => items.map(({ id }) => id).sort((a, b) => a - b)

describeDialects('what share links open', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant, gallery } = world
    const ann = await addUser('ann', { level: 2 })
    const top = await addAlbum('Top', { visibility: 'private' })
    const below = await addAlbum('Below', { parentId: top.id })
    const beside = await addAlbum('Beside', { visibility: 'private' })
    await grant(top.id, [['user', ann.id, 'view', 'download', 'share']])
    await grant(beside.id, [['user', ann.id, 'view']])
    const photos = {
      one: await addPhoto(top.id, { tags: ['sea'] }),
      two: await addPhoto(top.id, { level: 2 }),
      below: await addPhoto(below.id),
      beside: await addPhoto(beside.id),
    }
    const enter = async (key: string, rest: { password?: string; address?: string; userAgent?: string } = {}) => {
      const entered = await gallery.shares.enter({ key, ...rest })
      return entered && { ...entered, as: gallery.as(entered.actor) }
    }
    return { ...world, ann, top, below, beside, photos, enter }
  }

  it('PR-14: an album alone, or with what is below it where that was chosen', async () => {
    const { ann, top, below, photos, enter } = await build()
    const alone = await ann.as.shares.create({ name: 'Alone', albumIds: [top.id] })
    expect(alone.link.withBelow).toBe(false)
    const as = (await enter(alone.key))?.as
    expect(idsOf((await as?.photos.list())?.items ?? [])).toEqual([photos.one.id])
    await refusalOf(as?.albums.get(below.id) as Promise<unknown>, 'ALBUM_NOT_FOUND')
    expect((await as?.albums.get(top.id))?.counts).toMatchObject({ photos: 1, photosBelow: 1, albums: 0 })

    const tree = await ann.as.shares.create({ name: 'Tree', albumIds: [top.id], withBelow: true })
    const wide = (await enter(tree.key))?.as
    expect(idsOf((await wide?.photos.list())?.items ?? [])).toEqual([photos.one.id, photos.below.id])
  })

  it('PR-12: photos, without any album, tag or neighbour that the link was not made for', async () => {
    const { ann, top, photos, enter, gallery } = await build()
    const ids = [photos.one.id, photos.below.id]
    const { link, key } = await ann.as.shares.create({ name: 'Picked', photoIds: ids, capabilities: ['download'] })
    expect(link).toMatchObject({ grants: [], photos: { count: 2, query: null, capabilities: ['view', 'download'] } })
    await gallery.warmUp()
    const as = (await enter(key))?.as as NonNullable<Awaited<ReturnType<typeof enter>>>['as']
    for (const sort of ['-takenAt', 'title'] as const)
      expect(idsOf((await as.photos.list({ sort })).items)).toEqual(ids)
    expect((await as.photos.list()).total).toBe(2)
    expect((await as.albums.list({ parent: null })).total).toBe(0)
    await refusalOf(as.albums.get(top.id), 'ALBUM_NOT_FOUND')
    const photo = await as.photos.get(photos.one.id)
    expect(photo).toMatchObject({ albumIds: [], capabilities: ['view', 'download'] })
    expect((await as.tags.list()).items.map(({ name }) => name)).toEqual(['sea'])
    expect((await as.photos.list({ q: 'tag:sea' })).items.map(({ id }) => id)).toEqual([photos.one.id])
    expect((await as.photos.neighbours(photos.one.id, {})).total).toBe(2)
    for (const other of [photos.two.id, photos.beside.id]) await refusalOf(as.photos.get(other), 'PHOTO_NOT_FOUND')
    expect(await as.photos.original(photos.one.id)).toBeTruthy()
    await refusalOf(as.photos.update(photos.one.id, { title: 'x' }), 'FORBIDDEN')
    await refusalOf(as.shares.create({ name: 'x', photoIds: ids }), 'FORBIDDEN')
  })

  it('PR-11: all of one’s own are ended at once, or, by administrators, all there are', async () => {
    const { ann, top, system, gallery, addUser, grant, db } = await build()
    const ben = await addUser('ben')
    await grant(top.id, [
      ['user', ann.id, 'view', 'share'],
      ['user', ben.id, 'view', 'share'],
    ])
    const draft = { name: 'x', albumIds: [top.id] }
    const mine = [await ann.as.shares.create(draft), await ann.as.shares.create({ ...draft, password: 'tide pool' })]
    const other = await ben.as.shares.create(draft)
    const grantsLeft = async () => {
      const rows = await db.read
        .selectFrom('album_grants')
        .select('principal_id')
        .where('principal_type', '=', 'link')
        .execute()
      return rows.map((row) => row.principal_id)
    }
    await refusalOf(ann.as.shares.revokeAll({ everybody: true }), 'FORBIDDEN')
    await refusalOf(gallery.as({ kind: 'link', linkId: other.link.id }).shares.revokeAll(), 'FORBIDDEN')
    expect(await ann.as.shares.revokeAll()).toBe(2)
    for (const { key } of mine) expect(await gallery.shares.look(key)).toBeNull()
    expect(await gallery.shares.open(other.key)).not.toBeNull()
    expect(await grantsLeft()).toEqual([other.link.id])
    expect(await ann.as.shares.revokeAll()).toBe(0)
    expect(await system.shares.revokeAll({ everybody: true })).toBe(1)
    expect(await gallery.shares.open(other.key)).toBeNull()
    expect(await grantsLeft()).toEqual([])
    // Made anew it is another link: the old address stays shut.
    const again = await ben.as.shares.create(draft)
    expect(again.key).not.toBe(other.key)
    expect(await gallery.shares.open(other.key)).toBeNull()
  })

  it('PR-12: what fits a query at this moment, of what its maker may share', async () => {
    const { ann, top, photos, enter, addPhoto, system, grant, gallery } = await build()
    const { link, key } = await ann.as.shares.create({ name: 'Sea', query: ' tag:sea ', capabilities: ['download'] })
    const opened = { count: null, query: 'tag:sea', capabilities: ['view', 'download'] }
    expect(link).toMatchObject({ grants: [], photos: opened })
    expect((await ann.as.shares.list()).items[0]?.photos).toEqual(opened)
    const as = (await enter(key))?.as as NonNullable<Awaited<ReturnType<typeof enter>>>['as']
    const seen = async () => idsOf((await as.photos.list()).items)
    expect(await seen()).toEqual([photos.one.id])
    expect((await as.photos.get(photos.one.id)).capabilities).toEqual(['view', 'download'])
    const next = await addPhoto(top.id, { tags: ['sea'] })
    await addPhoto(top.id, { tags: ['sea'], level: 1 })
    // Seen by the maker, who may not share it.
    await system.photos.update(photos.beside.id, { tags: ['sea'] })
    expect(await seen()).toEqual([photos.one.id, next.id])
    await gallery.warmUp()
    expect(await seen()).toEqual([photos.one.id, next.id])
    await system.photos.update(photos.one.id, { tags: [] })
    expect(await seen()).toEqual([next.id])
    expect((await as.photos.list()).total).toBe(1)
    for (const hidden of [photos.one, photos.beside]) await refusalOf(as.photos.get(hidden.id), 'PHOTO_NOT_FOUND')
    expect((await as.albums.list({ parent: null })).total).toBe(0)
    await grant(top.id, [['user', ann.id, 'view', 'share']])
    expect((await as.photos.get(next.id)).capabilities).toEqual(['view'])
    await refusalOf(as.photos.original(next.id), 'FORBIDDEN')
    await grant(top.id, [['user', ann.id, 'view']])
    expect(await seen()).toEqual([])

    await refusalOf(ann.as.shares.create({ name: 'x', query: 'tag:sea' }), 'FORBIDDEN')
    for (const [draft, path] of [
      [{ query: ' ' }, 'query'],
      [{ query: 'a'.repeat(4_001) }, 'query'],
      [{ query: 'sea', albumIds: [top.id] }, 'query'],
      [{ query: 'sea', photoIds: [photos.one.id] }, 'query'],
      [{ query: 'sea', capabilities: ['upload'] }, 'capabilities'],
    ] as const)
      expect(
        (await refusalOf(system.shares.create({ name: 'x', ...draft } as never), 'INPUT_INVALID')).issues[0]?.path,
      ).toBe(path)
  })

  it('PR-13: a photo goes from a link with the right of its maker to share it, and with the photo', async () => {
    const { ann, top, photos, enter, system, grant } = await build()
    const { key } = await ann.as.shares.create({ name: 'One', photoIds: [photos.one.id, photos.below.id], level: 2 })
    const as = (await enter(key))?.as as NonNullable<Awaited<ReturnType<typeof enter>>>['as']
    const seen = async () => idsOf((await as.photos.list()).items)
    expect(await seen()).toEqual([photos.one.id, photos.below.id])
    await system.photos.delete([photos.below.id])
    expect(await seen()).toEqual([photos.one.id])
    await system.photos.update(photos.one.id, { level: 4 })
    expect(await seen()).toEqual([])
    await system.photos.update(photos.one.id, { level: 0 })
    expect(await seen()).toEqual([photos.one.id])
    await grant(top.id, [['user', ann.id, 'view']])
    expect(await seen()).toEqual([])
    await refusalOf(as.derivatives.open(photos.one.id, { size: 'thumb' }), 'PHOTO_NOT_FOUND')
  })

  it('AZ-37: nobody shares what it may not share', async () => {
    const { ann, photos, top } = await build()
    await refusalOf(ann.as.shares.create({ name: 'x', photoIds: [photos.one.id, 4_711] }), 'PHOTO_NOT_FOUND')
    await refusalOf(ann.as.shares.create({ name: 'x', photoIds: [photos.one.id, photos.beside.id] }), 'FORBIDDEN')
    for (const [draft, path] of [
      [{ photoIds: [photos.one.id], capabilities: ['upload'] }, 'capabilities'],
      [{ photoIds: [photos.one.id], albumIds: [top.id] }, 'photoIds'],
      [{ albumIds: [top.id], capabilities: ['upload'] }, 'albumIds.0'],
      [{ albumIds: [top.id], password: 'abc' }, 'password'],
      [{ albumIds: [top.id], maxUses: 0 }, 'maxUses'],
      [{ albumIds: [top.id], recipient: '' }, 'recipient'],
    ] as const)
      expect(
        (await refusalOf(ann.as.shares.create({ name: 'x', ...draft } as never), 'INPUT_INVALID')).issues[0]?.path,
      ).toBe(path)
  })

  it('PR-08: nothing without the password, and few guesses', async () => {
    const { gallery, ann, top, enter, db } = await build()
    const { link, key } = await ann.as.shares.create({ name: 'Secret', albumIds: [top.id], password: 'tide pool' })
    expect(link.hasPassword).toBe(true)
    expect(JSON.stringify(await db.read.selectFrom('share_links').selectAll().execute())).not.toContain('tide pool')
    expect(JSON.stringify(await db.read.selectFrom('changes').selectAll().execute())).not.toContain('tide pool')
    expect(await gallery.shares.look(key)).toEqual({ needsPassword: true, isLimited: false })
    expect(await gallery.shares.open(key)).toBeNull()
    for (const password of [undefined, '', 'wrong', 7 as never])
      await refusalOf(gallery.shares.enter({ key, password }), 'LINK_PASSWORD_INVALID')
    const entered = await enter(key, { password: 'tide pool' })
    expect(await gallery.shares.open(entered?.key ?? '')).toEqual({ kind: 'link', linkId: link.id })
    expect(await gallery.shares.open(key)).toBeNull()
    for (const wrong of [`${entered?.key}x`, `${key}.`, `${key}.vv_${'x'.repeat(43)}`, `${entered?.key}.a`])
      expect(await gallery.shares.open(wrong)).toBeNull()
    const address = '203.0.113.9'
    for (let guess = 0; guess < 10; guess++)
      await refusalOf(gallery.shares.enter({ key, password: `${guess}`, address }), 'LINK_PASSWORD_INVALID')
    await refusalOf(gallery.shares.enter({ key, password: 'tide pool', address }), 'RATE_LIMITED')
    expect(await enter(key, { password: 'tide pool', address: '198.51.100.7' })).not.toBeNull()
  })

  it('PR-09: one password opens one link, though another has the same', async () => {
    const { gallery, ann, top, enter } = await build()
    const draft = { name: 'Same', albumIds: [top.id], password: 'tide pool' }
    const [one, two] = [await ann.as.shares.create(draft), await ann.as.shares.create(draft)]
    const entered = await enter(one.key, { password: 'tide pool' })
    const visit = entered?.key.split('.')[1]
    expect(await gallery.shares.open(`${one.key}.${visit}`)).not.toBeNull()
    expect(await gallery.shares.open(`${two.key}.${visit}`)).toBeNull()
  })

  it('PR-10: another password, or no download, holds from the next request on', async () => {
    const { gallery, ann, top, photos, enter } = await build()
    const { link, key } = await ann.as.shares.create({
      name: 'Changing',
      albumIds: [top.id],
      capabilities: ['download'],
      password: 'tide pool',
    })
    const entered = await enter(key, { password: 'tide pool' })
    expect(await entered?.as.photos.original(photos.one.id)).toBeTruthy()
    await ann.as.shares.update(link.id, { capabilities: ['view'] })
    await refusalOf(entered?.as.photos.original(photos.one.id) as Promise<unknown>, 'FORBIDDEN')
    await ann.as.shares.update(link.id, { password: 'rock pool' })
    expect(await gallery.shares.open(entered?.key ?? '')).toBeNull()
    await refusalOf(gallery.shares.enter({ key, password: 'tide pool' }), 'LINK_PASSWORD_INVALID')
    expect(await enter(key, { password: 'rock pool' })).not.toBeNull()
    expect((await ann.as.shares.update(link.id, { password: null, name: 'Open' })).hasPassword).toBe(false)
    expect(await gallery.shares.open(key)).not.toBeNull()
    const more = ann.as.shares.update(link.id, { capabilities: ['upload'] })
    expect((await refusalOf(more, 'INPUT_INVALID')).issues[0]?.path).toBe('capabilities')
  })

  it('open for so many visits, and count those of one browser once', async () => {
    const { gallery, ann, top, enter } = await build()
    const { link, key } = await ann.as.shares.create({ name: 'Twice', albumIds: [top.id], maxUses: 2 })
    expect(await gallery.shares.look(key)).toEqual({ needsPassword: false, isLimited: true })
    expect(await gallery.shares.open(key)).toBeNull()
    const first = await enter(key, { address: '203.0.113.42', userAgent: 'Fern/1.0' })
    expect((await enter(first?.key ?? ''))?.key).toBe(first?.key)
    const rest = await Promise.all(Array.from({ length: 4 }, () => enter(key)))
    expect(rest.filter((each) => each !== null)).toHaveLength(1)
    expect(await gallery.shares.look(key)).toBeNull()
    expect(await gallery.shares.open(first?.key ?? '')).not.toBeNull()
    expect(await ann.as.shares.get(link.id)).toMatchObject({ uses: 2, maxUses: 2 })
    await ann.as.shares.update(link.id, { maxUses: 3 })
    expect(await enter(key)).not.toBeNull()
  })

  it('PR-20: visits are for the maker and administrators, shortened, and gone after their time', async () => {
    const { ann, top, enter, addUser, system, clock, db } = await build()
    const { link, key } = await ann.as.shares.create({ name: 'Seen', albumIds: [top.id] })
    await enter(key, { address: '203.0.113.42', userAgent: 'Fern/1.0' })
    clock.advance(60_000)
    await enter(key, { address: '2001:db8:7:8::9' })
    const { items, total } = await ann.as.shares.visits(link.id)
    expect(total).toBe(2)
    expect(items.map(({ network, userAgent }) => [network, userAgent])).toEqual([
      ['2001:db8:7::', null],
      ['203.0.113.0', 'Fern/1.0'],
    ])
    expect(JSON.stringify(await db.read.selectFrom('share_visits').selectAll().execute())).not.toContain('.42')
    const page = await ann.as.shares.visits(link.id, { limit: 1 })
    const rest = await ann.as.shares.visits(link.id, { limit: 1, cursor: page.nextCursor ?? '' })
    expect([...page.items, ...rest.items]).toEqual(items)
    const ben = await addUser('ben')
    await refusalOf(ben.as.shares.visits(link.id), 'LINK_NOT_FOUND')
    clock.advance(91 * day)
    expect((await system.shares.visits(link.id)).items).toEqual([])
    await enter(key)
    expect(await db.read.selectFrom('share_visits').selectAll().execute()).toHaveLength(1)
    expect((await system.shares.get(link.id)).uses).toBe(3)
  })

  it('PR-06, PR-07: end at once, also for who is in; a link made again is another', async () => {
    const { gallery, ann, top, photos, enter, clock } = await build()
    const expiresAt = new Date(clock().getTime() + day).toISOString()
    const draft = { name: 'Short', photoIds: [photos.one.id], password: 'tide pool', expiresAt }
    const { key } = await ann.as.shares.create(draft)
    const entered = await enter(key, { password: 'tide pool' })
    clock.advance(day)
    expect(await gallery.shares.look(key)).toBeNull()
    expect(await gallery.shares.hasEnded(key)).toBe(true)
    expect(await gallery.shares.open(entered?.key ?? '')).toBeNull()
    await refusalOf(entered?.as.photos.list() as Promise<unknown>, 'UNAUTHENTICATED')
    await refusalOf(
      entered?.as.derivatives.open(photos.one.id, { size: 'thumb' }) as Promise<unknown>,
      'UNAUTHENTICATED',
    )

    const again = { name: 'Again', albumIds: [top.id] }
    const first = await ann.as.shares.create(again)
    await ann.as.shares.revoke(first.link.id)
    const second = await ann.as.shares.create(again)
    expect(second.key).not.toBe(first.key)
    expect(await gallery.shares.open(first.key)).toBeNull()
    expect(await gallery.shares.open(second.key)).not.toBeNull()
    expect(await gallery.shares.hasEnded(first.key)).toBe(true)
    for (const other of [second.key, `${first.key}x`, `vl_${'0'.repeat(43)}`, 'x', ''])
      expect(await gallery.shares.hasEnded(other), other).toBe(false)
  })

  it('go all at once from an album, those of others for who manages it', async () => {
    const { gallery, ann, top, beside, addUser, grant, system } = await build()
    const ben = await addUser('ben')
    await grant(top.id, [
      ['user', ann.id, 'view', 'share'],
      ['user', ben.id, 'view', 'share', 'manage'],
    ])
    const mine = await ann.as.shares.create({ name: 'Ann', albumIds: [top.id] })
    const two = await system.shares.create({ name: 'Two albums', albumIds: [top.id, beside.id] })
    expect((await ann.as.shares.list({ album: top.id })).items.map(({ name }) => name)).toEqual(['Ann'])
    expect((await ben.as.shares.list({ album: top.id })).items.map(({ name }) => name)).toEqual(['Two albums', 'Ann'])
    await refusalOf(ann.as.shares.list({ album: beside.id }), 'FORBIDDEN')
    await refusalOf(ann.as.shares.revokeAllOf(4_711), 'ALBUM_NOT_FOUND')
    expect(await ben.as.shares.revokeAllOf(top.id)).toBe(2)
    expect(await gallery.shares.open(mine.key)).toBeNull()
    const left = gallery.as((await gallery.shares.open(two.key)) as Actor)
    expect(idsOf((await left.albums.list({ parent: null })).items)).toEqual([beside.id])
    expect(await ben.as.shares.revokeAllOf(top.id)).toBe(0)
  })

  it('say why a photo is seen by a link or not', async () => {
    const { ann, top, photos, system, grant } = await build()
    const { link } = await ann.as.shares.create({ name: 'Why', photoIds: [photos.one.id], capabilities: ['download'] })
    const explain = (photo: number) => system.rights.explain({ link: link.id }, { photo })
    expect(await explain(photos.one.id)).toMatchObject({ sees: true, capabilities: ['view', 'download'] })
    expect(await explain(photos.below.id)).toMatchObject({ sees: false, reasons: [{ kind: 'not-in-link' }] })
    await grant(top.id, [['user', ann.id, 'view']])
    expect(await explain(photos.one.id)).toMatchObject({ sees: false, reasons: [{ kind: 'not-shared' }] })
  })
})
