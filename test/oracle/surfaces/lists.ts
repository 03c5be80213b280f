import { expect } from 'vitest'
import type { PhotoListOptions } from '../../../packages/core/src/photos/photo.types.ts'
import { allPages } from '../../../packages/core/test/world.ts'
import { questions } from '../questions.ts'
import { compare, type Subject } from '../subject.ts'

/** Worlds are numbered: what is too much for each of them is asked by turns. */
const turnOf = ({ id }: Subject): number => Math.floor(id(0) / 100)

/** Ids of a list read page by page, in one world of three of small pages, whose total must be how many there are. */
const read = async (subject: Subject, options: PhotoListOptions): Promise<number[]> => {
  const limit = turnOf(subject) % 3 === 0 ? 4 : 100
  const pages = await allPages(async (cursor) => {
    const page = await subject.as.photos.list({ limit, ...options, cursor })
    return { items: page.items.map(({ id }) => ({ id, total: page.total })), nextCursor: page.nextCursor }
  })
  for (const { total } of pages) expect(total).toBe(pages.length)
  return pages.map(({ id }) => id)
}

/** Everything, newest first and in another order, by turns. */
export const orders = async (subject: Subject): Promise<void> => {
  const { model, photo, id, byTime } = subject
  expect(await read(subject, { limit: 4 })).toEqual(byTime(model.photos).reverse())
  const sorted = (keyOf: (place: number) => string | number) =>
    [...model.photos].sort((a, b) => compare(keyOf(a), keyOf(b)) || a - b).map(id)
  const others = [
    async () => expect(await read(subject, { sort: 'rating' })).toEqual(sorted((at) => photo(at).rating ?? -2)),
    async () => expect(await read(subject, { sort: '-addedAt' })).toEqual(sorted((at) => photo(at).posted).reverse()),
    async () => expect(await read(subject, { sort: 'fileName', limit: 100 })).toEqual(sorted((at) => `${at}`)),
  ]
  await others[turnOf(subject) % others.length]?.()
}

/** Every third album, by turns. */
export const albumLists = async (subject: Subject): Promise<void> => {
  const { model, world, id, byTime } = subject
  for (const place of world.albums.keys()) {
    if (!model.albums.includes(place) || place % 3 !== turnOf(subject) % 3) continue
    expect(await read(subject, { album: id(place), limit: 100, sort: 'takenAt' })).toEqual(byTime(model.direct(place)))
    if (place < 3 && world.albums[place]?.question === null)
      expect(await read(subject, { album: id(place), recursive: true, sort: 'takenAt' })).toEqual(
        byTime(model.recursive(place)),
      )
  }
}

export const tagLists = async (subject: Subject): Promise<void> => {
  const { as, model, world, id, byTime } = subject
  const listed = await as.tags.list()
  const tags = [...world.tags.keys()].filter((tag) => model.withTag(tag).length > 0)
  expect(listed.items.map((tag) => [tag.id, tag.photos])).toEqual(
    tags.map((tag) => [id(tag), model.withTag(tag).length]),
  )
  expect(listed.total).toBe(tags.length)
  for (const tag of tags.slice(0, 2))
    expect(await read(subject, { tag: id(tag), sort: 'takenAt' })).toEqual(byTime(model.withTagOrBelow(tag)))
}

/** Some of the questions each time: over many worlds, all of them. */
export const searches = async (subject: Subject): Promise<void> => {
  const { model, byTime } = subject
  for (const offset of [0, 7]) {
    const at = (turnOf(subject) + offset) % questions.length
    const q = questions[at]?.text
    expect(await read(subject, { q, sort: 'takenAt' }), q).toEqual(byTime(model.fitting(at)))
  }
}

/** What is asked for by naming an album, a smart one and any by turns: what it shows; nothing, where it is not seen. */
export const references = async (subject: Subject): Promise<void> => {
  const { model, world, id, byTime } = subject
  const places = [...world.albums.keys()]
  const smart = places.filter((place) => world.albums[place]?.question !== null)
  const turn = turnOf(subject)
  const named = [places[turn % places.length], smart[turn % Math.max(1, smart.length)]]
  for (const place of named) {
    if (place === undefined) continue

    const isSeen = model.albums.includes(place)
    const [own, all] = isSeen ? [model.direct(place), model.within(place)] : [[], []]
    const asks = [
      [`albumid:${id(place)}`, own],
      [`tree:${id(place)}`, all],
      [`-albumid:${id(place)}`, model.photos.filter((photo) => !own.includes(photo))],
    ] as const
    for (const [q, expected] of asks) expect(await read(subject, { q, sort: 'takenAt' }), q).toEqual(byTime(expected))
  }
}

export const neighbours = async (subject: Subject): Promise<void> => {
  const { as, model, id, byTime } = subject
  const order = byTime(model.photos)
  for (const place of model.photos.filter((at) => at % 4 === turnOf(subject) % 4)) {
    const at = order.indexOf(id(place))
    const found = await as.photos.neighbours(id(place), { sort: 'takenAt' })
    expect([found.previous?.id, found.next?.id, found.position, found.total]).toEqual([
      order[at - 1],
      order[at + 1],
      at + 1,
      order.length,
    ])
    // Pages ask for all of it at once.
    const shown = await as.photos.inList(id(place), { sort: 'takenAt' })
    expect([shown.photo.id, shown.neighbours?.previous?.id, shown.neighbours?.next?.id]).toEqual([
      id(place),
      order[at - 1],
      order[at + 1],
    ])
  }
}
