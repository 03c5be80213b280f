import { beforeAll, describe, expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import type { CustomField } from '../src/fields/field.types.ts'
import type { TestGallery } from '../src/testing/test-gallery.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf, type TestWorld } from './world.ts'

describeDialects('custom fields', (context) => {
  let world: TestWorld & TestGallery
  let album: number
  const fields = new Map<string, CustomField>()

  beforeAll(async () => {
    world = await context.openTestGallery()
    album = (await world.addAlbum('Open')).id
    for (const draft of [
      { name: 'Condition', type: 'choice', choices: ['Mint', 'Worn', 'Lost'] },
      { name: 'Inventory No', type: 'number' },
      { name: 'Received', type: 'date' },
      { name: 'On loan', type: 'boolean' },
      { name: 'Notes', type: 'text' },
    ] as const)
      fields.set(draft.type, await world.system.fields.create({ subject: 'photo', ...draft }))
    await world.system.fields.create({ subject: 'album', key: 'place', name: 'Où', type: 'text' })
  })

  const idOf = (type: string) => (fields.get(type) as CustomField).id

  it('makes keys from names and keeps them', async () => {
    expect((await world.system.fields.list({ subject: 'photo' })).map(({ key }) => key)).toEqual([
      'condition',
      'inventory-no',
      'received',
      'on-loan',
      'notes',
    ])
    expect(await world.system.fields.list()).toHaveLength(6)
  })

  it('takes values with an upload and with a change, and shows those that are set', async () => {
    const photo = await world.addPhoto(album, { fields: { condition: 'mint', notes: ' A Café scene ' } })
    // The choice as its field spells it.
    expect(photo.fields).toEqual({ condition: 'Mint', notes: 'A Café scene' })
    const changed = await world.system.photos.update(photo.id, {
      fields: { 'inventory-no': 4711.5, received: '2019-07-04', 'on-loan': false, notes: null },
    })
    expect(changed.fields).toEqual({
      condition: 'Mint',
      'inventory-no': 4711.5,
      received: '2019-07-04',
      'on-loan': false,
    })
    const { items } = await world.system.photos.list({ album })
    expect(items.find(({ id }) => id === photo.id)?.fields).toEqual(changed.fields)
    const open = await world.system.albums.update(album, { fields: { place: 'Brest' } })
    expect(open.fields).toEqual({ place: 'Brest' })
    expect((await world.system.albums.get(album)).fields).toEqual({ place: 'Brest' })
  })

  it('names each field that a value does not fit, and writes nothing', async () => {
    const photo = await world.addPhoto(album, { fields: { notes: 'as it was' } })
    const error = await refusalOf(
      world.system.photos.update(photo.id, {
        title: 'Half',
        fields: {
          condition: 'Burnt',
          'inventory-no': Number.NaN,
          received: '2019-02-30',
          'on-loan': 'yes',
          notes: '\ud800',
          color: 1,
        },
      }),
      'INPUT_INVALID',
    )
    expect(error.issues.map(({ path }) => path).sort()).toEqual(
      ['condition', 'inventory-no', 'received', 'on-loan', 'notes', 'color'].map((key) => `fields.${key}`).sort(),
    )
    const after = await world.system.photos.get(photo.id)
    expect([after.title, after.fields]).toEqual([photo.title, { notes: 'as it was' }])
    await refusalOf(world.addPhoto(album, { seed: 'refused', fields: { notes: 'x'.repeat(2_001) } }), 'INPUT_INVALID')
  })

  describe('asked for', () => {
    const ids = new Map<number, string>()
    beforeAll(async () => {
      const own = (await world.addAlbum('Asked')).id
      for (const [name, values] of [
        [
          'a',
          { condition: 'Mint', 'inventory-no': 5, received: '2019-07-04', 'on-loan': true, notes: 'Straße am Meer' },
        ],
        ['b', { condition: 'Worn', 'inventory-no': 12.5, received: '2021-01-31', 'on-loan': false, notes: '100%_ok' }],
        ['c', { notes: 'am Fluss' }],
        ['d', {}],
      ] as const)
        ids.set((await world.addPhoto(own, { fields: values })).id, name)
    })
    const found = async (q: string) => {
      const { items } = await world.system.photos.list({ q: `album:asked ${q}`, limit: 100 })
      return items
        .map(({ id }) => ids.get(id))
        .sort()
        .join('')
    }
    it.each([
      ['field.notes:strasse', 'a'],
      ['field.notes:"am"', 'ac'],
      ['field.notes:"am meer"', 'a'],
      ['field.notes:*luss', 'c'],
      ['field.notes:="am fluss"', 'c'],
      ['field.notes:="am"', ''],
      ['field.notes:100', 'b'],
      ['field.notes:"%"', ''],
      ['field.notes:', 'd'],
      ['field.notes:*', 'abc'],
      ['-field.notes:am', 'bd'],
      ['field.condition:(mint OR worn)', 'ab'],
      ['field.condition:=WORN', 'b'],
      ['field.condition:', 'cd'],
      ['field.inventory-no:5', 'a'],
      ['field.inventory-no:>5', 'b'],
      ['field.inventory-no:>=5', 'ab'],
      ['field.inventory-no:..12', 'a'],
      ['field.inventory-no:5..12.5', 'ab'],
      ['field.inventory-no:five', ''],
      ['-field.inventory-no:5', 'bcd'],
      ['field.received:2019', 'a'],
      ['field.received:2019-07', 'a'],
      ['field.received:2019..2021-01-31', 'ab'],
      ['field.received:>2019', 'b'],
      ['field.received:2019-13', ''],
      ['field.on-loan:yes', 'a'],
      ['field.on-loan:no', 'b'],
      ['field.on-loan:', 'cd'],
      ['field.nothing:x', ''],
      ['field.nothing:', ''],
      ['-field.nothing:x', 'abcd'],
      // As words of the photo.
      ['strasse', 'a'],
      ['"am meer"', 'a'],
      ['worn', 'b'],
      ['field.notes:(meer OR fluss) field.condition:', 'c'],
    ])('%s', async (q, expected) => expect(await found(q)).toBe(expected))
  })

  it('refuses to take away a choice in use, unless another takes its place', async () => {
    const photo = await world.addPhoto(album, { fields: { condition: 'Lost' } })
    const error = await refusalOf(
      world.system.fields.update(idOf('choice'), { choices: ['Mint', 'Worn'] }),
      'INPUT_INVALID',
    )
    expect(error.issues[0]?.path).toBe('replace.Lost')
    await refusalOf(
      world.system.fields.update(idOf('choice'), { choices: ['Mint', 'Worn'], replace: { Lost: 'Gone' } }),
      'INPUT_INVALID',
    )
    const changed = await world.system.fields.update(idOf('choice'), {
      choices: ['MINT', 'Missing', 'Worn'],
      replace: { Lost: 'Missing' },
    })
    expect(changed.choices).toEqual(['MINT', 'Missing', 'Worn'])
    expect((await world.system.photos.get(photo.id)).fields).toEqual({ condition: 'Missing' })
    const { items } = await world.system.photos.list({ q: 'missing' })
    expect(items.map(({ id }) => id)).toEqual([photo.id])
    expect((await world.system.photos.list({ q: 'lost' })).items).toEqual([])
  })

  it('keeps fields in their order and deletes them with their values', async () => {
    await world.system.fields.update(idOf('text'), { position: 0, name: 'Remarks' })
    const list = await world.system.fields.list({ subject: 'photo' })
    expect(list.map(({ name, position }) => [name, position])[0]).toEqual(['Remarks', 0])
    expect(list.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4])
    const photo = await world.addPhoto(album, { fields: { notes: 'Ephemeral' } })
    await world.system.fields.delete(idOf('text'))
    expect((await world.system.photos.get(photo.id)).fields).toEqual({})
    expect((await world.system.photos.list({ q: 'ephemeral' })).items).toEqual([])
    await refusalOf(world.system.fields.get(idOf('text')), 'FIELD_NOT_FOUND')
    await refusalOf(world.system.fields.delete(idOf('text')), 'FIELD_NOT_FOUND')
  })

  it('lets administrators alone change them', async () => {
    const { as } = await world.addUser('somebody')
    await refusalOf(as.fields.create({ subject: 'photo', name: 'Mine', type: 'text' }), 'FORBIDDEN')
    await refusalOf(as.fields.delete(idOf('number')), 'FORBIDDEN')
    await refusalOf(world.gallery.as(guest).fields.update(idOf('number'), { name: 'x' }), 'UNAUTHENTICATED')
  })

  it('refuses what makes no field, naming what is wrong', async () => {
    const pathsOf = async (draft: object, code: 'INPUT_INVALID' | 'NAME_TAKEN' = 'INPUT_INVALID') =>
      (await refusalOf(world.system.fields.create(draft as never), code)).issues.map(({ path }) => path)
    expect(await pathsOf({ subject: 'photo', name: 'Received', type: 'text' }, 'NAME_TAKEN')).toEqual(['key'])
    expect(await pathsOf({ subject: 'photo', name: '写真', type: 'text' })).toEqual(['key'])
    expect(await pathsOf({ subject: 'photo', name: 'x', type: 'choice' })).toEqual(['choices'])
    expect(await pathsOf({ subject: 'photo', name: 'x', type: 'text', choices: ['a'] })).toEqual(['choices'])
    expect(await pathsOf({ subject: 'photo', name: 'x', type: 'choice', choices: ['é', 'E'] })).toEqual(['choices'])
    expect(await pathsOf({ subject: 'tag', name: '', type: 'colour', key: 'A b' })).toEqual([
      'subject',
      'key',
      'name',
      'type',
    ])
  })
})
