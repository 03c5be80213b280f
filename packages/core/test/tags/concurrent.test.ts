import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { describeDialects, type TestDatabase } from '../dialects.ts'
import { picture } from '../media-fixtures.ts'

/** What must hold of tags whatever was done to them at once. Empty where all is well. */
const faultsOf = async (database: TestDatabase): Promise<string[]> => {
  const { read } = await database.connect()
  const tags = await read.selectFrom('tags').selectAll().execute()
  const synonyms = await read.selectFrom('tag_synonyms').selectAll().execute()
  const links = await read.selectFrom('photo_tags').selectAll().execute()
  const ids = new Set(tags.map((tag) => tag.id))
  const keys = new Set(tags.map((tag) => tag.name_key))
  const parents = new Map(tags.map((tag) => [tag.id, tag.parent_id]))
  const isRing = (id: number) => {
    let above = parents.get(id) ?? null
    for (let steps = 0; above !== null; steps++, above = parents.get(above) ?? null)
      if (steps > tags.length) return true
    return false
  }
  const created = await read
    .selectFrom('changes')
    .select('subject_id')
    .where('subject', '=', 'tag')
    .where('action', '=', 'created')
    .execute()
  const times = new Map<number, number>()
  for (const { subject_id } of created) times.set(subject_id, (times.get(subject_id) ?? 0) + 1)
  return [
    ...synonyms.filter((row) => keys.has(row.name_key)).map((row) => `${row.name} is a tag and a synonym`),
    ...synonyms.filter((row) => !ids.has(row.tag_id)).map((row) => `${row.name} is a synonym of nothing`),
    ...links.filter((link) => !ids.has(link.tag_id)).map((link) => `photo ${link.photo_id} has no tag ${link.tag_id}`),
    ...tags.filter((tag) => isRing(tag.id)).map((tag) => `${tag.name} is in a ring`),
    ...[...times].filter(([, count]) => count > 1).map(([id, count]) => `tag ${id} was made ${count} times`),
    ...tags.filter((tag) => !times.has(tag.id)).map((tag) => `tag ${tag.id} was never made`),
  ]
}

const outcomes = async (attempts: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(attempts)).map((outcome) => {
    if (outcome.status === 'fulfilled') return 'ok'
    if (!VitrineError.is(outcome.reason)) throw outcome.reason
    return outcome.reason.code
  })

