import { type Actor, userActor } from '../../../src/access/actor.ts'
import type { ActorGallery } from '../../../src/gallery.types.ts'
import type { TestGallery } from '../../../src/testing/test-gallery.ts'
import { createPostbox, type Postbox } from '../../accounts/accounts-world.ts'
import type { TestWorld } from '../../world.ts'
import { watchServices } from '../reach.ts'

/** Where the passkeys of the scenario belong to. */
export const passkeyOrigin = 'https://photos.example.org'

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
  /** Somebody who was made for it. */
  as(actor: Actor): ActorGallery
  /** Where its mails go. */
  readonly postbox: Postbox
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
  { called = new Set<string>(), isLarge = false, postbox = createPostbox() } = {},
): Scene => {
  const as = (actor: Actor) => watchServices(world.gallery.as(actor), called)
  const [guest, member, admin] = [as({ kind: 'guest' }), as(userActor(2)), as(userActor(1))]
  return { ...world, guest, member, admin, as, postbox, everybody: [guest, member, admin], isLarge, seeded }
}
