import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('LNG-03 texts in several languages', (world) => {
  it('are written with their subject, and read in the language that is asked for', async () => {
    const { as, client } = world()
    const admin = await as('admin')
    const name = `A${Math.random()}`
    const album = await admin.albums.create({ name, visibility: 'public' })
    const changed = await admin.albums.update({
      id: album.id,
      translations: { fr: { name: 'Nom', description: 'Texte' } },
    })
    expect(changed).toMatchObject({
      name,
      languages: { name: null, description: null },
      translations: { fr: { name: 'Nom', description: 'Texte' } },
    })
    const guest = client()
    expect(await guest.albums.get({ id: album.id, language: 'fr-CA' })).toMatchObject({
      name: 'Nom',
      description: 'Texte',
      languages: { name: 'fr', description: 'fr' },
      translations: null,
    })
    expect((await guest.albums.find({ text: name, language: 'fr' })).items).toMatchObject([{ name: 'Nom' }])
    expect((await guest.albums.list({ language: 'fr' })).items.map((each) => each.name)).toContain('Nom')
    await expect(guest.albums.get({ id: album.id, language: 'no language' })).rejects.toMatchObject({ status: 400 })
    await expect(
      admin.albums.update({ id: album.id, translations: { fr: { name: null }, en: { name: 'x' } } }),
    ).rejects.toMatchObject({ status: 400, issues: [{ path: 'translations.en' }] })
    await expect(guest.albums.update({ id: album.id, translations: { fr: null } })).rejects.toMatchObject({
      status: 401,
    })
    expect((await admin.albums.update({ id: album.id, translations: { fr: null } })).translations).toEqual({})
  })

  it('are the same for photos and tags', async () => {
    const { as, photos } = world()
    const admin = await as('admin')
    const { id } = photos.open
    await admin.photos.update({ id, translations: { ar: { title: 'بحر' } } })
    expect(await admin.photos.get({ id, language: 'ar' })).toMatchObject({ title: 'بحر', languages: { title: 'ar' } })
    expect((await admin.photos.list({ language: 'ar', q: 'بحر' })).items).toMatchObject([{ id, title: 'بحر' }])
    await admin.photos.update({ id, translations: { ar: null } })

    const tag = await admin.tags.create({ name: `T${Math.random()}` })
    const french = `F${Math.random()}`
    expect(await admin.tags.update({ id: tag.id, translations: { fr: { name: french } } })).toMatchObject({
      translations: { fr: { name: french } },
      synonyms: [],
    })
    await admin.photos.update({ id, tags: [french] })
    expect((await admin.photos.get({ id, language: 'fr' })).tags).toMatchObject([{ id: tag.id, name: french }])
    expect(await admin.tags.get({ id: tag.id, language: 'fr' })).toMatchObject({ name: french, language: 'fr' })
    expect((await admin.tags.path({ id: tag.id, language: 'fr' })).items).toMatchObject([{ name: french }])
    expect(await admin.tags.get({ id: tag.id })).not.toHaveProperty('language')
  })
})
