import fc from 'fast-check'
import { fromSlots } from '../../src/sets/bits.ts'
import { type Catalogue, codedFields, noDay, noRating } from '../../src/sets/catalogue.types.ts'
import { FlatLinks } from '../../src/sets/links.ts'

/** A photo as a test writes it down; its slot is its place in the list. */
export interface PlainPhoto {
  readonly id: number
  readonly isAlive: boolean
  readonly isRenderable: boolean
  readonly level: number
  /** Minutes since some moment. */
  readonly sortAt: number
  readonly addedAt: number
  readonly createdDay: number | null
  readonly rating: number | null
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly make: string | null
  readonly model: string | null
  readonly iso: number | null
  readonly albums: readonly number[]
  readonly tags: readonly number[]
}

const someDay = 18_000

/** Photos of few different values, so that ties and repeats are met. */
export const plainPhotos: fc.Arbitrary<PlainPhoto[]> = fc
  .array(
    fc.record({
      isAlive: fc.boolean(),
      isRenderable: fc.boolean(),
      level: fc.constantFrom(0, 0, 4, 8),
      sortAt: fc.integer({ min: 0, max: 5 }),
      addedAt: fc.integer({ min: 0, max: 5 }),
      createdDay: fc.option(
        fc.oneof(fc.integer({ min: someDay, max: someDay + 800 }), fc.constantFrom(-400_000, -719_528, -1, 2_932_896)),
      ),
      rating: fc.option(fc.integer({ min: -1, max: 5 })),
      width: fc.constantFrom(0, 94, 95, 100, 105, 106, 199, 200, 6_000),
      height: fc.constantFrom(0, 100),
      bytes: fc.constantFrom(0, 1, 1_023, 1_024, 1_536, 5_000_000, 40_000_000_000),
      make: fc.option(fc.constantFrom('Canon', 'NIKON CORPORATION')),
      model: fc.option(fc.constantFrom('Canon EOS 5D', 'NIKON D90', 'X100')),
      iso: fc.option(fc.constantFrom(100, 200, 6_400)),
      albums: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
      tags: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 4 }),
    }),
    { maxLength: 40 },
  )
  .chain((photos) =>
    fc
      .shuffledSubarray(
        photos.map((_, index) => index + 100),
        { minLength: photos.length, maxLength: photos.length },
      )
      .map((ids) => photos.map((photo, index) => ({ ...photo, id: ids[index] as number }))),
  )

/** The catalogue of these photos, laid out by hand. */
export const toCatalogue = (photos: readonly PlainPhoto[]): Catalogue => {
  const slotsWhere = (fits: (photo: PlainPhoto) => boolean) =>
    photos.flatMap((photo, slot) => (fits(photo) ? [slot] : []))
  const empty = { codes: new Int32Array(photos.length), values: [null] }
  const coded = (read: (photo: PlainPhoto) => string | number | null) => {
    const values: (string | number | null)[] = [null, 'of no photo any more']
    const codes = Int32Array.from(photos, (photo) => {
      const value = read(photo)
      if (!values.includes(value)) values.push(value)
      return values.indexOf(value)
    })
    return { codes, values }
  }
  return {
    commit: 1,
    revision: 1,
    slots: photos.length,
    ids: Int32Array.from(photos, ({ id }) => id),
    slotOf: (id) => {
      const slot = photos.findIndex((photo) => photo.id === id)
      return slot < 0 ? undefined : slot
    },
    alive: fromSlots(
      photos.length,
      slotsWhere(({ isAlive }) => isAlive),
    ),
    levels: Uint8Array.from(photos, ({ level }) => level),
    marks: Uint8Array.from(photos, ({ isRenderable }) => (isRenderable ? 8 : 0)),
    sortAt: Float64Array.from(photos, ({ sortAt }) => (sortAt - 3) * 60_000),
    addedAt: Float64Array.from(photos, ({ addedAt }) => (addedAt + 1) * 60_000),
    createdDay: Int32Array.from(photos, ({ createdDay }) => createdDay ?? noDay),
    postedDay: Int32Array.from(photos, ({ addedAt }) => someDay + addedAt),
    ratings: Int8Array.from(photos, ({ rating }) => rating ?? noRating),
    widthsPx: Int32Array.from(photos, ({ width }) => width),
    heightsPx: Int32Array.from(photos, ({ height }) => height),
    bytes: Float64Array.from(photos, ({ bytes }) => bytes),
    latitudes: new Float64Array(photos.length).fill(Number.NaN),
    longitudes: new Float64Array(photos.length).fill(Number.NaN),
    coded: {
      ...(Object.fromEntries(codedFields.map((field) => [field, empty])) as unknown as Catalogue['coded']),
      make: coded(({ make }) => make),
      model: coded(({ model }) => model),
      iso: coded(({ iso }) => iso),
    },
    albumsOf: (slot) => photos[slot]?.albums ?? [],
    countTags: (slots, from, to, into) => {
      const links = new FlatLinks()
      for (const [slot, { tags }] of photos.entries()) links.set(slot, tags)
      return links.countMembers(slots, from, to, into)
    },
    inAlbum: (album) => slotsWhere(({ albums }) => albums.includes(album)),
    withTag: (tag) => slotsWhere(({ tags }) => tags.includes(tag)),
    tagIds: () => new Set(photos.flatMap(({ tags }) => tags)),
    albumChangedAt: () => 1,
  }
}
