import { expect } from 'vitest'
import type { FacetName } from '../../../packages/core/src/browse/browse.types.ts'
import type { PhotoScope } from '../../../packages/core/src/photos/photo.types.ts'
import { allPages } from '../../../packages/core/test/world.ts'
import { sortAtOf } from '../gallery.ts'
import type { ModelPhoto } from '../model.types.ts'
import { compare, type Subject } from '../subject.ts'

const ratioOf = ({ widthPx, heightPx }: ModelPhoto): number => widthPx / heightPx
const shapeOf = (photo: ModelPhoto): string =>
  ratioOf(photo) < 0.95 ? 'portrait' : ratioOf(photo) <= 1.05 ? 'square' : ratioOf(photo) < 2 ? 'landscape' : 'panorama'

/** The whole gallery, and one album with what is below it. */
const scopes = ({ model, world, id }: Subject): [PhotoScope, readonly number[]][] => {
  const album = model.albums.find((place) => world.albums[place]?.question === null)
  return album === undefined
    ? [[{}, model.photos]]
    : [
        [{}, model.photos],
        [{ album: id(album), recursive: true }, model.recursive(album)],
      ]
}

type Counts = Record<string, number>
const countsOf = (values: readonly (string | number)[]): Counts => {
  const counts: Counts = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

export const facets = async (subject: Subject): Promise<void> => {
  const { as, model, id, photo } = subject
  const valuesOf: Partial<Record<FacetName, (place: number) => readonly (string | number)[]>> = {
    author: (place) => listOf(photo(place).author),
    rating: (place) => listOf(photo(place).rating),
    orientation: (place) => [shapeOf(photo(place))],
    year: (place) => listOf(photo(place).created?.slice(0, 4) ?? null),
    album: (place) => model.albumsOf(place).map(id),
    tag: (place) => [...new Set(photo(place).tags.flatMap(subject.tagAndAbove))].map(id),
  }
  const names = Object.keys(valuesOf) as FacetName[]
  for (const [scope, places] of scopes(subject)) {
    const found = await as.browse.facets({ ...scope, facets: names })
    expect(found.photos).toBe(places.length)
    for (const facet of found.facets) {
      if (facet.type !== 'values') throw new Error(`${facet.name} is no list of values`)
      const expected = valuesOf[facet.name] as NonNullable<(typeof valuesOf)[FacetName]>
      const counts = Object.fromEntries(facet.values.map(({ value, photos }) => [value, photos]))
      expect(counts, facet.name).toEqual(countsOf(places.flatMap(expected)))
      expect(facet.without, facet.name).toBe(places.filter((place) => expected(place).length === 0).length)
      expect(facet.distinct, facet.name).toBe(facet.values.length)
    }
  }
}

const listOf = <T>(value: T | null): readonly T[] => (value === null ? [] : [value])

export const calendar = async (subject: Subject): Promise<void> => {
  const { as, photo } = subject
  for (const [scope, places] of scopes(subject)) {
    const created = places.flatMap((place) => listOf(photo(place).created))
    const cells = async (options: Parameters<typeof as.browse.calendar>[0]) => {
      const found = await as.browse.calendar({ ...scope, ...options })
      return { ...found, counts: Object.fromEntries(found.cells.map(({ value, photos }) => [value, photos])) }
    }
    const partOf = (from: number, to: number, of: readonly string[]) =>
      countsOf(of.map((day) => Number(day.slice(from, to))))
    const years = await cells({ by: 'created' })
    expect([years.counts, years.undated]).toEqual([partOf(0, 4, created), places.length - created.length])
    expect((await cells({ by: 'created', year: 2020 })).counts).toEqual(
      partOf(
        5,
        7,
        created.filter((day) => day.startsWith('2020')),
      ),
    )
    expect((await cells({ by: 'created', year: 'any', month: 12 })).counts).toEqual(
      partOf(
        8,
        10,
        created.filter((day) => day.slice(5, 7) === '12'),
      ),
    )
    expect((await cells({ by: 'posted', year: 2024 })).counts).toEqual(
      partOf(
        5,
        7,
        places.map((place) => photo(place).posted),
      ),
    )
    const shown = new Set(subject.ids(places))
    for (const { coverPhotoId } of years.cells) expect(shown.has(coverPhotoId as number)).toBe(true)
  }
}

export const tagsAround = async (subject: Subject): Promise<void> => {
  const { as, model, world, id } = subject
  const all = [...world.tags.keys()]
  const carriers = new Map(all.map((tag) => [tag, model.withTagOrBelow(tag)]))
  const shown = all.filter((tag) => (carriers.get(tag) as number[]).length > 0)
  const cloud = await as.browse.tagCloud()
  expect(cloud.map((tag) => [tag.id, tag.photos])).toEqual(shown.map((tag) => [id(tag), carriers.get(tag)?.length]))
  const chosen = shown[0]
  if (chosen === undefined) return
  const related = await as.browse.relatedTags({ tag: id(chosen) })
  const above = new Set(subject.tagAndAbove(chosen))
  const expected = shown
    .filter((tag) => !above.has(tag))
    .map((tag) => [
      id(tag),
      carriers.get(tag)?.filter((place) => carriers.get(chosen)?.includes(place)).length as number,
    ])
    .filter(([, photos]) => photos !== 0)
  expect(Object.fromEntries(related.map((tag) => [tag.id, tag.photos]))).toEqual(Object.fromEntries(expected))
}

export const albumsAround = async (subject: Subject): Promise<void> => {
  const { as, model, world, id } = subject
  const album = model.albums.find((place) => world.albums[place]?.question === null)
  if (album === undefined) return
  const inside = new Set(model.direct(album))
  const related = await as.browse.relatedAlbums({ album: id(album) })
  const expected = model.albums
    .filter((place) => place !== album && world.albums[place]?.question === null)
    .map((place) => [id(place), model.direct(place).filter((one) => inside.has(one)).length] as const)
    .filter(([, photos]) => photos > 0)
  expect(Object.fromEntries(related.map((one) => [one.id, one.photos]))).toEqual(Object.fromEntries(expected))
}

export const bestAndRandom = async (subject: Subject): Promise<void> => {
  const { as, model, photo, id, ids } = subject
  const rated = model.photos.filter((place) => (photo(place).rating ?? 0) > 0)
  const best = rated.sort(
    (a, b) =>
      (photo(b).rating ?? 0) - (photo(a).rating ?? 0) || compare(sortAtOf(photo(b)), sortAtOf(photo(a))) || b - a,
  )
  expect((await as.browse.bestRated()).map((one) => one.id)).toEqual(ids(best))
  expect(await as.browse.mostVisited()).toEqual([])

  const sort = `random:${id(0)}` as const
  const read = (limit = 3) => allPages((cursor) => as.photos.list({ sort, limit, cursor }))
  const drawn = (await read()).map((one) => one.id)
  expect([...drawn].sort(compare)).toEqual(ids(model.photos))
  expect((await read(100)).map((one) => one.id)).toEqual(drawn)
}

/** Photos that are in two albums at once, and those with two tags. */
export const combined = async (subject: Subject): Promise<void> => {
  const { as, model, world, id, byTime } = subject
  const [one, other] = model.albums.filter((place) => world.albums[place]?.question === null)
  if (one !== undefined && other !== undefined) {
    const found = await as.photos.list({ albums: [id(one), id(other)], sort: 'takenAt' })
    const both = model.direct(one).filter((place) => model.direct(other).includes(place))
    expect([found.items.map((photo) => photo.id), found.total]).toEqual([byTime(both), both.length])
  }
  const tags = [...world.tags.keys()].filter((tag) => model.withTag(tag).length > 0).slice(0, 2)
  if (tags.length === 2) {
    const [first, second] = tags.map((tag) => model.withTagOrBelow(tag)) as [number[], number[]]
    const found = await as.photos.list({ tags: tags.map(id), sort: 'takenAt' })
    expect(found.items.map((photo) => photo.id)).toEqual(byTime(first.filter((place) => second.includes(place))))
  }
}
