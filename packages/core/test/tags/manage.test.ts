import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { allPages, refusalOf, type TestWorld } from '../world.ts'

/** What the search finds for each word, newest last. */
const foundBy = (system: TestWorld['system']) => async (q: string) =>
  (await system.photos.list({ q, sort: 'id' })).items.map((photo) => photo.id)

const namesOf = async (system: TestWorld['system'], id: number) =>
  (await system.photos.get(id)).tags.map((tag) => tag.name)

describeDialects('managing tags', ({ openTestGallery }) => {
  it('makes them in a tree, and refuses what is no tree', async () => {
    const { system } = await openTestGallery()
    const { manage } = system.tags
    const animals = await manage.create({ name: 'Animals' })
    const birds = await manage.create({ name: 'Birds', parentId: animals.id, synonyms: ['Aves', 'aves', 'Oiseaux'] })
    expect(birds).toMatchObject({
      parentId: animals.id,
      above: [{ id: animals.id, name: 'Animals', slug: 'animals' }],
      synonyms: ['Aves', 'Oiseaux'],
      photos: 0,
      children: 0,
    })
    expect(await manage.get(animals.id)).toMatchObject({ children: 1, above: [] })
    const cycle = await refusalOf(manage.update(animals.id, { parentId: birds.id }), 'INPUT_INVALID')
    expect(cycle.issues[0]?.path).toBe('parentId')
    await refusalOf(manage.update(animals.id, { parentId: animals.id }), 'INPUT_INVALID')
    await refusalOf(manage.create({ name: 'x', parentId: 9_999 }), 'INPUT_INVALID')
    let parentId: number | null = null
    for (let depth = 1; depth <= 20; depth++) parentId = (await manage.create({ name: `level ${depth}`, parentId })).id
    expect((await manage.get(parentId as number)).above).toHaveLength(19)
    await refusalOf(manage.create({ name: 'level 21', parentId }), 'INPUT_INVALID')
    await refusalOf(manage.update(animals.id, { parentId }), 'INPUT_INVALID')
    expect((await manage.list({ text: 'level 2' })).items.map((tag) => tag.name)).toEqual(['level 2', 'level 20'])
    expect((await manage.list({ text: 'level 21' })).total).toBe(0)
  })

  it('lists all by name, in pages, by text and by synonym', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const { manage } = system.tags
    const names = Array.from({ length: 12 }, (_, index) => `Tag ${String.fromCharCode(97 + index)}`)
    for (const name of names) await manage.create({ name })
    await manage.create({ name: 'Ocean', synonyms: ['Grande bleue', '100% water'] })
    await addPhoto((await addAlbum('Album')).id, { tags: ['Ocean', 'Tag a'] })
    const all = await allPages((cursor) => manage.list({ limit: 5, cursor }))
    expect(all.map((tag) => tag.name)).toEqual(['Ocean', ...names])
    expect((await manage.list()).total).toBe(13)
    expect((await manage.list({ text: 'BLEUE' })).items.map((tag) => [tag.name, tag.photos])).toEqual([['Ocean', 1]])
    expect((await manage.list({ text: '0% w' })).total).toBe(1)
    expect((await manage.list({ text: '%' })).total).toBe(1)
    expect((await manage.list({ text: '_' })).total).toBe(0)
    const { nextCursor } = await manage.list({ limit: 2 })
    await refusalOf(manage.list({ text: 'a', cursor: nextCursor as string }), 'CURSOR_INVALID')
    for (const bad of [{ limit: 0 }, { limit: 501 }, { text: 'x'.repeat(256) }, { other: 1 }])
      await refusalOf(manage.list(bad as never), 'INPUT_INVALID')
  })

  it('renames, and the search follows; the old name may stay as a synonym', async () => {
    const { system, addAlbum, addPhoto, db } = await openTestGallery()
    const { manage } = system.tags
    const found = foundBy(system)
    const album = (await addAlbum('Album')).id
    const photo = await addPhoto(album, { fileName: 'a.jpg', tags: ['Sea'] })
    const { id } = photo.tags[0] as { id: number }
    await manage.update(id, { name: 'Ocean', keepOldName: true })
    expect(await namesOf(system, photo.id)).toEqual(['Ocean'])
    expect([await found('ocean'), await found('tag:sea')]).toEqual([[photo.id], [photo.id]])
    expect((await manage.get(id)).synonyms).toEqual(['Sea'])
    await manage.update(id, { synonyms: [] })
    expect([await found('ocean'), await found('sea')]).toEqual([[photo.id], []])
    await manage.update(id, { name: 'ÔCEAN' })
    expect(await manage.get(id)).toMatchObject({ name: 'ÔCEAN', slug: 'ocean', synonyms: [] })
    await manage.update(id, { synonyms: ['Sea', 'Water'] })
    await manage.update(id, { name: 'water' })
    expect(await manage.get(id)).toMatchObject({ name: 'water', synonyms: ['Sea'] })
    const actions = await db.read
      .selectFrom('changes')
      .select(['subject', 'subject_id', 'action'])
      .where('action', 'in', ['updated', 'indexed'])
      .orderBy('id')
      .execute()
    expect(actions.filter(({ subject }) => subject === 'photo')).not.toHaveLength(0)
    expect(new Set(actions.map((row) => `${row.subject} ${row.subject_id} ${row.action}`))).toEqual(
      new Set([`tag ${id} updated`, `photo ${photo.id} indexed`]),
    )
  })

  it('gives the tag to whoever writes a synonym', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const { manage } = system.tags
    const album = (await addAlbum('Album')).id
    const ocean = await manage.create({ name: 'Ocean', synonyms: ['Sea', 'Mer'] })
    const one = await addPhoto(album, { fileName: 'a.jpg', tags: ['SEA', 'mer', 'Sky', 'ocean'] })
    expect(one.tags.map((tag) => tag.name)).toEqual(['Ocean', 'Sky'])
    const two = await addPhoto(album, { fileName: 'b.jpg' })
    await system.photos.update(two.id, { tags: ['mér'] })
    expect(await namesOf(system, two.id)).toEqual(['Ocean'])
    expect(await foundBy(system)('mer')).toEqual([one.id, two.id])
    expect((await manage.list()).items.map((tag) => [tag.name, tag.photos])).toEqual([
      ['Ocean', 2],
      ['Sky', 1],
    ])
    for (const [error, path] of [
      [await refusalOf(manage.create({ name: 'sea' }), 'NAME_TAKEN'), 'name'],
      [await refusalOf(manage.create({ name: 'OCEAN' }), 'NAME_TAKEN'), 'name'],
      [await refusalOf(manage.create({ name: 'x', synonyms: ['Sky'] }), 'NAME_TAKEN'), 'synonyms'],
      [await refusalOf(manage.create({ name: 'x', synonyms: ['mer'] }), 'NAME_TAKEN'), 'synonyms'],
      [await refusalOf(manage.update(ocean.id, { name: 'Sky' }), 'NAME_TAKEN'), 'name'],
      [await refusalOf(manage.update(ocean.id, { synonyms: ['ocean'] }), 'INPUT_INVALID'), 'synonyms'],
    ] as const)
      expect(error.issues[0]?.path).toBe(path)
    // Nothing of what was refused is left.
    expect((await manage.list()).total).toBe(2)
    expect((await manage.get(ocean.id)).synonyms).toEqual(['Mer', 'Sea'])
  })

  it('duplicates with the photos', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = (await addAlbum('Album')).id
    const photo = await addPhoto(album, { tags: ['Sea'] })
    const id = photo.tags[0]?.id as number
    const copy = await system.tags.manage.duplicate(id, { name: 'Coast' })
    expect(copy).toMatchObject({ name: 'Coast', photos: 1 })
    expect(await namesOf(system, photo.id)).toEqual(['Coast', 'Sea'])
    expect(await foundBy(system)('tag:coast')).toEqual([photo.id])
    await refusalOf(system.tags.manage.duplicate(id, { name: 'sea' }), 'NAME_TAKEN')
    await refusalOf(system.tags.manage.duplicate(9_999, { name: 'x' }), 'TAG_NOT_FOUND')
  })

  it('merges photos, children, names and synonyms', async () => {
    const { gallery, system, addAlbum, addPhoto, db } = await openTestGallery()
    const { manage } = system.tags
    const merged: unknown[] = []
    gallery.hooks.on('tag.merged', (payload) => void merged.push(payload))
    const album = (await addAlbum('Album')).id
    const sea = await manage.create({ name: 'Sea', synonyms: ['Mer'] })
    const ocean = await manage.create({ name: 'Ocean', synonyms: ['Océano'] })
    const waves = await manage.create({ name: 'Waves', parentId: sea.id })
    const both = await addPhoto(album, { fileName: 'a.jpg', tags: ['Sea', 'Ocean'] })
    const one = await addPhoto(album, { fileName: 'b.jpg', tags: ['Sea'] })
    const result = await manage.merge({ from: [sea.id, sea.id], into: ocean.id })
    expect(result).toMatchObject({ photos: 2, children: 1, synonyms: ['Mer', 'Océano', 'Sea'] })
    expect((await manage.get(waves.id)).parentId).toBe(ocean.id)
    for (const photo of [both, one]) expect(await namesOf(system, photo.id)).toEqual(['Ocean'])
    for (const q of ['tag:sea', 'tag:mer', 'tag:ocean', 'tag:oceano'])
      expect(await foundBy(system)(q), q).toEqual([both.id, one.id])
    await refusalOf(manage.get(sea.id), 'TAG_NOT_FOUND')
    expect((await addPhoto(album, { tags: ['sea'] })).tags[0]?.id).toBe(ocean.id)
    expect(merged).toEqual([{ from: [sea.id], into: ocean.id }])
    const log = await db.read
      .selectFrom('changes')
      .select(['subject_id', 'action', 'after'])
      .where('subject', '=', 'tag')
      .where('action', 'in', ['deleted', 'merged'])
      .orderBy('id')
      .execute()
    expect(log.map((row) => [row.subject_id, row.action, JSON.parse(row.after ?? 'null')])).toEqual([
      [sea.id, 'deleted', { mergedInto: ocean.id }],
      [ocean.id, 'merged', { from: [sea.id] }],
    ])
    await refusalOf(manage.merge({ from: [ocean.id], into: ocean.id }), 'INPUT_INVALID')
    await refusalOf(manage.merge({ from: [9_999], into: ocean.id }), 'TAG_NOT_FOUND')
    await refusalOf(manage.merge({ from: [ocean.id], into: 9_999 }), 'TAG_NOT_FOUND')
    await refusalOf(manage.merge({ from: [], into: ocean.id }), 'INPUT_INVALID')
  })

  it('merges what stands above into what stands below', async () => {
    const { system } = await openTestGallery()
    const { manage } = system.tags
    const make = async (name: string, parentId: number | null) => (await manage.create({ name, parentId })).id
    const top = await make('top', null)
    const first = await make('first', top)
    const between = await make('between', first)
    const second = await make('second', between)
    const target = await make('target', second)
    const aside = await make('aside', first)
    await make('leaf', second)
    await manage.merge({ from: [first, second], into: target })
    expect((await manage.get(target)).above.map((tag) => tag.name)).toEqual(['top', 'between'])
    expect((await manage.get(aside)).parentId).toBe(target)
    expect((await manage.list({ text: 'leaf' })).items[0]?.parentId).toBe(target)
  })

  it('deletes several or none, and orphans in one go', async () => {
    const { system, addAlbum, addPhoto, db } = await openTestGallery()
    const { manage } = system.tags
    const album = (await addAlbum('Album')).id
    const photo = await addPhoto(album, { tags: ['Keep', 'Gone', 'Trashed'] })
    const trashed = await addPhoto(album, { tags: ['Trashed', 'Only trashed'] })
    await system.photos.delete([trashed.id])
    const gone = photo.tags.find((tag) => tag.name === 'Gone')?.id as number
    const parent = await manage.create({ name: 'Parent' })
    const middle = await manage.create({ name: 'Middle', parentId: parent.id })
    const inner = await manage.create({ name: 'Inner', parentId: middle.id })
    await manage.create({ name: 'Alone' })
    await refusalOf(manage.delete([gone, 9_999]), 'TAG_NOT_FOUND')
    expect(await namesOf(system, photo.id)).toEqual(['Gone', 'Keep', 'Trashed'])
    await manage.delete([gone, middle.id])
    expect(await namesOf(system, photo.id)).toEqual(['Keep', 'Trashed'])
    expect(await foundBy(system)('gone')).toEqual([])
    expect((await manage.get(inner.id)).above.map((tag) => tag.name)).toEqual(['Parent'])
    const orphans = await manage.list({ orphans: true })
    expect(orphans.items.map((tag) => [tag.name, tag.photos])).toEqual([
      ['Alone', 0],
      ['Inner', 0],
      ['Only trashed', 0],
    ])
    expect(orphans.total).toBe(3)
    expect(await manage.deleteOrphans()).toBe(3)
    expect((await manage.list()).items.map((tag) => tag.name)).toEqual(['Keep', 'Parent', 'Trashed'])
    const left = await db.read
      .selectFrom('photo_tags')
      .innerJoin('tags', 'tags.id', 'photo_tags.tag_id')
      .select('tags.name')
      .where('photo_id', '=', trashed.id)
      .execute()
    expect(left).toEqual([{ name: 'Trashed' }])
    for (const bad of [[], [0], ['1'], Array.from({ length: 1_001 }, (_, index) => index + 1)])
      await refusalOf(manage.delete(bad as never), 'INPUT_INVALID')
  })

  it('is for those who may edit all there is', async () => {
    const { gallery, addUser, addAlbum, addPhoto, grant } = await openTestGallery()
    const album = await addAlbum('Album')
    const photo = await addPhoto(album.id, { tags: ['Sea'] })
    const id = photo.tags[0]?.id as number
    const member = await addUser('member')
    await grant(album.id, [['user', member.id, 'view', 'edit', 'organise', 'upload', 'manage']])
    const admin = await addUser('admin', { role: 'admin', level: 8 })
    for (const [as, code] of [
      [gallery.as(guest), 'UNAUTHENTICATED'],
      [member.as, 'FORBIDDEN'],
    ] as const) {
      const { manage } = as.tags
      for (const attempt of [
        () => manage.list(),
        () => manage.get(id),
        () => manage.create({ name: 'x' }),
        () => manage.update(id, { name: 'x' }),
        () => manage.duplicate(id, { name: 'x' }),
        () => manage.merge({ from: [id], into: id }),
        () => manage.delete([id]),
        () => manage.deleteOrphans(),
        () => manage.indexing(),
      ])
        await refusalOf(attempt(), code)
    }
    expect((await admin.as.tags.manage.update(id, { name: 'Coast' })).name).toBe('Coast')
  })

  it('hands many photos to jobs, and the search catches up', async () => {
    const { gallery, system, addAlbum, addPhoto, db } = await openTestGallery()
    const { manage } = system.tags
    const album = (await addAlbum('Album')).id
    const photo = await addPhoto(album, { tags: ['Sea', 'Sky'] })
    const id = photo.tags.find((tag) => tag.name === 'Sea')?.id as number
    // As many rows as an upload would make, without their pictures.
    const { id: _id, ...row } = await db.read
      .selectFrom('photos')
      .selectAll()
      .where('id', '=', photo.id)
      .executeTakeFirstOrThrow()
    const { first, last } = await db.write.transaction().execute(async (tx) => {
      await tx
        .insertInto('photos')
        .values(Array.from({ length: 300 }, () => row))
        .execute()
      const ids = (await tx.selectFrom('photos').select('id').where('id', '>', photo.id).execute()).map((p) => p.id)
      await tx
        .insertInto('photo_tags')
        .values(ids.map((photo_id) => ({ photo_id, tag_id: id })))
        .execute()
      await tx
        .insertInto('album_photos')
        .values(ids.map((photo_id) => ({ photo_id, album_id: album, sort_at: row.sort_at })))
        .execute()
      return { first: Math.min(...ids), last: Math.max(...ids) }
    })
    await manage.update(id, { name: 'Ocean' })
    expect(await manage.indexing()).toEqual({ photosLeft: 301 })
    expect((await manage.list({ text: 'ocean' })).items[0]?.photos).toBe(301)
    while (await gallery.jobs.runNext());
    expect(await manage.indexing()).toEqual({ photosLeft: 0 })
    expect((await system.photos.list({ q: 'tag:ocean' })).total).toBe(301)
    expect((await system.photos.list({ q: 'tag:sea' })).total).toBe(0)
    const indexed = await db.read
      .selectFrom('changes')
      .select('subject_id')
      .distinct()
      .where('subject', '=', 'photo')
      .where('action', '=', 'indexed')
      .where('subject_id', '>=', first)
      .where('subject_id', '<=', last)
      .execute()
    expect(indexed).toHaveLength(300)
    await manage.delete([id])
    while (await gallery.jobs.runNext());
    expect((await system.photos.list({ q: 'tag:ocean' })).total).toBe(0)
    expect((await system.photos.list({ q: 'tag:sky' })).total).toBe(1)
  })
})
