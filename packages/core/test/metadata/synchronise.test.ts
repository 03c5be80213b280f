import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { picture } from '../media-fixtures.ts'
import { refusalOf } from '../world.ts'

const file = (inside: string) =>
  picture()
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" ${inside}/></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer()

describeDialects('metadata that are read again', ({ openTestGallery }) => {
  it('fill what was empty, by the mapping of now, and leave what people wrote', async () => {
    const world = await openTestGallery({ tools: false })
    const { system } = world
    const album = (await world.addAlbum('Album')).id
    const below = (await world.addAlbum('Below', { parentId: album })).id
    const add = async (inside: string, to: number) =>
      (await system.photos.add({ content: Readable.from([await file(inside)]), fileName: 'x.jpg', album: to })).photo
    const first = await add('photoshop:Headline="News" xmp:Rating="2" Iptc4xmpCore:Location="Quay"', album)
    const second = await add('photoshop:Headline="Old" xmp:Rating="4"', below)
    expect(first).toMatchObject({ title: null, rating: 2, fields: {} })
    await system.photos.update(first.id, { rating: 5 })
    await system.fields.create({ subject: 'photo', key: 'place', name: 'Place', type: 'text' })

    const refused = { fields: { nowhere: { read: ['XMP-photoshop:Headline'], write: [] } } } as const
    expect((await refusalOf(system.settings.setMetadata(refused), 'INPUT_INVALID')).issues[0]?.path).toBe(
      'fields.nowhere',
    )
    const unknown = { read: { title: ['XMP-nobody:Knows'] } } as const
    expect((await refusalOf(system.settings.setMetadata(unknown), 'INPUT_INVALID')).issues[0]?.path).toBe(
      'read.title.0',
    )
    const { settings } = await system.settings.setMetadata({
      read: { title: ['XMP-photoshop:Headline', 'xmp'] },
      fields: { place: { read: ['XMP-iptcCore:Location'], write: [] } },
    })
    expect(settings.read).toMatchObject({ title: ['XMP-photoshop:Headline', 'xmp'], rating: ['xmp', 'exif'] })

    const work = async (options: Parameters<typeof system.photos.synchronise>[0]) => {
      const jobId = await system.photos.synchronise(options)
      expect(await system.photos.synchronise(options), 'once at a time').toBeNull()
      while (await world.gallery.jobs.runNext());
      expect(await system.photos.metadataJob(jobId as number)).toMatchObject({ state: 'done' })
    }
    await work({ album })
    expect(await system.photos.get(first.id)).toMatchObject({ title: 'News', rating: 5, fields: { place: 'Quay' } })
    expect(await system.photos.get(second.id), 'in an album below').toMatchObject({ title: null })
    await work({ album, recursive: true })
    expect(await system.photos.get(second.id)).toMatchObject({ title: 'Old', rating: 4 })

    await system.photos.update(second.id, { description: 'By hand' })
    await work({ photo: second.id, clear: true })
    expect(await system.photos.get(second.id)).toMatchObject({ description: 'By hand' })
    await work({ photo: second.id, clear: true, keepWritten: false })
    expect(await system.photos.get(second.id)).toMatchObject({ title: 'Old', description: null })
    await work({ q: 'rating:5', keepWritten: false })
    expect(await system.photos.get(first.id)).toMatchObject({ rating: 2 })
  })
})
