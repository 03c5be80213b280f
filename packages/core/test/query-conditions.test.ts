import { beforeAll, describe, expect, it } from 'vitest'
import { describeDialects } from './dialects.ts'
import { allPages, type TestUser, type TestWorld } from './world.ts'

const photos = {
  xmas: {
    camera_make: 'Canon',
    camera_model: 'Canon EOS 5D',
    lens: '1" macro',
    city: 'Le Havre',
    country: 'France',
    taken_at_local: '2019-12-25T20:15:00',
    added_at: '2024-01-01T10:30:00.000Z',
    latitude: -17.5,
    longitude: 179.5,
    file_name: 'A.JPG',
  },
  eve: {
    camera_make: 'Canon',
    camera_model: 'canon eos 5d',
    taken_at_local: '2020-12-24T08:00:00',
    added_at: '2023-12-28T10:30:00.000Z',
    latitude: -17,
    longitude: -179.5,
    iso: 100,
    file_name: 'b.heic',
  },
  leap: {
    taken_at_local: '2020-02-29T08:00:00',
    added_at: '2023-06-01T00:00:00.000Z',
    rating: 3,
    width_px: null,
    file_name: '100%.tar.gz',
  },
} as const
type Name = keyof typeof photos

describeDialects('conditions of queries', (context) => {
  let world: TestWorld
  let visitor: TestUser
  const ids = new Map<number, string>()
  const names = new Map<string, number>()

  beforeAll(async () => {
    world = await context.openTestGallery()
    const open = await world.addAlbum('Open')
    const below = await world.addAlbum('Below', { parentId: open.id })
    const hidden = await world.addAlbum('Hidden', { visibility: 'private' })
    names.set('open', open.id).set('below', below.id).set('hidden', hidden.id)
    for (const name of Object.keys(photos) as Name[]) {
      const { id } = await world.addPhoto(name === 'leap' ? below.id : open.id, { tags: [`tag ${name}`] })
      ids.set(id, name)
      await world.db.write
        .updateTable('photos')
        .set(photos[name] as never)
        .where('id', '=', id)
        .execute()
    }
    ids.set((await world.addPhoto(hidden.id, { title: 'zzsecret' })).id, 'secret')
    const tags = await world.system.tags.list()
    const tagOf = (name: string) => tags.items.find((tag) => tag.name === name)?.id as number
    names.set('tagXmas', tagOf('tag xmas')).set('tagEve', tagOf('tag eve'))
    await world.system.tags.manage.update(tagOf('tag eve'), { parentId: tagOf('tag xmas') })
    visitor = await world.addUser('visitor')
  })

  const find = async (q: string, as = visitor.as) => {
    const { items, total } = await as.photos.list({ q, limit: 50 })
    expect(total).toBe(items.length)
    return items.map((photo) => ids.get(photo.id) ?? '?').sort()
  }

  it.each<[string, Name[]]>([
    ['camera:="Canon EOS 5D"', ['xmas']],
    ['make:=Canon', ['xmas', 'eve']],
    ['make:="canon"', []],
    ['lens:="1"" macro"', ['xmas']],
    ['city:="Le Havre" country:=France', ['xmas']],
    ['-city:="Le Havre"', ['eve', 'leap']],
    ['type:jpg', ['xmas']],
    ['ext:heic', ['eve']],
    ['ext:gz', ['leap']],
    ['ext:tar', []],
    ['mime:image/jpeg', ['xmas', 'eve', 'leap']],
    ['created:*-12', ['xmas', 'eve']],
    ['created:*-12-25', ['xmas']],
    ['created:*-*-24', ['eve']],
    ['created:2020-*-29', ['leap']],
    ['created:*-W52', ['xmas', 'eve']],
    ['created:*-W52-3', ['xmas']],
    ['created:2020-W*-6', ['leap']],
    ['created:*-W*-4', ['eve']],
    ['created:2020-W52', ['eve']],
    ['posted:*-12', ['eve']],
    ['posted:2023..', ['xmas', 'eve', 'leap']],
    ['posted:2024-01-01T10', ['xmas']],
    ['posted:2024-01-01T11', []],
    ['posted:24h', ['xmas']],
    ['posted:7d', ['xmas', 'eve']],
    ['posted:1m', ['xmas', 'eve']],
    ['-posted:1y', []],
    ['created:3y', []],
    ['created:4y', ['eve', 'leap']],
    ['box:-18,179,-17.2,180', ['xmas']],
    ['box:-18,179,-16,-179', ['xmas', 'eve']],
    ['box:-18,-180,-16,179', ['eve']],
    ['iso:', ['xmas', 'leap']],
    ['iso:*', ['eve']],
    ['rating:', ['xmas', 'eve']],
    ['rating:*', ['leap']],
    ['size:', ['leap']],
    ['lens:', ['eve', 'leap']],
    ['uploader:', ['xmas', 'eve', 'leap']],
    ['ext:jpg OR rating:3', ['xmas', 'leap']],
  ])('%s', async (q, expected) => expect(await find(q)).toEqual([...expected].sort()))

  it('finds by references what the actor sees, and nothing by those it may not know of', async () => {
    const id = (name: string) => names.get(name) as number
    expect(await find(`albumid:${id('open')}`)).toEqual(['eve', 'xmas'])
    expect(await find(`tree:${id('open')}`)).toEqual(['eve', 'leap', 'xmas'])
    expect(await find(`tagid:${id('tagXmas')}`)).toEqual(['eve', 'xmas'])
    expect(await find(`tagid:${id('tagEve')}`)).toEqual(['eve'])
    for (const q of [
      `albumid:${id('hidden')}`,
      `tree:${id('hidden')}`,
      'albumid:999999',
      'tagid:999999',
      'uploader:999999',
    ])
      expect(await find(q)).toEqual([])
    expect(await find(`albumid:${id('hidden')}`, world.system)).toEqual(['secret'])
  })

  it('AZ-35: never leaves the view, whatever stands beside an OR or behind a NOT', async () => {
    const id = names.get('hidden') as number
    for (const q of [
      `-albumid:${id}`,
      `tree:${id} OR -tree:${id}`,
      '-zzsecret OR zzsecret',
      'albumid:1 OR -field.x:1',
      'type:jpg OR -type:jpg',
    ])
      expect(await find(q)).toEqual(['eve', 'leap', 'xmas'])
  })

  it('takes a query as a value, joined to the text', async () => {
    const query = { type: 'pattern', field: 'created', year: null, month: 12, day: null } as const
    const { items } = await visitor.as.photos.list({ q: 'ext:heic', query })
    expect(items.map((photo) => ids.get(photo.id))).toEqual(['eve'])
    await expect(visitor.as.photos.list({ query: { ...query, month: 13 } })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      issues: [{ path: 'query' }],
    })
  })

  it('pages through relative dates', async () => {
    const found = await allPages((cursor) => visitor.as.photos.list({ q: 'posted:1y', limit: 1, cursor }))
    expect(found.map((photo) => ids.get(photo.id)).sort()).toEqual(['eve', 'leap', 'xmas'])
  })

  it('tells how a query is read, by what the actor sees', async () => {
    const read = await visitor.as.photos.explainQuery('"tag  xmas" zzsecret colour:red created:2019-02-30 -nowhere')
    expect(read.text).toBe('"tag xmas" zzsecret colour:red created:2019-02-30 -nowhere')
    expect(read.doubts).toEqual([
      { problem: 'field', text: 'colour:red' },
      { problem: 'value', text: 'created:2019-02-30' },
    ])
    expect(read.notFound).toEqual(['zzsecret', 'colour:red', 'created:2019-02-30'])
    expect((await world.system.photos.explainQuery('zzsecret')).notFound).toEqual([])
  })

  describe('words of any script', () => {
    const texts = {
      latin: 'Crème Brûlée in Ærøskøbing',
      german: 'Straße nach Gießen',
      turkish: 'İstanbul ışıkları',
      greek: 'Οδυσσεύς και Ἰθάκη',
      cyrillic: 'Ёлка на Красной площади',
      arabic: 'كِتَابٌ جَمِيل مـــدينة',
      hebrew: 'שָׁלוֹם עוֹלָם',
      thai: 'ภาพถ่ายทะเลสวย',
      japanese: '夏祭りの花火',
      korean: '한국 여행',
      hindi: 'हिन्दी की किताब',
      ligature: 'ﬁnal ﬂight',
      wide: 'Ｖｉｔｒｉｎｅ１２',
      emoji: 'beach🌊🏖️ 👩‍👩‍👧 🇫🇷',
      signs: '100% a_b c\\d',
    }
    const scripts = new Map<number, string>()
    beforeAll(async () => {
      const album = await world.addAlbum('Scripts')
      // The numbers in the names that photos get otherwise are words, too.
      for (const [name, title] of Object.entries(texts))
        scripts.set((await world.addPhoto(album.id, { title, seed: name })).id, name)
    })
    it.each([
      ['creme brulee', 'latin'],
      ['CRÈME', 'latin'],
      ['aeroskobing', 'latin'],
      ['strasse giessen', 'german'],
      ['STRAẞE', 'german'],
      ['istanbul ISIKLARI', 'turkish'],
      ['ΟΔΥΣΣΕΥΣ', 'greek'],
      ['οδυσσευς ιθακη', 'greek'],
      ['елка КРАСНОЙ', 'cyrillic'],
      ['كتاب', 'arabic'],
      ['مدينة', 'arabic'],
      ['שלום', 'hebrew'],
      ['ทะเล', 'thai'],
      ['花火', 'japanese'],
      ['祭', 'japanese'],
      ['여행', 'korean'],
      ['की', 'hindi'],
      ['"का"', ''],
      ['final flight', 'ligature'],
      ['vitrine12', 'wide'],
      ['🌊', 'emoji'],
      ['"🏖"', 'emoji'],
      ['beach', 'emoji'],
      ['"beach"', 'emoji'],
      ['👧', 'emoji'],
      ['🇫🇷', 'emoji'],
      ['🇩🇪', ''],
      ['100%', 'signs'],
      ['title:"a_b"', 'signs'],
      ['title:"c\\d"', 'signs'],
      ['title:"a%b"', 'signs'],
      ['title:axb', ''],
      ['title:*', Object.keys(texts).sort().join()],
    ])('%s', async (q, expected) => {
      const { items } = await world.system.photos.list({ q: `album:scripts ${q}`, limit: 50 })
      expect(
        items
          .map((photo) => scripts.get(photo.id))
          .sort()
          .join(),
      ).toBe(expected)
    })
  })
})
