import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTree, type TreeAlbum } from '../../src/access/tree.ts'
import { createAlbumSpans } from '../../src/browse/album-spans.ts'
import { toCells } from '../../src/browse/calendar.ts'
import { countAlbums } from '../../src/browse/count-albums.ts'
import { countCameras, countCodes } from '../../src/browse/count-codes.ts'
import { countLevels, countRatings, countShapes } from '../../src/browse/count-figures.ts'
import { countTags } from '../../src/browse/count-tags.ts'
import { countDays } from '../../src/browse/days.ts'
import type { Pausable } from '../../src/browse/photo-set.ts'
import { spreadOf } from '../../src/browse/ranges.ts'
import { recentAlbums } from '../../src/browse/recent.ts'
import type { Tally } from '../../src/browse/tally.ts'
import { bestRated } from '../../src/browse/top-photos.ts'
import { toCalendarDay, toIsoDay } from '../../src/query/calendar-days.ts'
import { fromSlots, toSlots } from '../../src/sets/bits.ts'
import { noDay } from '../../src/sets/catalogue.types.ts'
import { type PlainPhoto, plainPhotos, toCatalogue } from './catalogue-double.ts'

const done = <T>(work: Pausable<T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

const entriesOf = ({ values, counts }: Tally) => values.map((value, index) => [value, counts[index]] as const)

/** Counted again, the plain way: values with their counts, most frequent first, then by value. */
const recount = <T extends string | number>(
  photos: readonly PlainPhoto[],
  valuesOf: (photo: PlainPhoto) => Iterable<T>,
): { entries: (readonly [T, number])[]; without: number } => {
  const counts = new Map<T, number>()
  let without = 0
  for (const photo of photos) {
    const values = new Set(valuesOf(photo))
    if (values.size === 0) without += 1
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const entries = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : a > b ? 1 : 0))
  return { entries, without }
}

/** Photos, of which some are in the set. */
const sets = plainPhotos.chain((photos) =>
  fc.subarray(photos.map((_, slot) => slot)).map((chosen) => {
    const catalogue = toCatalogue(photos)
    const bits = fromSlots(photos.length, chosen)
    return { photos, catalogue, bits, slots: toSlots(bits), chosen: chosen.map((slot) => photos[slot] as PlainPhoto) }
  }),
)

