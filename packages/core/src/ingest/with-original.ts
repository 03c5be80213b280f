import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { transact, type Unit } from '../transaction.ts'
import { placeOriginal } from './place-original.ts'
import type { InspectedMedia } from './read-media.ts'

/**
 * Keeps a file as an original and names it in one transaction: first the file, durably, then the row. Where that does not come about,
 * the file goes again.
 *
 * @param work - Gets the key. Whatever it does, a row names the original when it is done.
 */
export const transactWithOriginal = async <T>(
  gallery: GalleryContext,
  actor: Actor,
  file: { readonly path: string; readonly media: InspectedMedia },
  work: (unit: Unit, storageKey: string) => Promise<T>,
): Promise<T> => {
  await using original = await placeOriginal(gallery, file.path, file.media)
  const value = await transact(gallery, actor, async (unit) => {
    await original.hold(unit)
    return work(unit, original.key)
  })
  original.keep()
  return value
}
