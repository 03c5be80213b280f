import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

describeDialects('tags as they are seen', ({ openTestGallery }) => {
  it('are shown by the photos below them, and not otherwise', async () => {
    const { gallery, system, addAlbum, addPhoto } = await openTestGallery()
    const { manage } = system.tags
    const top = await manage.create({ name: 'Top' })
    const open = await manage.create({ name: 'Open', parentId: top.id })
    const secret = await manage.create({ name: 'Secret', parentId: top.id })
    const inner = await manage.create({ name: 'Inner', parentId: secret.id })
    await addPhoto((await addAlbum('Public')).id, { tags: ['Open'] })
    await addPhoto((await addAlbum('Hidden', { visibility: 'private' })).id, { tags: ['Inner', 'Open'] })
    const { tags } = gallery.as(guest)
    expect(await tags.get(top.id)).toMatchObject({ name: 'Top', photos: 0 })
    expect((await tags.path(open.id)).map((tag) => tag.name)).toEqual(['Top', 'Open'])
    expect(await tags.below(top.id)).toEqual([await tags.get(open.id)])
    expect((await system.tags.below(top.id)).map((tag) => [tag.name, tag.photos])).toEqual([
      ['Open', 2],
      ['Secret', 0],
    ])
    expect(await tags.below(open.id)).toEqual([])
    await refusalOf(tags.below(secret.id), 'TAG_NOT_FOUND')
    for (const id of [secret.id, inner.id, 9_999, 0, Number.NaN]) {
      await refusalOf(tags.get(id), 'TAG_NOT_FOUND')
      await refusalOf(tags.path(id), 'TAG_NOT_FOUND')
    }
    expect((await system.tags.path(inner.id)).map((tag) => tag.name)).toEqual(['Top', 'Secret', 'Inner'])
    expect((await tags.get(open.id)).photos).toBe(1)
    expect((await system.tags.get(open.id)).photos).toBe(2)
  })

  it('are suggested to those who may tag, out of what they see', async () => {
    const { gallery, system, addUser, addAlbum, addPhoto, grant } = await openTestGallery()
    const { manage } = system.tags
    await manage.create({ name: 'Seagull', synonyms: ['Mouette'] })
    await manage.create({ name: 'Seaweed', synonyms: ['Kelp', 'Moss of the sea'] })
    await manage.create({ name: '100 %' })
    const album = await addAlbum('Public')
    await addPhoto(album.id, { tags: ['Seagull', 'Sea'] })
    await addPhoto((await addAlbum('Hidden', { visibility: 'private' })).id, { tags: ['Seaweed'] })
    const writer = await addUser('writer')
    const reader = await addUser('reader')
    await grant(album.id, [['user', writer.id, 'view', 'upload']])
    const names = async (as: typeof system, text: string) =>
      (await as.tags.suggest({ text })).map((tag) => (tag.synonym ? `${tag.name} (${tag.synonym})` : tag.name))
    expect(await names(system, 'séa')).toEqual(['Sea', 'Seagull', 'Seaweed'])
    expect(await names(system, 'mo')).toEqual(['Seaweed (Moss of the sea)', 'Seagull (Mouette)'])
    expect(await names(system, '')).toEqual(['100 %', 'Sea', 'Seagull', 'Seaweed'])
    expect(await names(writer.as, 'SEA')).toEqual(['Sea', 'Seagull'])
    expect(await names(writer.as, 'mo')).toEqual(['Seagull (Mouette)'])
    expect(await names(writer.as, '%')).toEqual([])
    expect(await system.tags.suggest({ text: 'sea', limit: 1 })).toHaveLength(1)
    await refusalOf(reader.as.tags.suggest({ text: 'sea' }), 'FORBIDDEN')
    await refusalOf(gallery.as(guest).tags.suggest({ text: 'sea' }), 'UNAUTHENTICATED')
    for (const bad of [{}, { text: 1 }, { text: 'a', limit: 51 }, { text: 'x'.repeat(256) }])
      await refusalOf(system.tags.suggest(bad as never), 'INPUT_INVALID')
  })
})