describeDialects('tags changed at once', ({ openTestGallery, migratedDatabase }) => {
  it('are made once, and told once', async () => {
    const on = await migratedDatabase()
    const worlds = [await openTestGallery({ on }), await openTestGallery({ on })]
    const told: number[] = []
    for (const { gallery } of worlds) gallery.hooks.on('tag.created', ({ tagIds }) => void told.push(...tagIds))
    const album = (await worlds[0]?.addAlbum('Album'))?.id as number
    const names = (turn: number) => Array.from({ length: 12 }, (_, index) => `tag ${(index * 7 + turn * 5) % 20}`)
    const done = await Promise.allSettled(
      Array.from({ length: 8 }, (_, turn) => worlds[turn % 2]?.addPhoto(album, { tags: names(turn) })),
    )
    for (const outcome of done) if (outcome.status === 'rejected') throw outcome.reason
    expect(await faultsOf(on)).toEqual([])
    const { items } = (await worlds[0]?.system.tags.manage.list()) ?? { items: [] }
    expect(items).toHaveLength(20)
    expect(told.sort((a, b) => a - b)).toEqual(items.map((tag) => tag.id).sort((a, b) => a - b))
    expect(items.reduce((sum, tag) => sum + tag.photos, 0)).toBe(8 * 12)
  })

  it('keep one name to one tag', async () => {
    const on = await migratedDatabase()
    const one = await openTestGallery({ on })
    const two = await openTestGallery({ on })
    const { manage } = one.system.tags
    const album = (await one.addAlbum('Album')).id
    const a = await manage.create({ name: 'a' })
    const b = await manage.create({ name: 'b' })
    const codes = await outcomes([
      manage.create({ name: 'New' }),
      two.system.tags.manage.create({ name: 'NEW' }),
      manage.update(a.id, { synonyms: ['new'] }),
      two.system.tags.manage.update(b.id, { name: 'néw' }),
      one.addPhoto(album, { tags: ['new'] }),
      two.addPhoto(album, { tags: ['New', 'other'] }),
    ])
    expect(codes.slice(4)).toEqual(['ok', 'ok'])
    for (const code of codes) expect(['ok', 'NAME_TAKEN']).toContain(code)
    expect(await faultsOf(on)).toEqual([])
    const photos = await one.system.photos.list({})
    expect(new Set(photos.items.flatMap((photo) => photo.tags.map((tag) => tag.id))).size).toBe(2)
  })

  it('stay whole under merges, moves, renames, deletions and uploads', async () => {
    const on = await migratedDatabase()
    const worlds = [await openTestGallery({ on }), await openTestGallery({ on })]
    const [one, two] = worlds as [(typeof worlds)[0], (typeof worlds)[0]]
    const album = (await one.addAlbum('Album')).id
    const ids: number[] = []
    for (let index = 0; index < 8; index++) ids.push((await one.system.tags.manage.create({ name: `t${index}` })).id)
    for (let round = 0; round < 3; round++) {
      const at = (index: number) => ids[(index + round) % ids.length] as number
      await outcomes([
        one.system.tags.manage.merge({ from: [at(0), at(1)], into: at(2) }),
        two.system.tags.manage.merge({ from: [at(2)], into: at(1) }),
        one.system.tags.manage.update(at(3), { parentId: at(4) }),
        two.system.tags.manage.update(at(4), { parentId: at(3) }),
        one.system.tags.manage.update(at(5), { name: `r${round}`, keepOldName: true }),
        two.system.tags.manage.delete([at(6)]),
        one.addPhoto(album, { tags: ids.map((_, index) => `t${index}`) }),
        two.addPhoto(album, { tags: [`r${round}`, 't0', 't5'] }),
      ])
      expect(await faultsOf(on)).toEqual([])
    }
    const { items } = await one.system.photos.list({})
    // Each photo has what it was given, by whatever name that is known now; but for what was deleted.
    for (const { id } of items) expect((await one.system.photos.get(id)).tags.length).toBeGreaterThan(0)
  })

  it('are placed once by the paths of files, whoever moves them meanwhile', async () => {
    const on = await migratedDatabase()
    const worlds = [await openTestGallery({ on, tools: false }), await openTestGallery({ on, tools: false })]
    const [one, two] = worlds as [(typeof worlds)[0], (typeof worlds)[0]]
    const albums = [(await one.addAlbum('One')).id, (await one.addAlbum('Two')).id, (await one.addAlbum('Three')).id]
    const { manage } = two.system.tags
    const lone = await manage.create({ name: 'Lone' })
    const add = async (turn: number, paths: readonly string[]) => {
      const content = Readable.from([await fileWith(paths)])
      const album = albums[turn % albums.length] as number
      await (turn % 2 === 0 ? one : two).system.photos.add({ content, fileName: `${turn}.jpg`, album })
    }
    for (let round = 0; round < 3; round++) {
      const turns = Array.from({ length: 8 }, (_, turn) => round * 8 + turn)
      const done = await Promise.allSettled([
        ...turns.map((turn) =>
          add(turn, [
            `Top${round}|Middle${round}|leaf${round}${turn % 4}`,
            turn % 2 === 0 ? `A${round}|B${round}|C${round}` : `C${round}|B${round}|A${round}`,
            `Lone|below${turn % 2}`,
          ]),
        ),
        manage.update(lone.id, { parentId: (await manage.create({ name: `Hand${round}` })).id }),
      ])
      for (const outcome of done) if (outcome.status === 'rejected') throw outcome.reason
      expect(await faultsOf(on)).toEqual([])
    }
    const { items } = await manage.list({ limit: 500 })
    const paths = items.map((tag) => [...tag.above.map(({ name }) => name), tag.name].join(' > ')).sort()
    expect(paths).toHaveLength(4 + 3 * (2 + 4 + 3) + 2)
    for (let round = 0; round < 3; round++) {
      for (let leaf = 0; leaf < 4; leaf++) expect(paths).toContain(`Top${round} > Middle${round} > leaf${round}${leaf}`)
      expect(paths.filter((path) => path.includes(`B${round}`)).length, 'one order of the two').toBeLessThanOrEqual(2)
    }
    for (const name of ['below0', 'below1']) expect(paths).toContain(`Hand2 > Lone > ${name}`)
  })
})

const fileWith = (paths: readonly string[]): Promise<Buffer> =>
  picture()
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/"><lr:hierarchicalSubject><rdf:Bag>${paths.map((path) => `<rdf:li>${path}</rdf:li>`).join('')}
 </rdf:Bag></lr:hierarchicalSubject></rdf:Description></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer()
