import { expect, it } from 'vitest'
import { describeDialects } from './dialects.ts'
import { password, recount, refusalOf, type TestWorld } from './world.ts'

const changesOf = async ({ db }: TestWorld) =>
  (await db.read.selectFrom('changes').selectAll().orderBy('id').execute()).map((row) => ({
    ...row,
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
  }))

describeDialects('the change log', ({ openTestGallery }) => {
  it('holds every write: who, what, before and after, in the order of the commits', async () => {
    const world = await openTestGallery()
    const { gallery, addUser, addAlbum, addPhoto, grant, clock } = world
    const ad = await addUser('ad', { role: 'admin' })
    const album = await ad.as.albums.create({ name: 'Sea' })
    clock.advance(1_000)
    await ad.as.albums.update(album.id, { name: 'Ocean', visibility: 'private' })
    await ad.as.albums.update(album.id, { name: 'Ocean' })
    const parent = await addAlbum('Parent')
    await ad.as.albums.move(album.id, { parentId: parent.id })
    await grant(album.id, [['user', ad.id, 'edit']])
    const photo = await addPhoto(album.id, { as: ad.as, tags: ['coast'], fileName: 'x.jpg' })
    await ad.as.photos.update(photo.id, { title: 'Dunes', tags: [] })
    await ad.as.photos.delete([photo.id])
    await gallery.asSystem('a reason of '.padEnd(99, '.').concat('🌊🌊')).albums.delete(album.id)
    await world.system.groups.setMembers((await world.system.groups.create({ name: 'G' })).id, [ad.id])
    await ad.as.users.setPassword(ad.id, 'another long one', { currentPassword: password })

    const changes = await changesOf(world)
    const lines = changes.map((c) => `${c.actor_kind} ${c.subject} ${c.action}`)
    expect(lines).toEqual([
      'system user created',
      'user album created',
      'user album updated',
      'system album created',
      'user album moved',
      'system grant replaced',
      'user tag created',
      'user photo added',
      'user photo updated',
      'user photo deleted',
      'system album deleted',
      'system group created',
      'system group members-replaced',
      'user user password-changed',
    ])
    for (const change of changes) {
      expect(change.actor_id).toBe(change.actor_kind === 'user' ? ad.id : null)
      expect(change.reason === null).toBe(change.actor_kind === 'user')
      expect(change.reason?.isWellFormed() ?? true).toBe(true)
    }
    expect(changes[2]).toMatchObject({
      at: '2024-01-01T12:00:01.000Z',
      subject_id: album.id,
      before: { name: 'Sea', visibility: 'public', slug: 'sea' },
      after: { name: 'Ocean', visibility: 'private', slug: 'ocean' },
    })
    expect(changes[8]?.before).toEqual({ title: null, tagIds: [changes[6]?.subject_id] })
    expect(changes[8]?.after).toEqual({ title: 'Dunes', tagIds: [] })
    const order = changes.map((change) => change.commit_seq)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(new Set(order).size).toBe(13)
    expect(JSON.stringify(changes)).not.toMatch(/another long one|scrypt/)
  })

  it('is as whole as what it tells of', async () => {
    const world = await openTestGallery()
    const before = await world.addAlbum('Before')
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        index % 3 === 0
          ? world.system.albums.create({ name: 'x', parentId: 999 })
          : world.system.albums.create({ name: `Album ${index}`, parentId: before.id }),
      ),
    )
    const changes = await changesOf(world)
    const albums = await world.db.read.selectFrom('albums').select('id').orderBy('id').execute()
    expect(changes.map((change) => change.subject_id).sort((a, b) => a - b)).toEqual(albums.map((row) => row.id))
    expect(new Set(changes.map((change) => change.commit_seq)).size).toBe(changes.length)
    const state = await world.db.read.selectFrom('gallery_state').selectAll().executeTakeFirstOrThrow()
    expect(state.commit_seq).toBe(changes.length)
  })
})

