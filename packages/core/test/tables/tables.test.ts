import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import type { ActorGallery } from '../../src/gallery.types.ts'
import type { Photo } from '../../src/photos/photo.types.ts'
import type { TableExportOptions, TableImportOptions } from '../../src/tables/table.types.ts'
import { describeDialects } from '../dialects.ts'
import { recount, refusalOf } from '../world.ts'

const exported = async (gallery: ActorGallery, options?: TableExportOptions): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of gallery.tables.export(options)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
const records = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true })

/** In pieces that cut characters and cells. */
async function* pieces(text: string | Buffer): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
}
const imported = (gallery: ActorGallery, text: string | Buffer, options?: TableImportOptions) =>
  gallery.tables.import(pieces(text), options)

const csv = (...rows: string[]) => `${rows.join('\r\n')}\r\n`

describeDialects('tables of metadata', ({ openTestGallery }) => {
  const open = async () => {
    const world = await openTestGallery()
    const { system } = world
    await system.fields.create({ subject: 'photo', name: 'Licence', type: 'choice', choices: ['free', 'paid'] })
    await system.fields.create({ subject: 'photo', name: 'Printed', type: 'boolean' })
    await system.fields.create({ subject: 'photo', name: 'Price', type: 'number' })
    const album = await world.addAlbum('A/B; C')
    const below = await world.addAlbum('Below', { parentId: album.id })
    const one = await world.addPhoto(album.id, { fileName: 'one.jpg' })
    const two = await world.addPhoto(below.id, { fileName: 'two.jpg' })
    const get = (photo: Photo) => system.photos.get(photo.id)
    return { ...world, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](), album, below, one, two, get }
  }

  const nasty = {
    title: '=HYPERLINK("http://evil")',
    description: 'Several lines,\nwith "quotes"; and\ta tab',
    author: "'quoted'",
    copyright: '@somebody',
    rating: 4,
    level: 2,
    takenAt: '2019-07-04T16:30:00.000Z',
    latitude: -48.5,
    longitude: 2.25,
    altitude: -3,
    tags: ['sea; and coast', '+1', 'Écume 🌊', 'back\\slash'],
    fields: { licence: 'free', printed: false, price: -12.5 },
  } as const

  it('come back as they went, in every format, and change nothing', async () => {
    await using world = await open()
    await world.system.photos.update(world.one.id, { ...nasty, tags: [...nasty.tags] })
    const before = [await world.get(world.one), await world.get(world.two)]
    for (const format of ['csv', 'json', 'ndjson'] as const) {
      const text = await exported(world.system, { format, bom: true })
      const same = await imported(world.system, text)
      expect(same, format).toMatchObject({ rows: 2, changed: 0, unchanged: 2, failed: 0, errors: [], batchId: null })

      await world.system.photos.update(world.one.id, {
        title: 'x',
        description: 'x',
        author: 'x',
        copyright: 'x',
        rating: 1,
        level: 0,
        takenAt: null,
        latitude: 1,
        longitude: 1,
        altitude: 1,
        tags: [],
        fields: { licence: null, printed: true, price: 1 },
      })
      const report = await imported(world.system, text)
      expect(report, format).toMatchObject({ rows: 2, changed: 1, unchanged: 1, failed: 0, ignoredColumns: [] })
      const { updatedAt: _at, ...after } = await world.get(world.one)
      expect({ ...before[0], ...after, updatedAt: before[0]?.updatedAt }).toEqual({
        ...before[0],
        takenAtLocal: after.takenAtLocal,
      })
      expect(after).toMatchObject({ ...nasty, tags: before[0]?.tags })
    }
    expect(await recount(world.db)).toEqual([])
  })

  it('IN-19: are CSV as the standard has it, and harmless in a spreadsheet', async () => {
    await using world = await open()
    await world.system.photos.update(world.one.id, { ...nasty, tags: [...nasty.tags] })
    const text = await exported(world.system, { bom: true, album: world.album.id })
    expect(text.startsWith('\ufeffid,sha256,fileName,albums,albumIds,title,')).toBe(true)
    expect(text.split('\r\n')).toHaveLength(3)
    const [row, ...others] = records(text)
    expect(others).toEqual([])
    expect(row).toMatchObject({
      fileName: 'one.jpg',
      albums: 'A\\\\/B\\; C',
      title: `'=HYPERLINK("http://evil")`,
      author: `''quoted'`,
      copyright: "'@somebody",
      latitude: '-48.5',
      'fields.price': '-12.5',
      'fields.printed': 'false',
    })
    expect(records(await exported(world.system, { q: 'file:two', bom: false }))).toMatchObject([
      { fileName: 'two.jpg' },
    ])
  })

  it('find photos by id, by bytes, and by name and album', async () => {
    await using world = await open()
    const twin = await world.addPhoto(world.below.id, { fileName: 'one.jpg' })
    const report = await imported(
      world.system,
      csv(
        'id,sha256,fileName,albums,title',
        `${world.two.id},,,,by id`,
        `,${world.one.sha256},,,by bytes`,
        `,,one.jpg,A\\\\/B\\; C/Below,by name`,
        `,,one.jpg,,which`,
        `,,none.jpg,,nobody`,
        `,,one.jpg,Elsewhere,nowhere`,
        `${world.two.id},${world.one.sha256},,,of another gallery`,
        `,,,,nothing`,
      ),
      { skipErrors: true },
    )
    expect(report).toMatchObject({ rows: 8, changed: 3, failed: 5 })
    expect(report.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [5, 'fileName', 'CONFLICT'],
      [6, 'fileName', 'PHOTO_NOT_FOUND'],
      [7, 'albums', 'ALBUM_NOT_FOUND'],
      [8, 'sha256', 'CONFLICT'],
      [9, 'id', 'PHOTO_NOT_FOUND'],
    ])
    expect([await world.get(world.two), await world.get(world.one), await world.get(twin)]).toMatchObject([
      { title: 'by id' },
      { title: 'by bytes' },
      { title: 'by name' },
    ])
  })

  it('tell in a dry run what would change, and with a wrong row change nothing', async () => {
    await using world = await open()
    const table = csv(
      'id;title;rating;tags;fields.licence;fields.price;Notes',
      `${world.one.id};A title;5;"a\\; b; c";free;1,5;of mine`,
      `${world.two.id};;9;;stolen;much;`,
    )
    const dry = await imported(world.system, table, { dryRun: true })
    expect(dry).toMatchObject({ isDryRun: true, rows: 2, changed: 1, failed: 1, ignoredColumns: ['Notes'] })
    const good = csv('id;title;rating;tags;fields.price', `${world.one.id};A title;5;"a\\; b; c";1,5`)
    const preview = await imported(world.system, good, { dryRun: true })
    expect(preview).toMatchObject({ changed: 1, columns: { title: 1, rating: 1, tags: 1, 'fields.price': 1 } })
    expect(preview.changes).toContainEqual({
      row: 2,
      photoId: world.one.id,
      column: 'rating',
      before: null,
      after: '5',
    })
    expect(await world.get(world.one)).toMatchObject({ title: null, rating: null, tags: [] })

    const wrong = await imported(world.system, `${good}${world.two.id};x;9;;much\r\n`)
    expect(wrong).toMatchObject({ changed: 1, failed: 1, batchId: null })
    expect(wrong.errors.map(({ row, column, message }) => [row, column, message])).toEqual([
      [3, 'fields.price', 'Must be a number.'],
      [3, 'rating', 'Must be 5 at most.'],
    ])
    expect(await world.get(world.one)).toMatchObject({ title: null })
    const most = await imported(world.system, `${good}${world.two.id};x;9;;much\r\n`, { skipErrors: true })
    expect(most).toMatchObject({ changed: 1, failed: 1 })
    expect(await world.get(world.one)).toMatchObject({ title: 'A title', fields: { price: 1.5 } })
    expect((await world.get(world.one)).tags.map(({ name }) => name).sort()).toEqual(['a; b', 'c'])
  })

  it('leave values alone where cells are empty, unless they are asked to clear them', async () => {
    await using world = await open()
    await world.system.photos.update(world.one.id, { title: 'Kept', rating: 3, tags: ['kept'], level: 2 })
    const table = csv('id,title,rating,tags,level,albumIds', `${world.one.id},,,,,`)
    expect(await imported(world.system, table)).toMatchObject({ changed: 0, unchanged: 1 })
    expect(await imported(world.system, table, { clearEmpty: true })).toMatchObject({ changed: 1 })
    const { albumIds, ...photo } = await world.get(world.one)
    expect(photo).toMatchObject({ title: null, rating: null, tags: [], level: 2 })
    expect(albumIds).toEqual([world.album.id])
  })

  it('change many photos as one batch of the change log', { timeout: 300_000 }, async () => {
    await using world = await open()
    const photos = [world.one, world.two]
    for (let i = 0; i < 103; i++) photos.push(await world.addPhoto(world.album.id))
    const rows = photos.map(({ id }) => `${id},Title ${id},${world.album.id}; ${world.below.id}`)
    const seen: number[] = []
    const report = await imported(world.system, csv('id,title,albumIds', ...rows), {
      onProgress: ({ phase, rowsDone }) => void (phase === 'applying' && seen.push(rowsDone)),
    })
    expect(report).toMatchObject({ changed: 105, failed: 0, columns: { title: 105, albumIds: 105 } })
    expect(report.changes).toHaveLength(100)
    expect(seen).toEqual([100, 105])
    const { length } = await world.db.read
      .selectFrom('changes')
      .select('id')
      .where('batch_id', '=', report.batchId)
      .where('action', '=', 'updated')
      .execute()
    expect(length).toBe(105)
    expect(await recount(world.db)).toEqual([])
    expect(await imported(world.system, csv('id,title,albumIds', ...rows))).toMatchObject({ unchanged: 105 })
  })

  it('go by the rights of whoever asks', async () => {
    await using world = await open()
    const hidden = await world.addAlbum('Hidden', { visibility: 'private' })
    const secret = await world.addPhoto(hidden.id, { fileName: 'secret.jpg' })
    const ann = await world.addUser('ann')
    await world.grant(world.below.id, [['user', ann.id, 'view', 'edit']])
    const table = csv(
      'id,sha256,fileName,title,albumIds',
      `${world.two.id},,,mine,`,
      `${world.one.id},,,not mine,`,
      `${secret.id},,,secret,`,
      `,${secret.sha256},,secret,`,
      `,,secret.jpg,secret,`,
      `${world.two.id},,,,${world.album.id}`,
    )
    const report = await imported(ann.as, table, { skipErrors: true })
    expect(report.errors.map(({ row, code }) => [row, code])).toEqual([
      [3, 'FORBIDDEN'],
      [4, 'PHOTO_NOT_FOUND'],
      [5, 'PHOTO_NOT_FOUND'],
      [6, 'PHOTO_NOT_FOUND'],
      [7, 'INPUT_INVALID'],
    ])
    expect(await world.get(world.two)).toMatchObject({ title: 'mine' })
    expect(await world.get(secret)).toMatchObject({ title: null })
    expect(
      records(await exported(ann.as))
        .map(({ fileName }) => fileName)
        .sort(),
    ).toEqual(['one.jpg', 'two.jpg'])
    const guest = world.gallery.as({ kind: 'guest' })
    await refusalOf(imported(guest, table, { dryRun: true }), 'UNAUTHENTICATED')
    const above = await imported(ann.as, csv('id,level', `${world.two.id},8`))
    expect(above).toMatchObject({ changed: 0, failed: 1, errors: [{ column: 'level', code: 'INPUT_INVALID' }] })
    expect(await world.get(world.two)).toMatchObject({ level: 0 })
  })

  it('are refused where they are no tables', async () => {
    await using world = await open()
    for (const [text, message] of [
      ['', 'Is empty.'],
      ['title\r\nx\r\n', 'Has no column id, sha256 or fileName to find photos by.'],
      ['id,title,title\r\n', 'Has the column “title” twice.'],
      ['id,title\r\n1,"open', 'Row 2 is no CSV: quote not closed.'],
      ['a"b,id\r\n1,x\r\n', 'Row 1 is no CSV: invalid opening quote.'],
      ['id,title\r\n1,a,b\r\n', 'Row 2 has more cells than there are columns.'],
      [Buffer.from('id,title\r\n1,caf\xe9\r\n', 'latin1'), 'Is not UTF-8. Save it as “CSV UTF-8”.'],
      ['[{"id":1},', 'Record 1 is no JSON.'],
      ['{"id":1}\n{no}\n', 'Record 2 is no JSON.'],
      ['{"id":1}\n[2]\n', 'Record 2 is no JSON object.'],
    ] as const) {
      const error = await refusalOf(imported(world.system, text), 'INPUT_INVALID')
      expect(error.issues, String(text)).toEqual([{ path: 'file', message }])
    }
    expect(await world.files('incoming')).toEqual([])
  })
})
