import { expect, it } from 'vitest'
import { apiKeyActor } from '../src/access/actor.ts'
import type { ActivityOptions } from '../src/activity/activity.types.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

describeDialects('the activity of a gallery', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const admin = await world.addUser('admin', { role: 'admin' })
    const ann = await world.addUser('ann')
    const album = await world.addAlbum('Sea')
    await world.grant(album.id, [['user', ann.id, 'view', 'edit']])
    const photo = await world.addPhoto(album.id, { title: 'Waves' })
    const typesOf = async (options: ActivityOptions) =>
      (await admin.as.activity.list({ limit: 500, ...options })).items.map(({ type }) => type)
    return { ...world, admin, ann, album, photo, typesOf }
  }

  it('is told to administrators: who changed what, and how, the newest first', async () => {
    const { admin, ann, photo } = await build()
    await ann.as.photos.update(photo.id, { title: 'High waves' })
    const { items } = await admin.as.activity.list({ limit: 1 })
    expect(items).toMatchObject([
      {
        type: 'photo.updated',
        actor: { kind: 'user', id: ann.id, name: 'ann' },
        subject: { type: 'photo', id: photo.id, name: 'High waves' },
        before: { title: 'Waves' },
        after: { title: 'High waves' },
      },
    ])
    await refusalOf(ann.as.activity.list(), 'FORBIDDEN')
  })

  it('is found by what it is about, by who did it and by when', async () => {
    const { admin, ann, photo, album, gallery, clock, typesOf } = await build()
    clock.advance(86_400_000)
    const from = clock().toISOString()
    const { apiKey } = await ann.as.keys.create({ name: 'Script', scopes: ['edit'], expiresInDays: 1 })
    await gallery.as(apiKeyActor(apiKey.id, ann.id)).photos.update(photo.id, { title: 'By a key' })
    clock.advance(86_400_000)
    const to = clock().toISOString()
    await ann.as.photos.update(photo.id, { title: 'In person' })
    await admin.as.albums.update(album.id, { name: 'Ocean' })

    expect(await typesOf({ userId: ann.id })).toEqual(['photo.updated', 'photo.updated', 'key.created'])
    expect(await typesOf({ userId: ann.id, from, to })).toEqual(['photo.updated', 'key.created'])
    expect(await typesOf({ from: to })).toEqual(['album.updated', 'photo.updated'])
    expect(await typesOf({ types: ['photo.*'], subjectId: photo.id })).toEqual([
      'photo.updated',
      'photo.updated',
      'photo.added',
    ])
    expect(await typesOf({ types: ['album.updated', 'key.*'] })).toEqual(['album.updated', 'key.created'])
    const [byKey] = (await admin.as.activity.list({ userId: ann.id, from, to })).items
    expect(byKey?.actor).toEqual({ kind: 'apiKey', id: apiKey.id, name: 'Script' })
    for (const wrong of [{ subjectId: photo.id }, { types: ['photo.*', 'album.*'], subjectId: 1 }, { from: 'today' }])
      await refusalOf(admin.as.activity.list(wrong), 'INPUT_INVALID')
  })

  it('is read page by page, each entry once, while more is done', async () => {
    const { admin, ann, photo } = await build()
    for (let at = 0; at < 7; at++) await ann.as.photos.update(photo.id, { title: `Title ${at}` })
    const ids: number[] = []
    let cursor: string | undefined
    do {
      const page = await admin.as.activity.list({ types: ['photo.updated'], limit: 3, cursor })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
      await ann.as.photos.update(photo.id, { title: `Later ${ids.length}` })
    } while (cursor !== undefined)
    expect(ids).toHaveLength(7)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
    await refusalOf(admin.as.activity.list({ types: ['album.*'], cursor: 'nonsense' }), 'CURSOR_INVALID')
  })

  it('names nobody who is gone', async () => {
    const { admin, ann, photo } = await build()
    await ann.as.photos.update(photo.id, { title: 'Left behind' })
    await admin.as.users.delete(ann.id)
    const [entry] = (await admin.as.activity.list({ types: ['photo.updated'] })).items
    expect(entry?.actor).toEqual({ kind: 'user', id: ann.id, name: null })
  })
})
