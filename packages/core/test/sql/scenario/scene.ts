import { userActor } from '../../../src/access/actor.ts'
import type { ActorGallery } from '../../../src/gallery.types.ts'
import type { TestGallery } from '../../../src/testing/test-gallery.ts'
import type { TestWorld } from '../../world.ts'
import { watchServices } from '../reach.ts'

/**
 * A seeded gallery in which everything is done once. What is changed is made for it first, so that a database can be used again:
 * of the seeded rows none changes, but for visits.
 */
export interface Scene extends TestWorld, TestGallery {
  /** Everything that actors can be: without rights, with some, with all. */
  readonly everybody: readonly ActorGallery[]
  readonly guest: ActorGallery
  readonly member: ActorGallery
  readonly admin: ActorGallery
  /** So many photos that nothing may be done for each of them. */
  readonly isLarge: boolean
  readonly seeded: {
    /** An album at the root with a fifth of the photos, for everybody. */
    readonly largestAlbum: number
    /** A public album with some photos and albums below it. */
    readonly usualAlbum: number
    /** On many photos. */
    readonly commonTag: number
    readonly rareTag: number
    /** A word of some thousand photos. */
    readonly commonWord: string
  }
}

export const toScene = (
  world: TestWorld & TestGallery,
  seeded: Scene['seeded'],
  { called = new Set<string>(), isLarge = false } = {},
): Scene => {
  const guest = watchServices(world.gallery.as({ kind: 'guest' }), called)
  const member = watchServices(world.gallery.as(userActor(2)), called)
  const admin = watchServices(world.gallery.as(userActor(1)), called)
  return { ...world, guest, member, admin, everybody: [guest, member, admin], isLarge, seeded }
}
