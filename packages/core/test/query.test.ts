import { beforeAll, expect, it } from 'vitest'
import { describeDialects } from './dialects.ts'
import { refusalOf, type TestWorld } from './world.ts'

/** Photos by a short name; the columns that are not set by an upload are written to the table. */
const photos = {
  sea: {
    title: 'Sea at dusk',
    tags: ['Sea', 'Évening'],
    author: 'Ann Lee',
    width_px: 6000,
    height_px: 4000,
    taken_at_local: '2019-07-04T20:15:00',
    iso: 100,
    aperture: 2.8,
    latitude: 48.85,
    longitude: 2.35,
    rating: 5,
  },
  coast: {
    title: 'The coast, in fog',
    tags: ['coast', 'sea shore'],
    width_px: 3000,
    height_px: 4000,
    taken_at_local: '2020-02-29T08:00:00',
    iso: 3200,
    aperture: 8,
    latitude: 48.86,
    longitude: 2.36,
  },
  season: {
    title: 'Seasonal',
    description: 'no fog here, the coast is clear',
    width_px: 9000,
    height_px: 3000,
    taken_at_local: '2021-12-31T23:59:59.500',
    latitude: -33.9,
    longitude: 151.2,
  },
  tokyo: {
    title: '東京タワー',
    tags: ['夜景'],
    width_px: 4000,
    height_px: 4000,
    camera_model: 'X-T5',
    exposure_seconds: 0.004,
    focal_length_mm: 35,
  },
  bare: { title: null, width_px: 800, height_px: 600, media_type: 'video', is_renderable: 0 },
} as const
type Name = keyof typeof photos

describeDialects('queries', (context) => {
  let world: TestWorld
  const ids = new Map<number, Name>()

  beforeAll(async () => {
    world = await context.openTestGallery()
    const album = await world.addAlbum('Été à la mer')
    for (const name of Object.keys(photos) as Name[]) {
      const {
        title,
        tags = [],
        description = null,
        author = null,
        ...columns
      } = { tags: [], description: null, author: null, ...photos[name] }
      const photo = await world.addPhoto(album.id, {
        title,
        description,
        author,
        tags: [...tags],
        fileName: `${name}_01.jpg`,
      })
      ids.set(photo.id, name)
      await world.db.write.updateTable('photos').set(columns).where('id', '=', photo.id).execute()
    }
    // A place is a column that is written behind the back of the search index: the words of the camera are indexed anew by an edit.
    const tokyo = [...ids].find(([, name]) => name === 'tokyo')?.[0] as number
    await world.system.photos.update(tokyo, { copyright: 'x' })
  })

  const find = async (q: string) => {
    const { items, total } = await world.system.photos.list({ q, limit: 50 })
    expect(total).toBe(items.length)
    return items.map((photo) => ids.get(photo.id)).sort()
  }

  it.each<[string, Name[]]>([
    ['', ['sea', 'coast', 'season', 'tokyo', 'bare']],
    ['sea', ['sea', 'coast', 'season']],
    ['"sea"', ['sea', 'coast']],
    ['SEA fog', ['coast', 'season']],
    ['sea OR 東京', ['sea', 'coast', 'season', 'tokyo']],
    ['fog -coast', []],
    ['coast -shore', ['season']],
    ['"the coast in fog"', ['coast']],
    ['"coast fog"', []],
    ['"sea shore" OR "at dusk"', ['sea', 'coast']],
    ['*sonal', ['season']],
    ['*eas*', ['season']],
    ['tag:sea', ['sea', 'coast']],
    ['tag:"sea"', ['sea', 'coast']],
    ['tag:(evening OR coast)', ['sea', 'coast']],
    ['tag:evening title:dusk', ['sea']],
    ['title:coast', ['coast']],
    ['photo:coast', ['coast', 'season']],
    ['description:coast', ['season']],
    ['file:tokyo', ['tokyo']],
    ['author:ann', ['sea']],
    ['author:', ['coast', 'season', 'tokyo', 'bare']],
    ['tag:', ['season', 'bare']],
    ['-tag:', ['sea', 'coast', 'tokyo']],
    ['title:*', ['sea', 'coast', 'season', 'tokyo']],
    ['score:*', ['sea']],
    ['album:mer', ['sea', 'coast', 'season', 'tokyo', 'bare']],
    ['album:"a la mer"', ['sea', 'coast', 'season', 'tokyo', 'bare']],
    ['album:winter', []],
    ['東京', ['tokyo']],
    ['タワー', ['tokyo']],
    ['京タ', ['tokyo']],
    ['京', ['tokyo']],
    ['tag:景', ['tokyo']],
    ['camera:x-t5', ['tokyo']],
    ['width:>3000', ['sea', 'season', 'tokyo']],
    ['width:3000..4000', ['coast', 'tokyo']],
    ['size:..500k', ['bare']],
    ['ratio:3/2', ['sea']],
    ['orientation:portrait', ['coast']],
    ['orientation:square', ['tokyo']],
    ['format:panorama', ['season']],
    ['type:video', ['bare']],
    ['iso:>=3200', ['coast']],
    ['-iso:100', ['coast', 'season', 'tokyo', 'bare']],
    ['aperture:f/2.8', ['sea']],
    ['exposure:1/250', ['tokyo']],
    ['focal:35mm', ['tokyo']],
    ['rating:5', ['sea']],
    ['created:2019', ['sea']],
    ['created:2019..2020', ['sea', 'coast']],
    ['created:2020-02', ['coast']],
    ['created:2021-12-31', ['season']],
    ['created:>2020-02-28', ['coast', 'season']],
    ['posted:2024', ['sea', 'coast', 'season', 'tokyo', 'bare']],
    ['near:48.85,2.35,500m', ['sea']],
    ['near:48.85,2.35,2km', ['sea', 'coast']],
    ['near:-33.9,151.2', ['season']],
    ['place:', ['tokyo', 'bare']],
    ['100%', []],
    ['sea_', ['sea', 'coast', 'season']],
    ['sea - coast', ['coast', 'season']],
    ['!!!', []],
  ])('%s', async (q, expected) => expect(await find(q)).toEqual([...expected].sort()))

  it('finds nothing by what the actor may not see', async () => {
    const hidden = await world.addAlbum('Secret cove', { visibility: 'private' })
    await world.addPhoto(hidden.id, { title: 'Unheard-of' })
    const user = await world.addUser('visitor')
    for (const q of ['unheard', 'album:cove', 'title:unheard OR album:secret', '-sea']) {
      const { items } = await user.as.photos.list({ q })
      expect(items.every((photo) => ids.has(photo.id))).toBe(true)
    }
    expect((await world.system.photos.list({ q: 'album:cove' })).total).toBe(1)
  })

  it('names the field of a question that is too long', async () => {
    const error = await refusalOf(world.system.photos.list({ q: 'x '.repeat(200) }), 'INPUT_INVALID')
    expect(error.issues).toEqual([expect.objectContaining({ path: 'q' })])
  })
})