describe('what is counted over a set of photos', () => {
  it('is what a plain recount finds: columns', () => {
    fc.assert(
      fc.property(sets, ({ catalogue, slots, chosen }) => {
        const same = (tally: Tally, valuesOf: (photo: PlainPhoto) => (string | number)[]) => {
          const { entries, without } = recount(chosen, valuesOf)
          expect(entriesOf(tally)).toEqual(entries)
          expect([tally.photos, tally.without]).toEqual([chosen.length, without])
        }
        same(countCodes(catalogue, slots, 'iso'), ({ iso }) => (iso === null ? [] : [iso]))
        same(countCodes(catalogue, slots, 'make'), ({ make }) => (make === null ? [] : [make]))
        same(countCameras(catalogue, slots), ({ model }) => (model === null ? [] : [model]))
        same(countRatings(catalogue, slots), ({ rating }) => (rating === null ? [] : [rating]))
        same(countLevels(catalogue, slots), ({ level }) => [level])
        same(countShapes(catalogue, slots), ({ width, height }) => {
          if (width === 0 || height === 0) return []
          if (width / height < 0.95) return ['portrait']
          if (width / height <= 1.05) return ['square']
          return [width / height < 2 ? 'landscape' : 'panorama']
        })
      }),
    )
  })

  it('is what a plain recount finds: tags, each with those below it', () => {
    const parents = fc
      .array(fc.option(fc.nat(), { freq: 2 }), { minLength: 10, maxLength: 10 })
      // A parent has the lower number, so that there is no circle.
      .map((list) => new Map(list.flatMap((pick, i) => (pick === null || i === 0 ? [] : [[i + 1, (pick % i) + 1]]))))
    fc.assert(
      fc.property(sets, parents, ({ catalogue, slots, chosen }, above) => {
        const withAbove = (tag: number): number[] => {
          const parent = above.get(tag)
          return parent === undefined ? [tag] : [tag, ...withAbove(parent)]
        }
        const { entries, without } = recount(chosen, ({ tags }) => tags.flatMap(withAbove))
        const tally = done(countTags(catalogue, { slots }, above))
        expect(entriesOf(tally)).toEqual(entries)
        expect([tally.photos, tally.without]).toEqual([chosen.length, without])
      }),
    )
  })

  it('is what a plain recount finds: albums that are seen', () => {
    fc.assert(
      fc.property(sets, trees, ({ catalogue, bits, slots, chosen }, { tree, view, isSeen }) => {
        const { entries, without } = recount(chosen, ({ albums }) => albums.filter(isSeen))
        for (const all of [catalogue, { ...catalogue, slots: catalogue.slots * 1_000 + 1_000 }]) {
          const tally = countAlbums(all, { bits, slots }, { tree, view })
          expect(entriesOf(tally)).toEqual(entries)
          expect([tally.photos, tally.without]).toEqual([chosen.length, without])

          const since = 3 * 60_000
          const recent = recentAlbums(all, slots, { tree, view }, since)
          const expected = recount(
            chosen.filter(({ addedAt }) => (addedAt + 1) * 60_000 >= since),
            ({ albums }) => albums.filter(isSeen),
          ).entries.map(([albumId, photos]) => ({
            albumId,
            photos,
            newestAt:
              (Math.max(...chosen.filter(({ albums }) => albums.includes(albumId)).map(({ addedAt }) => addedAt)) + 1) *
              60_000,
          }))
          expect(recent).toEqual(expected.sort((a, b) => b.newestAt - a.newestAt || b.albumId - a.albumId))
        }
      }),
    )
  })

  it('spreads figures over buckets without gaps that hold every photo', () => {
    fc.assert(
      fc.property(sets, ({ catalogue, slots, chosen }) => {
        for (const [column, unit, figureOf] of [
          ['widthsPx', 1, (photo: PlainPhoto) => photo.width],
          ['bytes', 1_024, (photo: PlainPhoto) => photo.bytes],
        ] as const) {
          const known = chosen.map(figureOf).filter((value) => value > 0)
          const spread = spreadOf(catalogue, slots, column, unit)
          expect(spread.without).toBe(chosen.length - known.length)
          expect(spread.min).toBe(known.length === 0 ? null : Math.min(...known))
          expect(spread.max).toBe(known.length === 0 ? null : Math.max(...known))
          for (const [index, { from, to, photos }] of spread.buckets.entries()) {
            expect(from).toBeLessThan(to)
            if (index > 0) expect(from).toBe(spread.buckets[index - 1]?.to)
            expect(photos).toBe(known.filter((value) => value >= from && value < to).length)
          }
          expect(spread.buckets.reduce((sum, { photos }) => sum + photos, 0)).toBe(known.length)
        }
      }),
    )
  })

  it('puts the best rated first, and the newest of equals', () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: 1, max: 6 }), ({ catalogue, slots, chosen }, limit) => {
        const best = chosen
          .filter(({ rating }) => rating !== null && rating > 0)
          .sort((a, b) => (b.rating ?? 0) - (a.rating ?? 0) || b.sortAt - a.sortAt || b.id - a.id)
        expect(bestRated(catalogue, slots, limit)).toEqual(best.slice(0, limit).map(({ id }) => id))
      }),
    )
  })
})

