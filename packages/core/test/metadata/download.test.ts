import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { ActorGallery } from '../../src/gallery.types.ts'
import type { OriginalMetadata } from '../../src/photos/photo.types.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { createTestGallery, type TestGallery } from '../../src/testing/test-gallery.ts'
import { picture } from '../media-fixtures.ts'
import { refusalOf } from '../world.ts'

const run = promisify(execFile)
// Each step starts programs, on machines that are busy, too.
vi.setConfig({ testTimeout: 120_000 })

describeWith('exiftool', 'what files say when they are given out', ({ exiftool }) => {
  let folder = ''
  /** The same bytes for all tests: the picture is noise. */
  let sent: Buffer = Buffer.alloc(0)
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-download-'))
    sent = await makeJpeg()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const makeJpeg = () =>
    picture()
      .withExif({
        IFD0: { Make: 'Vitrine', Artist: 'Ada', Copyright: 'Ada' },
        IFD2: { DateTimeOriginal: '2024:03:10 14:05:06', OffsetTimeOriginal: '+01:00' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 23/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '4/1 29/1 0/1' },
      })
      .withXmp(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:acme="http://acme.example/ns/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 acme:secret="kept" photoshop:City="Brest" exif:GPSLatitude="48,23.0N" exif:GPSLongitude="4,29.0W">
 <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Before</rdf:li><rdf:li xml:lang="de">Vorher</rdf:li></rdf:Alt></dc:title>
 <dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>coast</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`,
      )
      .jpeg()
      .toBuffer()

  const fill = async ({ gallery }: TestGallery) => {
    const as = gallery.asSystem('test')
    const album = await as.albums.create({ name: 'Coast', visibility: 'public' })
    const { photo } = await as.photos.add({
      content: Readable.from([sent]),
      fileName: 'a.jpg',
      album: album.id,
    })
    return { as, album, photo }
  }
  const take = async (as: ActorGallery, id: number, metadata: OriginalMetadata) => {
    const file = await as.photos.original(id, { metadata })
    const bytes = await buffer(await file.open())
    expect(bytes.length).toBe(file.bytes)
    const path = join(folder, `${metadata}.jpg`)
    await writeFile(path, bytes)
    const { stdout } = await run(exiftool, ['-j', '-n', '-G1', '-struct', path])
    return { bytes, tags: (JSON.parse(stdout) as Record<string, unknown>[])[0] ?? {} }
  }

  it('takes a custom field that neither the photo nor its file has for what it is: nothing to write', async () => {
    await using test = await createTestGallery({})
    const { as, photo } = await fill(test)
    await as.fields.create({ subject: 'photo', name: 'Place', type: 'text' })
    const tags = ['XMP-iptcCore:Location'] as const
    await as.settings.setMetadata({ fields: { place: { read: tags, write: tags } } })
    expect((await take(as, photo.id, 'edited')).bytes).toEqual(sent)
    await as.photos.update(photo.id, { title: 'After' })
    const edited = (await take(as, photo.id, 'edited')).tags
    expect(edited['XMP-dc:Title']).toBe('After')
    expect(edited).not.toHaveProperty('XMP-iptcCore:Location')
    await as.photos.update(photo.id, { fields: { place: 'Brest' } })
    expect((await take(as, photo.id, 'edited')).tags['XMP-iptcCore:Location']).toBe('Brest')
  })

  for (const [title, tools] of [
    ['with exiftool', {}],
    ['without exiftool', { programs: { exiftool: false as const } }],
  ] as const) {
    it(`PR-02: gives a JPEG out as stored, with edits, stripped, and without a position, ${title}`, async () => {
      await using test = await createTestGallery({ tools })
      const { as, photo } = await fill(test)
      expect(photo).toMatchObject({ title: 'Before', latitude: expect.closeTo(48.3833, 3) })
      expect((await take(as, photo.id, 'stored')).bytes).toEqual(sent)
      expect((await take(as, photo.id, 'edited')).bytes, 'nothing was edited').toEqual(sent)

      await as.photos.update(photo.id, { title: 'After <&> ☂', rating: 3, tags: ['sea', 'storm'] })
      const edited = await take(as, photo.id, 'edited')
      expect(edited.tags).toMatchObject({
        'XMP-dc:Title': 'After <&> ☂',
        'XMP-dc:Title-de': 'Vorher',
        'XMP-dc:Subject': ['sea', 'storm'],
        'XMP-xmp:Rating': 3,
        'XMP-photoshop:City': 'Brest',
        'IFD0:Make': 'Vitrine',
        'ExifIFD:DateTimeOriginal': '2024:03:10 14:05:06',
      })
      expect(edited.bytes.toString('latin1')).toContain('secret')

      const stripped = await take(as, photo.id, 'stripped')
      expect(Object.keys(stripped.tags).filter((tag) => /^(IFD0|ExifIFD|GPS|XMP)/.test(tag))).toEqual([])

      const withoutPosition = await take(as, photo.id, 'without-position')
      expect(Object.keys(withoutPosition.tags).filter((tag) => /latitude|longitude|gpsposition/i.test(tag))).toEqual([])
      expect(withoutPosition.tags).toMatchObject({ 'IFD0:Make': 'Vitrine', 'XMP-photoshop:City': 'Brest' })
      // A part of a copy is a part of the same bytes.
      const file = await as.photos.original(photo.id, { metadata: 'without-position' })
      expect(await buffer(await file.open({ start: 100, end: 199 }))).toEqual(withoutPosition.bytes.subarray(100, 200))
    })

    it(`IN-23: makes a sidecar that exiftool reads, ${title}`, async () => {
      await using test = await createTestGallery({ tools })
      const { as, photo } = await fill(test)
      await as.photos.update(photo.id, {
        title: 'Side ]]> & <b a="\'">',
        latitude: -10.5,
        longitude: 20.25,
        takenAt: '2020-01-02T03:04:05Z',
      })
      const { fileName, bytes } = await as.photos.sidecar(photo.id)
      expect(fileName).toBe('a.jpg.xmp')
      const path = join(folder, fileName)
      await writeFile(path, bytes)
      const { stdout } = await run(exiftool, ['-j', '-n', '-G1', path])
      const [tags] = JSON.parse(stdout) as Record<string, unknown>[]
      expect(tags).toMatchObject({
        'XMP-dc:Title': 'Side ]]> & <b a="\'">',
        'XMP-dc:Creator': 'Ada',
        'XMP-dc:Subject': expect.arrayContaining(['sea', 'coast']),
        'XMP-exif:GPSLatitude': -10.5,
        'XMP-exif:GPSLongitude': 20.25,
        'XMP-photoshop:DateCreated': '2020:01:02 03:04:05+00:00',
      })
      expect(Buffer.from(bytes).toString('utf8')).toContain('acme:secret="kept"')
    })
  }

  it('says what is missing where a copy cannot be made', async () => {
    await using test = await createTestGallery({ tools: { programs: { exiftool: false } } })
    const { as, album } = await fill(test)
    const png = Readable.from([await picture().png().toBuffer()])
    const { photo } = await as.photos.add({ content: png, fileName: 'b.png', album: album.id })
    const error = await refusalOf(as.photos.original(photo.id, { metadata: 'stripped' }), 'METADATA_NOT_WRITABLE')
    expect(error.message).toContain('exiftool')
  })

  it('keeps positions from those whom the settings give none', async () => {
    await using test = await createTestGallery()
    const { as, album, photo } = await fill(test)
    const { id } = await as.users.create({ username: 'eve', password: 'correct horse battery', role: 'user' })
    const eve = test.gallery.as({ kind: 'user', userId: id })
    await as.albums.setGrants(album.id, {
      inherit: true,
      grants: [{ principal: { type: 'user', id }, capabilities: ['view', 'download'] }],
    })
    await as.settings.setMetadata({ withoutPosition: [{ album: album.id }] })
    for (const metadata of ['stored', 'edited'] as const) {
      const { tags } = await take(eve, photo.id, metadata)
      expect(Object.keys(tags).filter((tag) => /latitude|longitude/i.test(tag))).toEqual([])
    }
    expect((await take(as, photo.id, 'stored')).bytes).toEqual(sent)
    const sidecar = await eve.photos.sidecar(photo.id)
    expect(Buffer.from(sidecar.bytes).toString('utf8')).not.toMatch(/latitude/i)
  })

  it('writes into originals where the settings allow it, and keeps them as versions', async () => {
    await using test = await createTestGallery()
    const { as, photo } = await fill(test)
    await as.photos.update(photo.id, { title: 'Written' })
    await refusalOf(as.photos.writeBack({ photo: photo.id }), 'METADATA_WRITING_OFF')
    await as.settings.setMetadata({ writesFiles: true })
    const jobId = await as.photos.writeBack({ photo: photo.id })
    while (await test.gallery.jobs.runNext());
    expect(await as.photos.metadataJob(jobId as number)).toMatchObject({ state: 'done', done: 1, total: 1 })
    const { tags } = await take(as, photo.id, 'stored')
    expect(tags).toMatchObject({ 'XMP-dc:Title': 'Written', 'IFD0:Artist': 'Ada' })
    expect(await as.photos.versions.list(photo.id)).toHaveLength(1)
    expect(await as.photos.get(photo.id)).toMatchObject({ title: 'Written', author: 'Ada' })
    // Once more, there is nothing to write.
    await as.photos.writeBack({ photo: photo.id })
    while (await test.gallery.jobs.runNext());
    expect(await as.photos.versions.list(photo.id)).toHaveLength(1)
  })
})
