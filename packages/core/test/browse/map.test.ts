import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import type { MapBox } from '../../src/browse/map.types.ts'
import { countCells, type MapTally, mercatorX, mercatorY } from '../../src/browse/map-cells.ts'
import type { Pausable } from '../../src/browse/photo-set.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'
import { toCatalogue } from './catalogue-double.ts'

const done = <T>(work: Pausable<T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

type Place = readonly [latitude: number, longitude: number] | null

const within = (box: MapBox | undefined, place: Place): boolean => {
  if (!place) return false
  if (!box) return true
  const [latitude, longitude] = place
  const isBetween =
    box.west <= box.east
      ? box.west <= longitude && longitude <= box.east
      : box.west <= longitude || longitude <= box.east
  return box.south <= latitude && latitude <= box.north && isBetween
}

/** Counted again, the plain way: the finest grid with so many cells at most. */
const recount = (places: readonly Place[], box: MapBox | undefined, wanted: number, maxCells: number) => {
  for (let zoom = wanted; ; zoom--) {
    const side = 4 * 2 ** zoom
    const at = (fraction: number) => Math.max(0, Math.min(side - 1, Math.floor(fraction * side)))
    const cells = new Map<string, number[]>()
    for (const [slot, place] of places.entries()) {
      if (!place || !within(box, place)) continue
      const key = `${at(mercatorY(place[0]))} ${at(mercatorX(place[1]))}`
      cells.set(key, [...(cells.get(key) ?? []), slot])
    }
    if (cells.size <= maxCells || zoom === 0) return { zoom, cells: [...cells.values()] }
  }
}

describe('clusters of a map', () => {
  const degrees = (limit: number) => fc.integer({ min: -limit * 8, max: limit * 8 }).map((eighths) => eighths / 8)
  const box = fc
    .record({ south: degrees(90), west: degrees(180), north: degrees(90), east: degrees(180) })
    .map((one) => ({ ...one, south: Math.min(one.south, one.north), north: Math.max(one.south, one.north) }))

  it('are what a plain recount finds, whatever the box, the zoom and the crowd', () => {
    const question = fc.record({
      places: fc.array(fc.option(fc.tuple(degrees(90), degrees(180))), { maxLength: 60 }),
      box: fc.option(box, { nil: undefined }),
      zoom: fc.integer({ min: 0, max: 18 }),
      maxCells: fc.integer({ min: 16, max: 40 }),
    })
    fc.assert(
      fc.property(question, ({ places, box, zoom, maxCells }) => {
        const found = count(places, { box, zoom, maxCells })
        const expected = recount(places, box, zoom, maxCells)
        expect(found.zoom).toBe(expected.zoom)
        expect(found.withoutPosition).toBe(places.filter((place) => place === null).length)
        expect(found.photos).toBe(places.filter((place) => within(box, place)).length)
        const sizes = (of: readonly number[]) => [...of].sort((a, b) => a - b)
        expect(sizes(found.cells.map(({ photos }) => photos))).toEqual(sizes(expected.cells.map((c) => c.length)))
        for (const cell of found.cells) {
          const slots = expected.cells.find((one) => one.includes(cell.newest)) ?? []
          const at = slots.map((slot) => places[slot] as NonNullable<Place>)
          expect(cell.photos).toBe(slots.length)
          expect(cell.newest).toBe(Math.max(...slots))
          expect([cell.south, cell.north]).toEqual([Math.min(...at.map(([a]) => a)), Math.max(...at.map(([a]) => a))])
          expect([cell.west, cell.east]).toEqual([Math.min(...at.map(([, o]) => o)), Math.max(...at.map(([, o]) => o))])
          expect(cell.latitudes / cell.photos).toBeCloseTo(at.reduce((sum, [a]) => sum + a, 0) / at.length, 8)
        }
      }),
    )
  })

  it('let others have their turn: a hundred thousand photos are several runs', () => {
    const places = Array.from({ length: 100_000 }, (_, i): Place => [(i % 170) - 85, (i % 359) - 179])
    const work = cells(places, { box: undefined, zoom: 18, maxCells: 300 })
    let runs = 0
    while (!work.next().done) runs++
    expect(runs).toBeGreaterThan(3)
  })
})

const cells = (places: readonly Place[], options: Parameters<typeof countCells>[2]): Pausable<MapTally> => {
  const catalogue = {
    ...toCatalogue([]),
    ids: Int32Array.from(places, (_, slot) => slot + 1),
    marks: new Uint8Array(places.length),
    sortAt: new Float64Array(places.length),
    latitudes: Float64Array.from(places, (place) => place?.[0] ?? Number.NaN),
    longitudes: Float64Array.from(places, (place) => place?.[1] ?? Number.NaN),
  }
  return countCells(
    catalogue,
    Int32Array.from(places, (_, slot) => slot),
    options,
  )
}
const count = (places: readonly Place[], options: Parameters<typeof countCells>[2]): MapTally =>
  done(cells(places, options))

describeDialects('the map', ({ openTestGallery }) => {
  it('shows everybody the places of the photos they see, and leads to these', { timeout: 300_000 }, async () => {
    const { gallery, system, addPhoto, addAlbum } = await openTestGallery()
    const open = await addAlbum('Open')
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    const at = async (album: number, place: Place) => {
      const { id } = await addPhoto(album)
      if (place) await system.photos.update(id, { latitude: place[0], longitude: place[1] })
      return id
    }
    await at(open.id, [48.85, 2.35])
    const paris = await at(open.id, [48.86, 2.36])
    const fiji = await at(open.id, [-17.8, 178.1])
    const samoa = await at(open.id, [-13.8, -171.8])
    await at(open.id, null)
    const secret = await at(hidden.id, [1, 1])
    const visitor = gallery.as(guest)

    const whole = await visitor.browse.map()
    expect(whole).toMatchObject({ photos: 4, withoutPosition: 1, zoom: 2, query: 'place:*' })
    expect(whole.clusters[0]).toMatchObject({
      photos: 2,
      photoId: paris,
      latitude: 48.855,
      longitude: 2.355,
      box: { south: 48.85, west: 2.35, north: 48.86, east: 2.36 },
    })
    // The narrowest box reaches over the date line: from Fiji east to Paris.
    expect(whole.box).toEqual({ south: -17.8, west: 178.1, north: 48.86, east: 2.36 })
    expect((await visitor.photos.list({ q: whole.query })).total).toBe(4)
    expect(JSON.stringify(whole)).not.toContain(String(`"photoId":${secret}`))
    expect((await system.browse.map()).photos).toBe(5)

    const pacific = await visitor.browse.map({ box: { south: -30, west: 170, north: 0, east: -160 }, zoom: 10 })
    expect(pacific.clusters.map(({ photoId }) => photoId).sort()).toEqual([fiji, samoa].sort())
    expect(pacific).toMatchObject({ photos: 2, withoutPosition: 1, box: { west: 178.1, east: -171.8 } })
    expect((await visitor.photos.list({ q: pacific.query })).total).toBe(2)
    expect((await visitor.browse.map({ q: 'zzzz' })).box).toBe(null)

    await refusalOf(visitor.browse.map({ album: hidden.id }), 'ALBUM_NOT_FOUND')
    const outOf = { south: 2, west: 0, north: 1, east: 0 }
    for (const wrong of [{ zoom: 19 }, { zoom: 1.5 }, { box: outOf }, { box: { ...outOf, north: 91 } }])
      await refusalOf(visitor.browse.map(wrong), 'INPUT_INVALID')
  })

  it('has pictures from where its owner says, and from nowhere before that', async () => {
    const { gallery, addUser } = await openTestGallery()
    const [admin, member] = [await addUser('admin', { role: 'admin' }), await addUser('member')]
    const visitor = gallery.as(guest)
    const none = { tileUrl: null, attribution: '', attributionUrl: null }
    expect(await visitor.browse.mapTiles()).toEqual(none)
    const tiles = {
      tileUrl: 'https://{s}.tiles.example:8443/{z}/{x}/{y}{r}.png?key=a-b_c',
      attribution: '© <b>Makers</b>',
      attributionUrl: 'https://makers.example/copyright',
    }
    expect(await admin.as.settings.setMap(tiles)).toEqual(tiles)
    expect(await visitor.browse.mapTiles()).toEqual(tiles)
    expect(await admin.as.settings.setMap({ tileUrl: null })).toEqual({ ...tiles, tileUrl: null })
    await refusalOf(member.as.settings.setMap(tiles), 'FORBIDDEN')
    await refusalOf(member.as.settings.map(), 'FORBIDDEN')
    for (const tileUrl of [
      'http://tiles.example/{z}/{x}/{y}.png',
      'https://tiles.example/{z}/{x}.png',
      'https://tiles.example/{z}/{x}/{y}/{quadkey}.png',
      "https://tiles.example; script-src 'unsafe-inline'/{z}/{x}/{y}.png",
      'https://*/{z}/{x}/{y}.png',
      'https://user:word@tiles.example/{z}/{x}/{y}.png',
      'https://{z}.example/{x}/{y}.png',
      'https://tiles.example/{z}/{x}/{y}.png\n',
      '',
    ])
      await refusalOf(admin.as.settings.setMap({ tileUrl }), 'INPUT_INVALID')
    for (const attributionUrl of ['javascript:alert(1)', 'http://makers.example', 'makers'])
      await refusalOf(admin.as.settings.setMap({ attributionUrl }), 'INPUT_INVALID')
  })
})
