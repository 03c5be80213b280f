import { expect, it } from 'vitest'
import { describeDialects } from './dialects.ts'
import { refusalOf, type TestWorld } from './world.ts'

const faultOf = async (promise: Promise<unknown>, path: string): Promise<void> => {
  expect((await refusalOf(promise, 'INPUT_INVALID')).issues.map((issue) => issue.path)).toEqual([path])
}

const foundBy = async (system: TestWorld['system'], q: string) =>
  (await system.photos.list({ q, sort: 'id' })).items.map(({ id }) => id)

describeDialects('LNG-03 texts in several languages', ({ openTestGallery }) => {
  it('albums are read in a language, each text by itself, and else in that of the gallery', async () => {
    const { system, addAlbum } = await openTestGallery()
    const { id } = await addAlbum('Mountains', { description: 'High up' })
    const translations = {
      fr: { name: 'Montagnes' },
      ar: { name: 'جبال', description: 'في الأعالي' },
      'pt-br': { name: 'Morros' },
    }
    const changed = await system.albums.update(id, { translations })
    expect(changed).toMatchObject({ name: 'Mountains', languages: { name: null, description: null } })
    expect(changed.translations).toEqual({
      ar: { name: 'جبال', description: 'في الأعالي' },
      fr: { name: 'Montagnes' },
      'pt-BR': { name: 'Morros' },
    })
    expect(await system.inLanguage('fr-CA').albums.get(id)).toMatchObject({
      name: 'Montagnes',
      description: 'High up',
      languages: { name: 'fr', description: null },
    })
    expect(await system.inLanguage('ar').albums.path(id)).toMatchObject([{ id, name: 'جبال', language: 'ar' }])
    expect((await system.inLanguage('ar').albums.list({ parent: null })).items).toMatchObject([
      { name: 'جبال', description: 'في الأعالي' },
    ])
    expect((await system.inLanguage('de').albums.path(id))[0]).toEqual({
      id,
      name: 'Mountains',
      slug: 'mountains',
      permalink: null,
    })
    expect(await system.inLanguage('pt').albums.get(id)).toMatchObject({ name: 'Mountains' })

    await system.albums.update(id, { translations: { ar: { name: null }, fr: null, de: null } })
    expect((await system.albums.get(id)).translations).toEqual({
      ar: { description: 'في الأعالي' },
      'pt-BR': { name: 'Morros' },
    })
    await system.albums.update(id, { translations: { ar: null, 'pt-BR': null } })
    expect((await system.albums.get(id)).translations).toEqual({})
  })

  it('albums are found by their name in every language, and the words follow both', async () => {
    const { system, addAlbum } = await openTestGallery()
    const [mountains, other] = [await addAlbum('Mountains'), await addAlbum('Montagnes et lacs')]
    await system.albums.update(mountains.id, { translations: { fr: { name: 'Montagnes' } } })
    const find = async (text: string) => (await system.albums.find(text)).map(({ id }) => id)
    expect(await find('montagnes')).toEqual([mountains.id, other.id])
    await system.albums.update(mountains.id, { name: 'Peaks' })
    expect(await find('mont')).toEqual([other.id, mountains.id])
    expect(await find('peaks montagnes')).toEqual([mountains.id])
    expect(await find('mountains')).toEqual([])
  })

  it('what is no language, no text of its kind or the language of the gallery is refused by its name', async () => {
    const { system, addAlbum, addPhoto, addUser } = await openTestGallery()
    const { id } = await addAlbum('Album')
    const photo = await addPhoto(id)
    const tag = await system.tags.manage.create({ name: 'Tag' })
    await faultOf(system.albums.update(id, { translations: { fr: { name: ' ' } } }), 'translations.fr.name')
    await faultOf(
      system.albums.update(id, { translations: { 'no language': { name: 'x' } } }),
      'translations.no language',
    )
    await faultOf(system.albums.update(id, { translations: { en: { name: 'x' } } }), 'translations.en')
    await faultOf(system.albums.update(id, { translations: { fr: { title: 'x' } } as never }), 'translations.fr.title')
    await faultOf(
      system.photos.update(photo.id, { translations: { fr: { title: 'x'.repeat(256) } } }),
      'translations.fr.title',
    )
    const book = { description: 'x'.repeat(60_000) }
    await faultOf(
      system.photos.update(photo.id, { translations: { fr: book, de: book, it: book, nl: book } }),
      'translations',
    )
    await faultOf(system.tags.manage.update(tag.id, { translations: { fr: { name: '' } } }), 'translations.fr.name')
    expect(() => system.inLanguage('no language')).toThrow()
    const ann = await addUser('ann')
    await refusalOf(ann.as.albums.update(id, { translations: { fr: { name: 'x' } } }), 'FORBIDDEN')
    expect((await ann.as.albums.get(id)).translations).toBeNull()
    expect((await ann.as.photos.get(photo.id)).translations).toBeNull()
  })

  it('photos are read and found in every language, and sorted by that of the gallery', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const { id: album } = await addAlbum('Album')
    const [a, b] = [await addPhoto(album, { title: 'Alpha' }), await addPhoto(album, { title: 'Beta' })]
    await system.photos.update(a.id, { translations: { fr: { title: 'Zèbre sauvage', description: 'Deux mots' } } })
    const french = system.inLanguage('fr')
    const { items } = await french.photos.list({ album, sort: 'title' })
    expect(items.map(({ title, languages }) => [title, languages.title])).toEqual([
      ['Zèbre sauvage', 'fr'],
      ['Beta', null],
    ])
    expect(await french.photos.get(a.id)).toMatchObject({ title: 'Zèbre sauvage', description: 'Deux mots' })
    for (const q of ['zebre', 'title:zebre', '"zebre sauvage"', 'deux', 'alpha'])
      expect(await foundBy(system, q)).toEqual([a.id])
    // No phrase reaches from one language into the next.
    expect(await foundBy(system, '"alpha zebre"')).toEqual([])
    await system.photos.update(a.id, { translations: { fr: { title: null } } })
    expect(await foundBy(system, 'zebre')).toEqual([])
    expect(await foundBy(system, 'deux')).toEqual([a.id])
    expect(await foundBy(system, 'beta')).toEqual([b.id])
  })

  it('a batch writes them into the change log, and undoing takes back what nobody changed since', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const { id: album } = await addAlbum('Album')
    const [one, two] = [await addPhoto(album, { title: 'One' }), await addPhoto(album, { title: 'Two' })]
    await system.photos.update(one.id, { translations: { fr: { title: 'Avant' }, de: { title: 'Vorher' } } })
    const { batchId } = await system.batch.run({
      select: { album },
      change: { set: { translations: { fr: { title: 'Tous' }, it: { title: 'Tutti' } } } },
    })
    expect((await system.photos.get(two.id)).translations).toEqual({ fr: { title: 'Tous' }, it: { title: 'Tutti' } })
    await system.photos.update(two.id, { translations: { it: { title: 'Altro' } } })
    expect(await system.batch.undo(batchId ?? '')).toMatchObject({ changed: 2, kept: 1 })
    expect((await system.photos.get(one.id)).translations).toEqual({ fr: { title: 'Avant' }, de: { title: 'Vorher' } })
    expect((await system.photos.get(two.id)).translations).toEqual({ it: { title: 'Altro' } })
    expect(await foundBy(system, 'tous')).toEqual([])
  })

  it('TAG-05 a tag is written, suggested and searched by its name in every language', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const { manage } = system.tags
    const { id: album } = await addAlbum('Album')
    const photo = await addPhoto(album, { tags: ['mountain'] })
    const tag = photo.tags[0] as { id: number }
    await manage.update(tag.id, {
      synonyms: ['peak'],
      translations: { fr: { name: 'montagne' }, es: { name: 'montaña' } },
    })
    expect(await manage.get(tag.id)).toMatchObject({
      name: 'mountain',
      synonyms: ['peak'],
      translations: { fr: { name: 'montagne' }, es: { name: 'montaña' } },
    })
    for (const q of ['montagne', 'tag:montana', 'mountain', 'peak'])
      expect(await foundBy(system, q)).toEqual([photo.id])
    expect(await system.tags.suggest({ text: 'montag' })).toMatchObject([{ id: tag.id, synonym: 'montagne' }])
    // Whoever writes the French name means the same tag.
    expect((await system.photos.update(photo.id, { tags: ['Montagne'] })).tags).toMatchObject([{ id: tag.id }])

    const french = system.inLanguage('fr')
    const named = { id: tag.id, name: 'montagne', language: 'fr' }
    expect((await french.photos.get(photo.id)).tags).toMatchObject([named])
    expect((await french.tags.list()).items).toMatchObject([named])
    expect(await french.tags.get(tag.id)).toMatchObject(named)
    expect(await french.tags.path(tag.id)).toMatchObject([named])
    expect(await french.browse.tagCloud()).toMatchObject([named])
    expect((await french.browse.tagIndex())[0]?.tags).toMatchObject([named])
    expect((await system.browse.tagIndex())[0]?.tags).toMatchObject([{ name: 'mountain' }])

    const other = await manage.create({ name: 'other' })
    const taken = await refusalOf(manage.update(other.id, { translations: { fr: { name: 'Montagne' } } }), 'NAME_TAKEN')
    expect(taken.issues[0]?.path).toBe('translations.fr.name')
    // The same word in two languages, and the name itself, are no names of another tag.
    await manage.update(other.id, {
      translations: { fr: { name: 'Other' }, it: { name: 'altro' }, pt: { name: 'Altro' } },
    })
    expect((await manage.get(other.id)).synonyms).toEqual([])
    await manage.update(tag.id, { translations: { fr: null } })
    expect(await foundBy(system, 'montagne')).toEqual([])
    await manage.merge({ from: [tag.id], into: other.id })
    expect(await foundBy(system, 'montaña')).toEqual([photo.id])
  })

  it('LNG-01 what people write while they read in another language is in that of the gallery', async () => {
    const { system, addAlbum } = await openTestGallery()
    const { id } = await addAlbum('Album')
    await system.albums.update(id, { translations: { fr: { name: 'Alboum' } } })
    const french = system.inLanguage('fr')
    expect(await french.albums.update(id, { name: 'Book' })).toMatchObject({ name: 'Alboum' })
    expect(await system.albums.get(id)).toMatchObject({ name: 'Book' })
  })
})
