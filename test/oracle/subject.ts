import { VitrineError } from '../../packages/core/src/errors/vitrine-error.ts'
import type { ActorGallery } from '../../packages/core/src/gallery.types.ts'
import { type OracleGallery, sortAtOf } from './gallery.ts'
import type { Model } from './model.ts'
import type { ModelActor, ModelPhoto, World } from './model.types.ts'

/** One actor's look at one world: the gallery's answers, and what they must be. */
export interface Subject {
  readonly gallery: OracleGallery
  readonly as: ActorGallery
  readonly asked: ModelActor
  readonly world: World
  readonly model: Model
  /** Id of what stands at a place of its list in the world. */
  id(place: number): number
  ids(places: readonly number[]): number[]
  /** Ids of photos, oldest first. */
  byTime(places: readonly number[]): number[]
  photo(place: number): ModelPhoto
  /** A tag with all those above it. */
  tagAndAbove(tag: number): number[]
}

export const subjectOf = (parts: {
  gallery: OracleGallery
  as: ActorGallery
  asked: ModelActor
  world: World
  model: Model
  first: number
}): Subject => {
  const { first, world } = parts
  const photo = (place: number) => world.photos[place] as ModelPhoto
  const tagAndAbove = (tag: number): number[] => {
    const parent = world.tags[tag]?.parent ?? null
    return parent === null ? [tag] : [tag, ...tagAndAbove(parent)]
  }
  return {
    ...parts,
    photo,
    tagAndAbove,
    id: (place) => first + place,
    ids: (places) => places.map((place) => first + place),
    byTime: (places) =>
      [...places]
        .sort((a, b) => compare(sortAtOf(photo(a)), sortAtOf(photo(b))) || a - b)
        .map((place) => first + place),
  }
}

export const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

/** `found`, or the code of the refusal. */
export const outcomeOf = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer
    return 'found'
  } catch (error) {
    if (VitrineError.is(error)) return error.code
    throw error
  }
}
