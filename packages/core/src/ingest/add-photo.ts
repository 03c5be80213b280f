import type { CallContext } from '../context.ts'
import type { NewPhoto } from '../photos/photo.types.ts'
import { checkNewPhoto, requireAuthorised } from './check-new-photo.ts'
import { stageStream, toStagingError } from './stage.ts'
import { type TakenPhoto, takePhoto } from './take-photo.ts'

/**
 * Takes a photo in that arrives as a stream: whether it may come is looked at first, then it goes through all of {@link ingestSteps}.
 * Whatever happens, there is the whole photo or none; the staged file is always removed.
 */
export const addPhoto = async (context: CallContext, photo: NewPhoto): Promise<TakenPhoto> => {
  const { gallery } = context
  const { content, bytes: announced, ...described } = photo
  try {
    const input = await checkNewPhoto(context, described)
    await requireAuthorised(context, input, announced ?? 0)
    const { limits, stagingFolder } = gallery.options
    await using staged = await stageStream(content, {
      folder: stagingFolder,
      maxBytes: limits.maxBytes,
      expectedBytes: announced,
      signal: gallery.signal,
      runStep: gallery.runStep,
    })
    return await takePhoto(context, input, staged)
  } catch (error) {
    // Nobody reads it to its end any more: let whoever sends it know.
    content.destroy()
    throw toStagingError(error)
  }
}
