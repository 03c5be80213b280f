import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { TestGallery } from '../../src/testing/test-gallery.ts'
import { describeDialects } from '../dialects.ts'
import { openLibrary } from '../library/library-world.ts'
import { picture } from '../media-fixtures.ts'
import type { TestWorld } from '../world.ts'

interface Words {
  readonly flat?: readonly string[]
  /** As Lightroom has them. */
  readonly paths?: readonly string[]
  /** As digiKam has them. */
  readonly digiKam?: readonly string[]
}

const list = (name: string, kind: string, words: readonly string[] = []) =>
  `<${name}><rdf:${kind}>${words.map((word) => `<rdf:li>${word}</rdf:li>`).join('')}</rdf:${kind}></${name}>`

const xmp = ({ flat, paths, digiKam }: Words) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/">
 ${list('dc:subject', 'Bag', flat)}${list('lr:hierarchicalSubject', 'Bag', paths)}${list('digiKam:TagsList', 'Seq', digiKam)}
 </rdf:Description></rdf:RDF></x:xmpmeta>`

/** Of other bytes each time: the picture is noise. */
const fileWith = (words: Words): Promise<Buffer> => picture().withXmp(xmp(words)).jpeg().toBuffer()

const work = async (world: TestWorld & TestGallery) => {
  const { system } = world
  const album = (await world.addAlbum('Album')).id
  return {
    album,
    add: async (words: Words) => {
      const content = Readable.from([await fileWith(words)])
      return (await system.photos.add({ content, fileName: 'x.jpg', album })).photo
    },
    synchronise: async () => {
      await system.photos.synchronise({})
      while (await world.gallery.jobs.runNext());
    },
    /** `Places > Brittany > coast` of every tag, in alphabetical order. */
    tree: async () =>
      (await system.tags.manage.list({ limit: 500 })).items
        .map((tag) => [...tag.above.map(({ name }) => name), tag.name].join(' > '))
        .sort(),
    tagsOf: async (id: number) => (await system.photos.get(id)).tags.map(({ name }) => name).sort(),
    tag: async (name: string) => {
      const found = (await system.tags.manage.list({ limit: 500 })).items.find((tag) => tag.name === name)
      if (!found) throw new Error(`No tag ${name}`)
      return found
    },
  }
}

describeDialects('paths of keywords', (dialect) => {
  const { openTestGallery } = dialect

  it('become a tree: the photo has the tag at their end, and those that it names flat', async () => {
    const world = await openTestGallery({ tools: false })
    const { add, tree, tagsOf, tag, synchronise } = await work(world)
    const lightroom = await add({ flat: ['coast', 'Brittany', 'sea'], paths: ['Places|Brittany|coast', 'sea'] })
    const digiKam = await add({ digiKam: ['Places/Brittany/Brest', 'People/Ada'] })
    const expected = ['People', 'People > Ada', 'Places', 'Places > Brittany', 'Places > Brittany > Brest']
    expect(await tree()).toEqual([...expected, 'Places > Brittany > coast', 'sea'])
    expect(await tagsOf(lightroom.id)).toEqual(['Brittany', 'coast', 'sea'])
    expect(await tagsOf(digiKam.id)).toEqual(['Ada', 'Brest'])
    const below = await world.system.photos.list({ tag: (await tag('Places')).id })
    expect(below.items.map(({ id }) => id).sort((a, b) => a - b)).toEqual([lightroom.id, digiKam.id])
    expect(await world.system.tags.manage.list({ orphans: true })).toMatchObject({ items: [] })

    const commit = () => world.db.read.selectFrom('gallery_state').select('commit_seq').executeTakeFirstOrThrow()
    const before = await commit()
    await synchronise()
    expect(await tree()).toEqual([...expected, 'Places > Brittany > coast', 'sea'])
    expect(await commit(), 'nothing was written').toEqual(before)
  })

  it('leave the order of the gallery alone, and make nothing for what has its place', async () => {
    const world = await openTestGallery({ tools: false })
    const { manage } = world.system.tags
    const { add, tree, tagsOf, tag } = await work(world)
    const france = await manage.create({ name: 'France' })
    await manage.create({ name: 'Brittany', parentId: france.id, synonyms: ['Bretagne'] })
    await manage.create({ name: 'By hand' })
    await add({ flat: ['imported', 'moved up'] })
    const up = await tag('moved up')
    await manage.update(up.id, { parentId: france.id })
    await manage.update(up.id, { parentId: null })
    const photo = await add({
      paths: [
        'Atlantic|Bretagne|coast',
        'Elsewhere|By hand',
        'Elsewhere|moved up',
        'Coll|imported',
        'Paris|Paris|Paris',
      ],
    })
    expect(await tagsOf(photo.id)).toEqual(['By hand', 'Paris', 'coast', 'imported', 'moved up'])
    expect(await tree()).toEqual([
      ...['By hand', 'Coll', 'Coll > imported', 'France', 'France > Brittany', 'France > Brittany > coast'],
      ...['Paris', 'moved up'],
    ])
    await add({ paths: ['Other|imported'] })
    expect(
      (await tag('imported')).above.map(({ name }) => name),
      'the first path stays',
    ).toEqual(['Coll'])
    // What has its place already leads on to what has none.
    await add({ paths: ['World|Coll|imported'] })
    expect((await tag('imported')).above.map(({ name }) => name)).toEqual(['World', 'Coll'])
    // What is above a tag was deleted on purpose.
    const above = (await tag('World')).id
    await manage.delete([above])
    await add({ paths: ['World|Coll|imported'] })
    expect((await tag('imported')).above.map(({ name }) => name)).toEqual(['Coll'])
    expect(await tree()).not.toContain('World')
    const history = await world.db.read
      .selectFrom('changes')
      .select(['before', 'after'])
      .where('subject', '=', 'tag')
      .where('subject_id', '=', (await tag('Coll')).id)
      .where('action', '=', 'placed')
      .execute()
    expect(history.map(({ after }) => JSON.parse(after as string))).toEqual([{ parentId: above }])
  })

  it('make no rings and no tree that is too deep', async () => {
    const world = await openTestGallery({ tools: false })
    const { add, tree, tagsOf, tag } = await work(world)
    await add({ paths: ['a|b'] })
    const ring = await add({ paths: ['b|a'] })
    expect(await tagsOf(ring.id)).toEqual(['a'])
    await add({ paths: ['b|c|a'] })
    await add({ paths: ['x|y|x', 'p|q', 'q|p'] })
    expect(await tree()).toEqual(['a', 'a > b', 'a > b > c', 'p', 'p > q', 'x', 'x > y'])

    const names = (from: number, count: number) => Array.from({ length: count }, (_, at) => `n${from + at}`)
    const beyond = await add({ paths: [names(100, 21).join('|')] })
    expect(await tagsOf(beyond.id)).toEqual(['n120'])
    expect((await tag('n120')).above).toEqual([])
    // Each of them may be there, but not all of them below one another.
    await add({ paths: [names(20, 20).join('|')] })
    await add({ paths: [names(19, 2).join('|')] })
    expect((await tag('n20')).above).toEqual([])
    await add({ paths: [`n38|free`, `n39|too deep`] })
    expect((await tag('free')).above).toHaveLength(19)
    expect((await tag('too deep')).above).toEqual([])
  })

  it('are read alone where the setting is off, and by a second look once it is on', async () => {
    const world = await openTestGallery({ tools: false })
    const { settings } = world.system
    const { add, tree, tagsOf, synchronise } = await work(world)
    expect((await settings.metadata()).settings.keywordTrees).toBe(true)
    await settings.setMetadata({ keywordTrees: false })
    const photo = await add({ flat: ['coast', 'Brittany'], paths: ['Places|Brittany|coast', 'People|Ada'] })
    expect(await tree()).toEqual(['Brittany', 'coast'])
    expect((await world.system.photos.metadata(photo.id)).keywordPaths).toEqual([
      ['Places', 'Brittany', 'coast'],
      ['People', 'Ada'],
    ])
    await synchronise()
    expect(await tree()).toEqual(['Brittany', 'coast'])
    await settings.setMetadata({ keywordTrees: true })
    await synchronise()
    expect(await tree()).toEqual([
      ...['People', 'People > Ada', 'Places', 'Places > Brittany', 'Places > Brittany > coast'],
    ])
    expect(await tagsOf(photo.id)).toEqual(['Ada', 'Brittany', 'coast'])
  })

  it('are taken from folders, with those of sidecars before those of files', async () => {
    await using world = await openLibrary(dialect, { tools: false })
    const { tree, tagsOf } = await work(world)
    for (let at = 0; at < 12; at++)
      await world.putBytes(`${at}.jpg`, await fileWith({ flat: ['coast'], paths: ['Places|Brittany|coast'] }))
    await world.putBytes('3.xmp', xmp({ digiKam: ['Places/Normandy', 'Places/Brittany/Brest'] }))
    expect(await world.sync()).toMatchObject({ added: 12 })
    expect(await tree()).toEqual([
      ...['Places', 'Places > Brittany', 'Places > Brittany > Brest', 'Places > Brittany > coast', 'Places > Normandy'],
    ])
    expect(await tagsOf(await world.photoAt('3.jpg'))).toEqual(['Brest', 'Normandy'])
    await world.putBytes('5.jpg', await fileWith({ paths: ['Places|Normandy|dunes'] }))
    expect(await world.sync()).toMatchObject({ changed: 1 })
    expect(await tagsOf(await world.photoAt('5.jpg'))).toEqual(['coast', 'dunes'])
    expect(await tree()).toContain('Places > Normandy > dunes')
  })

  it('do without the tags that a plugin takes away', async () => {
    const world = await openTestGallery({ tools: false })
    const { add, tree } = await work(world)
    world.gallery.hooks.filter('photo.adding', ({ draft, source }) => ({
      source,
      draft: { ...draft, tags: draft.tags.filter((name) => name !== 'Ada') },
    }))
    await add({ paths: ['People|Ada', 'Places|Brittany'] })
    expect(await tree()).toEqual(['Places', 'Places > Brittany'])
  })

  it('are written into sidecars and files that the gallery gives out', async () => {
    const world = await openTestGallery({ tools: { programs: { exiftool: false } } })
    const { system } = world
    const { add } = await work(world)
    const told = async (id: number, metadata: 'edited' | 'sidecar') => {
      const bytes =
        metadata === 'sidecar'
          ? (await system.photos.sidecar(id)).bytes
          : await buffer(await (await system.photos.original(id, { metadata })).open())
      const text = Buffer.from(bytes).toString('utf8')
      const subject = /<lr:hierarchicalSubject.*?<\/lr:hierarchicalSubject>/s.exec(text)?.[0] ?? ''
      return [...subject.matchAll(/<rdf:li>(.*?)<\/rdf:li>/g)].map(([, path]) => path)
    }
    const had = await add({ flat: ['coast', 'sea'], paths: ['Places|Brittany|coast', 'sea'] })
    const bare = await add({ flat: ['sea'] })
    const first = await system.photos.original(had.id, { metadata: 'stored' })
    expect((await system.photos.original(had.id, { metadata: 'edited' })).sha256, 'says it all').toBe(first.sha256)
    const coast = had.tags.find(({ name }) => name === 'coast')
    await system.tags.manage.create({ name: 'Brest', parentId: coast?.id ?? null })
    await system.photos.update(had.id, { tags: ['Brest', 'sea', 'new'] })
    expect(await told(had.id, 'edited')).toEqual(['sea', 'Places|Brittany|coast|Brest', 'new'])
    await system.photos.update(bare.id, { tags: ['Brest', 'sea'] })
    for (const kind of ['edited', 'sidecar'] as const)
      expect(await told(bare.id, kind), kind).toEqual(['Places|Brittany|coast|Brest'])
    await system.settings.setMetadata({ keywordTrees: false })
    expect(await told(bare.id, 'edited')).toEqual([])

    // A path that made no tag is not one that was taken away.
    const unread = await add({ flat: ['sea'], paths: ['People|Ada', 'sea'] })
    await system.settings.setMetadata({ keywordTrees: true })
    await system.photos.update(unread.id, { title: 'Written' })
    expect(await told(unread.id, 'edited')).toEqual(['People|Ada', 'sea'])
    expect(await told(unread.id, 'sidecar')).toEqual(['People|Ada', 'sea'])
  })
})