describeDialects('plugins', ({ openTestGallery }) => {
  it('change what is about to be written, within what a person could write', async () => {
    const { gallery, system, addAlbum, addPhoto } = await openTestGallery()
    gallery.hooks.filter('album.creating', ({ draft }) => ({ draft: { ...draft, name: `${draft.name} ✓` } }))
    const album = await addAlbum('Sea')
    expect(album.name).toBe('Sea ✓')
    const remove = gallery.hooks.filter('photo.adding', ({ draft, source }) => ({
      source,
      draft: { ...draft, title: draft.fileName.toUpperCase(), tags: [...draft.tags, 'by plugin'], bytes: 1, level: 1 },
    }))
    const photo = await addPhoto(album.id, { fileName: 'dune.jpg', tags: ['mine'] })
    expect(photo).toMatchObject({ title: 'DUNE.JPG', level: 1 })
    expect(photo.bytes).toBeGreaterThan(1)
    expect(photo.tags.map((tag) => tag.name)).toEqual(['by plugin', 'mine'])
    expect((await system.photos.list({ q: 'plugin' })).total).toBe(1)
    remove()
    gallery.hooks.filter('photo.updating', ({ ids, patch }) => ({ ids, patch: { ...patch, author: 'A plugin' } }))
    expect(await system.photos.update(photo.id, { rating: 3 })).toMatchObject({ rating: 3, author: 'A plugin' })
  })

  it.each([
    ['an overlong title', { title: 'x'.repeat(300) }, 'title'],
    ['half a character', { author: '\ud800' }, 'author'],
    ['no level', { level: 3 }, 'level'],
    ['no date', { takenAt: 'yesterday' }, 'takenAt'],
    ['no place', { latitude: Number.NaN }, 'latitude'],
    ['no tag', { tags: [''] }, 'tags.0'],
  ])('are refused %s, and nothing is written', async (_what, change, path) => {
    const world = await openTestGallery()
    const album = await world.addAlbum('Sea')
    world.gallery.hooks.filter('photo.adding', ({ draft, source }) => ({ source, draft: { ...draft, ...change } }))
    const error = await refusalOf(world.addPhoto(album.id), 'INPUT_INVALID')
    expect(error.issues.map((issue) => issue.path)).toEqual([path])
    expect((await world.system.photos.list()).total).toBe(0)
    expect(await recount(world.db)).toEqual([])
  })

  it('that fail in a filter stop the write, whole', async () => {
    const world = await openTestGallery()
    const { gallery, system, addAlbum, addPhoto, db } = world
    const album = await addAlbum('Sea')
    const changes = (await changesOf(world)).length
    const heard: string[] = []
    for (const name of ['photo.added', 'tag.created', 'album.created'] as const)
      gallery.hooks.on(name, () => void heard.push(name))
    gallery.hooks.filter(
      'photo.adding',
      () => {
        throw new Error('broken')
      },
      { owner: 'broken' },
    )
    const error = await refusalOf(addPhoto(album.id, { tags: ['kept'] }), 'PLUGIN_FILTER_FAILED')
    expect(error.details).toMatchObject({ hook: 'photo.adding', owner: 'broken' })
    expect(heard).toEqual([])
    expect((await system.tags.list()).total).toBe(0)
    expect((await changesOf(world)).length).toBe(changes)
    expect(await db.read.selectFrom('photos').select('id').execute()).toEqual([])
    expect(await world.files('incoming')).toEqual([])
  })

  it('hear of what was done once it is done, and never of what was not', async () => {
    const { gallery, system, addAlbum, addPhoto, database } = await openTestGallery()
    const other = await database.connect()
    const heard: string[] = []
    const visible: number[] = []
    gallery.hooks.on('album.created', async ({ albumIds }) => {
      heard.push(`created ${albumIds}`)
      visible.push((await other.read.selectFrom('albums').select('id').where('id', 'in', albumIds).execute()).length)
    })
    gallery.hooks.on('album.deleted', () => void heard.push('deleted'))
    gallery.hooks.on('photo.deleted', () => void heard.push('photo deleted'))
    const album = await addAlbum('Sea')
    const photo = await addPhoto(album.id)
    expect(heard).toEqual([`created ${album.id}`])
    expect(visible).toEqual([1])
    const remove = gallery.hooks.on('album.deleting', () => {
      throw new Error('keep it')
    })
    await refusalOf(system.albums.delete(album.id, { photos: 'delete-all' }), 'PLUGIN_FILTER_FAILED')
    expect((await system.photos.get(photo.id)).albumIds).toEqual([album.id])
    remove()
    gallery.hooks.on('photo.deleting', () => {
      throw new Error('keep them')
    })
    await refusalOf(system.albums.delete(album.id, { photos: 'delete-all' }), 'PLUGIN_FILTER_FAILED')
    await refusalOf(system.photos.delete([photo.id]), 'PLUGIN_FILTER_FAILED')
    expect((await system.albums.get(album.id)).counts.photos).toBe(1)
    expect(heard).toEqual([`created ${album.id}`])
    await system.albums.delete(album.id)
    expect(heard).toEqual([`created ${album.id}`, 'deleted'])
  })

  it('that fail after the commit harm nothing', async () => {
    const { gallery, addAlbum } = await openTestGallery()
    const heard: string[] = []
    gallery.hooks.on('album.created', () => Promise.reject(new Error('too late')))
    gallery.hooks.on('album.created', () => void heard.push('second'))
    expect((await addAlbum('Sea')).name).toBe('Sea')
    expect(heard).toEqual(['second'])
  })

  it('may say no to a download', async () => {
    const { gallery, system, addAlbum, addPhoto } = await openTestGallery()
    const photo = await addPhoto((await addAlbum('Sea')).id)
    gallery.hooks.gate('download.authorize', () => {
      throw new Error('broken')
    })
    await refusalOf(system.photos.original(photo.id), 'HOOK_REJECTED')
  })
})
