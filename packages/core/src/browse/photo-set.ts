import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CallContext } from '../context.ts'
import type { CheckedScope } from '../photos/photo.query.ts'
import { and, toSlots } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'

/** Photos of a scope that an actor may see, as of one commit. To be read within one run, see {@link Catalogue}. */
export interface PhotoSet {
  readonly catalogue: Catalogue
  readonly bits: Bits
  /** The same as a list, ascending. */
  readonly slots: Int32Array
}

/** Work on a set that lets others have their turn wherever it yields. */
export type Pausable<T> = Generator<void, T, void>

/** How long such work holds the event loop at a stretch. */
const maxRunMs = 10
/** Times that work begins anew because what it reads changed in a pause; then it is done in one go. */
const maxBeginnings = 3

/** Works on the photos of a scope, in runs of a few milliseconds. What is found is true of one commit. */
export const withPhotos = async <T>(
  context: CallContext,
  scope: CheckedScope,
  work: (photos: PhotoSet) => Pausable<T>,
): Promise<T> => {
  for (let beginning = 1; ; beginning++) {
    const photos = await takePhotos(context, scope)
    const { catalogue } = photos
    const { revision } = catalogue
    const running = work(photos)
    let startedAt = performance.now()
    for (;;) {
      const step = running.next()
      if (step.done) return step.value
      if (beginning > maxBeginnings || performance.now() - startedAt < maxRunMs) continue
      await nextTurn()
      if (catalogue.revision !== revision) break
      startedAt = performance.now()
    }
  }
}

const takePhotos = async ({ gallery, rights }: CallContext, scope: CheckedScope): Promise<PhotoSet> => {
  const catalogue = await gallery.sets.ready(rights.commit)
  const { revision } = catalogue
  let bits = await gallery.sets.select(rights, scope, catalogue)
  // Another call may have brought it nearer to a later commit meanwhile: what that one hid is left out.
  if (catalogue.revision !== revision) bits = and(bits, gallery.sets.visible(rights, catalogue))
  return new Photos(catalogue, bits)
}

class Photos implements PhotoSet {
  readonly catalogue: Catalogue
  readonly bits: Bits
  #slots: Int32Array | undefined

  constructor(catalogue: Catalogue, bits: Bits) {
    this.catalogue = catalogue
    this.bits = bits
  }

  // Some look at the bits only.
  get slots(): Int32Array {
    this.#slots ??= toSlots(this.bits)
    return this.#slots
  }
}
