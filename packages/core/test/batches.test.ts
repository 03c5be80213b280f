import { expect, it } from 'vitest'
import { guest as guestActor } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

/** Refused, naming the field. */
const faultOf = async (promise: Promise<unknown>, path: string): Promise<void> => {
  expect((await refusalOf(promise, 'INPUT_INVALID')).issues.map((issue) => issue.path)).toEqual([path])
}

const never = '00000000-0000-4000-8000-000000000000'

describeDialects('batches', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant } = world
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const sea = await addAlbum('Sea')
    const land = await addAlbum('Land')
    const attic = await addAlbum('Attic', { visibility: 'private' })
    await grant(sea.id, [['user', ann.id, 'view', 'edit', 'organise', 'manage', 'upload']])
    await grant(land.id, [['user', ann.id, 'view', 'edit', 'organise']])
    const photos = [await addPhoto(sea.id), await addPhoto(sea.id), await addPhoto(land.id), await addPhoto(attic.id)]
    const [one, two, three, hidden] = photos.map(({ id }) => id) as [number, number, number, number]
    return { ...world, ann, ben, sea, land, attic, one, two, three, hidden }
  }
  type World = Awaited<ReturnType<typeof build>>
  const tagsOf = async ({ system }: World, id: number) => (await system.photos.get(id)).tags.map(({ name }) => name)
  const countsOf = async ({ system }: World, id: number) => (await system.albums.get(id)).counts.photos

  it('change all photos of a list at once, and are undone as one', async () => {
    const world = await build()
    const { ann, system, sea, one, two, three } = world
    await system.photos.update(one, { tags: ['Coast', 'Old'], title: 'First' })
    const change = {
      set: { author: 'Ann', title: null },
      addTags: ['Brittany', 'coast'],
      removeTags: ['old', 'Nowhere'],
    }

    const looked = await ann.as.batch.run({ select: { album: sea.id }, change, dryRun: true })
    expect(looked).toMatchObject({ batchId: null, isDryRun: true, photos: 2, changed: 2, forbidden: 0 })
    expect(looked.sample.map(({ photoId }) => photoId)).toEqual([one, two])
    expect(looked.sample[0]).toMatchObject({
      before: { author: null, title: 'First' },
      after: { author: 'Ann', title: null },
    })
    expect(await tagsOf(world, one)).toEqual(['Coast', 'Old'])

    const run = await ann.as.batch.run({ select: { album: sea.id }, change, expectedPhotos: 2 })
    expect(run).toMatchObject({ isDryRun: false, photos: 2, changed: 2 })
    expect([await tagsOf(world, one), await tagsOf(world, two), await tagsOf(world, three)]).toEqual([
      ['Brittany', 'Coast'],
      ['Brittany', 'Coast'],
      [],
    ])
    expect((await ann.as.photos.list({ q: 'author:ann tag:brittany' })).total).toBe(2)
    expect(await ann.as.batch.get(run.batchId ?? '')).toMatchObject({
      kind: 'change',
      change: { ...change, addTags: ['Brittany', 'coast'] },
      photos: 2,
      actor: { kind: 'user', id: ann.id, name: 'ann' },
      undoneBy: null,
    })

    const undone = await ann.as.batch.undo(run.batchId ?? '')
    expect(undone).toMatchObject({ changed: 2, kept: 0 })
    expect([await tagsOf(world, one), await tagsOf(world, two)]).toEqual([['Coast', 'Old'], []])
    expect(await system.photos.get(one)).toMatchObject({ title: 'First', author: null })
    expect((await ann.as.photos.list({ q: 'author:ann' })).total).toBe(0)
    await refusalOf(ann.as.batch.undo(run.batchId ?? ''), 'BATCH_UNDONE')

    // What undoes can be undone, and then the first one stands again.
    await ann.as.batch.undo(undone.batchId ?? '')
    expect(await tagsOf(world, two)).toEqual(['Brittany', 'Coast'])
    const { items } = await ann.as.batch.list()
    expect(items.map(({ kind, undoes, undoneBy }) => [kind, undoes, undoneBy !== null])).toEqual([
      ['undo', undone.batchId, false],
      ['undo', run.batchId, true],
      ['change', null, false],
    ])
  })

  it('leave what was changed since as it is when they are undone', async () => {
    const world = await build()
    const { ann, system, one, two } = world
    const { batchId } = await ann.as.batch.run({
      select: { ids: [one, two] },
      change: { set: { author: 'Ann', copyright: 'CC BY' }, addTags: ['New'] },
    })
    await system.photos.update(one, { author: 'Somebody else' })
    expect(await ann.as.batch.undo(batchId ?? '')).toMatchObject({ changed: 2, kept: 1 })
    expect(await system.photos.get(one)).toMatchObject({ author: 'Somebody else', copyright: null, tags: [] })
    expect(await system.photos.get(two)).toMatchObject({ author: null, copyright: null, tags: [] })
  })

  it('put photos into albums, move them, and keep the counters right', async () => {
    const world = await build()
    const { ann, system, sea, land, attic, one, two, three } = world
    await system.photos.update(one, { albumIds: [sea.id, attic.id] })
    const moved = await ann.as.batch.run({ select: { album: sea.id }, change: { moveToAlbum: land.id } })
    expect(moved.changed).toBe(2)
    // An album that one may not organise keeps its photos.
    expect((await system.photos.get(one)).albumIds).toEqual([land.id, attic.id].sort((a, b) => a - b))
    expect([await countsOf(world, sea.id), await countsOf(world, land.id)]).toEqual([0, 3])
    await ann.as.batch.run({ select: { ids: [three] }, change: { addToAlbums: [sea.id], removeFromAlbums: [land.id] } })
    expect((await ann.as.photos.list({ album: sea.id })).items.map(({ id }) => id)).toEqual([three])
    expect(await ann.as.batch.undo(moved.batchId ?? '')).toMatchObject({ changed: 2, kept: 0 })
    expect([await countsOf(world, sea.id), await countsOf(world, land.id)]).toEqual([3, 0])
    await faultOf(
      ann.as.batch.run({ select: { ids: [one] }, change: { addToAlbums: [attic.id] } }),
      'change.addToAlbums.0',
    )
    await faultOf(
      ann.as.batch.run({ select: { ids: [two] }, change: { removeFromAlbums: [sea.id] } }),
      'change.removeFromAlbums',
    )
    expect(await system.photos.get(two)).toMatchObject({ albumIds: [sea.id] })
  })

  it('set levels and dates, move dates, and custom fields, with what follows from them', async () => {
    const world = await build()
    const { system, sea, one, two, three } = world
    await system.fields.create({ subject: 'photo', key: 'place', name: 'Place', type: 'text' })
    await system.photos.update(one, { takenAt: '2020-02-28T23:30:00.000Z' })
    const shifted = await system.batch.run({ select: { ids: [one, two] }, change: { shiftTakenAtSeconds: 3_600 } })
    expect(shifted.changed).toBe(1)
    expect(await system.photos.get(one)).toMatchObject({
      takenAt: '2020-02-29T00:30:00.000Z',
      takenAtLocal: '2020-02-29T00:30:00',
    })
    const set = await system.batch.run({
      select: { ids: [one, two, three] },
      change: { set: { level: 4, takenAt: '2021-01-01T12:00:00Z', fields: { place: 'Brest' } } },
    })
    expect(set.changed).toBe(3)
    expect(await system.photos.get(three)).toMatchObject({ level: 4, fields: { place: 'Brest' } })
    expect((await system.photos.list({ q: 'brest' })).total).toBe(3)
    expect((await world.ann.as.photos.list({ album: sea.id })).total).toBe(0)
    expect(await system.batch.undo(set.batchId ?? '')).toMatchObject({ changed: 3, kept: 0 })
    expect(await system.photos.get(one)).toMatchObject({ level: 0, fields: {}, takenAt: '2020-02-29T00:30:00.000Z' })
    expect((await world.ann.as.photos.list({ album: sea.id })).total).toBe(2)
    await system.photos.update(one, { takenAt: '1050-01-01T00:00:00Z' })
    await faultOf(
      system.batch.run({ select: { ids: [one] }, change: { shiftTakenAtSeconds: -3_000_000_000 } }),
      'change.shiftTakenAtSeconds',
    )
  })

  it('put photos into the trash, and take them out again', async () => {
    const world = await build()
    const { ann, sea, one, two, three } = world
    const gone = await ann.as.batch.run({ select: { album: sea.id }, change: { delete: true } })
    expect(gone).toMatchObject({ photos: 2, changed: 2 })
    expect(await countsOf(world, sea.id)).toBe(0)
    await refusalOf(ann.as.photos.get(one), 'PHOTO_NOT_FOUND')
    const back = await ann.as.batch.undo(gone.batchId ?? '')
    expect(back).toMatchObject({ changed: 2, kept: 0 })
    expect(await countsOf(world, sea.id)).toBe(2)
    await ann.as.batch.undo(back.batchId ?? '')
    await refusalOf(ann.as.photos.get(two), 'PHOTO_NOT_FOUND')
    // Not in an album where one may not.
    await refusalOf(ann.as.batch.run({ select: { ids: [three] }, change: { delete: true } }), 'BATCH_REFUSED')
  })

  it('change all or nothing, and nothing of what is not seen or not to be edited', async () => {
    const world = await build()
    const { ann, ben, gallery, system, one, three, hidden } = world
    const change = { set: { author: 'Nobody' } }
    await refusalOf(ann.as.batch.run({ select: { ids: [one, hidden] }, change }), 'PHOTO_NOT_FOUND')
    await refusalOf(ben.as.batch.run({ select: { ids: [one] }, change }), 'BATCH_REFUSED')
    expect(await ben.as.batch.run({ select: { ids: [one, three] }, change, dryRun: true })).toMatchObject({
      photos: 2,
      forbidden: 2,
    })
    await refusalOf(gallery.as(guestActor).batch.run({ select: { ids: [one] }, change }), 'UNAUTHENTICATED')
    await refusalOf(gallery.as(guestActor).batch.list(), 'UNAUTHENTICATED')
    await faultOf(ann.as.batch.run({ select: { ids: [one] }, change: { set: { level: 8 } } }), 'level')
    await refusalOf(ann.as.batch.run({ select: {}, change, expectedPhotos: 4 }), 'CONFLICT')
    expect((await system.photos.list({ q: 'author:nobody' })).total).toBe(0)
    const own = await ann.as.batch.run({ select: { ids: [one] }, change })
    await refusalOf(ben.as.batch.get(own.batchId ?? ''), 'BATCH_NOT_FOUND')
    await refusalOf(ben.as.batch.undo(own.batchId ?? ''), 'BATCH_NOT_FOUND')
    await refusalOf(ann.as.batch.undo(never), 'BATCH_NOT_FOUND')
    expect((await ben.as.batch.list()).items).toEqual([])
    expect((await system.batch.list()).items).toHaveLength(1)
    // What one no longer sees stays when it is undone, and so does what one may no longer edit.
    const raised = await ann.as.batch.run({ select: { ids: [three] }, change })
    await system.photos.update(three, { level: 8 })
    expect(await ann.as.batch.undo(raised.batchId ?? '')).toMatchObject({ changed: 0, kept: 1 })
    expect((await system.photos.get(three)).author).toBe('Nobody')
    await system.albums.setGrants(world.sea.id, { inherit: true, grants: [] })
    expect(await ann.as.batch.undo(own.batchId ?? '')).toMatchObject({ changed: 0, kept: 1 })
    expect((await system.photos.get(one)).author).toBe('Nobody')
  })

  it('say what is wrong with what is asked for', async () => {
    const { system, one, sea } = await build()
    const select = { ids: [one] }
    await faultOf(system.batch.run({ select, change: {} }), 'change')
    await faultOf(system.batch.run({ select, change: { set: {} } }), 'change.set')
    await faultOf(system.batch.run({ select: { ids: [one], album: sea.id }, change: { delete: true } }), 'select')
    await faultOf(system.batch.run({ select, change: { delete: true, addTags: ['a'] } }), 'change')
    await faultOf(system.batch.run({ select, change: { set: { fields: { nothing: 1 } } } }), 'fields.nothing')
    // What changes nothing is no batch.
    expect(await system.batch.run({ select, change: { set: { author: null } } })).toMatchObject({
      batchId: null,
      changed: 0,
    })
  })

  it('ask plugins once for all photos, and tell them once', async () => {
    const { system, gallery, one, two } = await build()
    const asked: (readonly number[])[] = []
    gallery.hooks.filter('photo.updating', ({ ids, patch }) => {
      asked.push(ids)
      return { ids, patch: { ...patch, author: String(patch.author).toUpperCase() } }
    })
    await system.batch.run({ select: { ids: [one, two] }, change: { set: { author: 'ann' } } })
    expect(asked).toEqual([[one, two]])
    expect((await system.photos.get(two)).author).toBe('ANN')
  })

  it('are tables, too, which are undone in the same way', async () => {
    const world = await build()
    const { system, one, two } = world
    const table = `id,title,tags\n${one},Harbour,"boat;quay"\n${two},Beach,\n`
    const report = await system.tables.import(
      (async function* () {
        yield new TextEncoder().encode(table)
      })(),
      { format: 'csv' },
    )
    expect(await system.batch.get(report.batchId ?? '')).toMatchObject({ kind: 'table', photos: 2, change: null })
    expect(await system.batch.undo(report.batchId ?? '')).toMatchObject({ changed: 2, kept: 0 })
    expect(await system.photos.get(one)).toMatchObject({ title: null, tags: [] })
  })
})