describe('a calendar', () => {
  it('turns days as the platform does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (days) => {
        const date = new Date(days * 86_400_000)
        expect(toIsoDay(days)).toBe(date.toISOString().slice(0, 10))
        expect(toCalendarDay(days)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        })
      }),
    )
  })

  it('counts years, months and days, any of them too, and shows the newest picture of each', () => {
    const part = (values: number[]) => fc.option(fc.constantFrom<number | 'any'>('any', ...values), { nil: undefined })
    const periods = fc
      .tuple(part([2019, 2020, 874]), part([1, 4, 12]), part([1, 15, 31]))
      .map(([year, month, day]) => ({
        year,
        month: year === undefined ? undefined : month,
        day: year === undefined || month === undefined ? undefined : day,
      }))
    fc.assert(
      fc.property(sets, periods, ({ catalogue, slots, chosen }, period) => {
        const dated = chosen.flatMap((photo) =>
          photo.createdDay === null ? [] : [{ photo, ...toCalendarDay(photo.createdDay) }],
        )
        const within = dated.filter((each) =>
          (['year', 'month', 'day'] as const).every(
            (unit) => period[unit] === undefined || period[unit] === 'any' || period[unit] === each[unit],
          ),
        )
        const tally = countDays(catalogue, slots, 'created')
        expect(tally.undated).toBe(chosen.length - dated.length)
        const { photos, cells } = toCells(tally, period)
        expect(photos).toBe(within.length)
        const unit = (['year', 'month', 'day'] as const).find((each) => period[each] === undefined)
        const values = unit ? [...new Set(within.map((each) => each[unit]))].sort((a, b) => a - b) : []
        const expected = values.map((value) => {
          const ofCell = within.filter((each) => unit && each[unit] === value).map(({ photo }) => photo)
          const [cover] = ofCell
            .filter(({ isRenderable }) => isRenderable)
            .sort((a, b) => b.sortAt - a.sortAt || b.id - a.id)
          return { value, photos: ofCell.length, coverPhotoId: cover?.id ?? null }
        })
        expect(cells).toEqual(expected)
      }),
    )
  })
})

/** Albums 1 to 6 in a tree, each seen or not. */
const trees = fc
  .tuple(
    fc.array(fc.option(fc.nat()), { minLength: 6, maxLength: 6 }),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  )
  .map(([picks, seen]) => {
    const albums: TreeAlbum[] = picks.map((pick, i) => ({
      id: i + 1,
      parentId: pick === null || i === 0 ? null : (pick % i) + 1,
      position: i,
      isPrivate: false,
      isLocked: false,
      inheritsGrants: true,
      theme: null,
    }))
    const tree = buildTree(1, albums, [])
    const isSeen = (album: number) => seen[album] === true
    const bits = Uint8Array.from({ length: tree.size }, (_, place) => (isSeen(tree.ids[place] as number) ? 1 : 0))
    return { albums, tree, isSeen, view: { bits, visibleCount: bits.filter((bit) => bit === 1).length } }
  })

describe('the days and the last arrival of albums', () => {
  it('are those of the photos in them and below that the viewer sees, also after changes', () => {
    fc.assert(
      fc.property(plainPhotos, plainPhotos, trees, fc.constantFrom(0, 4, 8), (first, second, world, level) => {
        const { albums, tree, view, isSeen } = world
        const spansOf = createAlbumSpans()
        const isBelow = (id: number, top: number): boolean => {
          const parent = albums[id - 1]?.parentId ?? null
          return id === top || (parent !== null && isBelow(parent, top))
        }
        // The same catalogue at two commits: only albums said to have changed may be looked at anew.
        const [before, after] = [toCatalogue(first), toCatalogue(second)]
        const living = Object.assign({}, before)
        for (const [photos, catalogue, commit] of [
          [first, before, 1],
          [first, before, 2],
          [second, after, 3],
        ] as const) {
          Object.assign(living, catalogue, { commit, albumChangedAt: () => (commit === 3 ? 3 : 1) })
          const spans = spansOf(living, { tree, view, level: level as 0 })
          for (let place = 0; place < tree.size; place++) {
            const top = tree.ids[place] as number
            const shown = photos.filter(
              (photo) =>
                photo.isAlive && photo.level <= level && photo.albums.some((id) => isSeen(id) && isBelow(id, top)),
            )
            const days = shown.flatMap(({ createdDay }) => createdDay ?? [])
            expect(spans.firstDays[place]).toBe(days.length === 0 ? noDay : Math.min(...days))
            expect(spans.lastDays[place]).toBe(days.length === 0 ? noDay : Math.max(...days))
            const newest = shown.length === 0 ? 0 : (Math.max(...shown.map(({ addedAt }) => addedAt)) + 1) * 60_000
            expect(spans.newestAts[place]).toBe(newest)
          }
        }
      }),
    )
  })
})
