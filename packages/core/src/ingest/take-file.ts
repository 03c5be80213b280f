import type { Readable } from 'node:stream'
import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { toDisplayName } from '../text/file-name.ts'
import { type ReadMedia, readMedia } from './read-media.ts'
import { stageStream } from './stage.ts'
import { requireGate } from './upload-gates.ts'

/** A file for a photo that is there already. */
export interface IncomingFile {
  /** The bytes; read once. */
  readonly content: Readable
  readonly fileName: string
  /** Known length, checked against what arrives. */
  readonly bytes?: number | undefined
}

export interface TakenFile {
  /** Where it lies for now. */
  readonly path: string
  readonly media: ReadMedia
  /** To show. */
  readonly fileName: string
}

const named = v.object({
  fileName: v.pipe(
    v.string('Must be text.'),
    v.minLength(1, 'Must not be empty.'),
    v.maxLength(1_000, 'Must have 1000 characters at most.'),
  ),
})

/**
 * Takes a file in that becomes no photo of its own: asks plugins, puts it aside, reads it, asks again, and hands it on. Whatever becomes
 * of it, nothing is left lying about.
 *
 * @param work - Where the file is put away for good; it may be moved.
 */
export const takeFile = async <T>(
  context: CallContext,
  { content, fileName: given, bytes: announced }: IncomingFile,
  work: (file: TakenFile) => Promise<T>,
): Promise<T> => {
  const { limits, stagingFolder } = context.gallery.options
  try {
    // The last door would refuse it too, but only after its bytes were stored.
    if (context.actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
    const fileName = toDisplayName(validate(named, { fileName: given }).fileName)
    const files = [{ name: fileName, bytes: announced ?? 0, mimeType: '' }]
    await requireGate(context, 'upload.authorize', { albumId: null, files })
    await using staged = await stageStream(content, {
      folder: stagingFolder,
      maxBytes: limits.maxBytes,
      expectedBytes: announced,
      signal: context.gallery.signal,
    })
    const media = await readMedia(staged.path, {
      limits,
      metadata: await context.gallery.metadata.reading(),
      hashes: staged.hashes,
    })
    const { mimeType } = media.probe
    await requireGate(context, 'upload.validate', { albumId: null, fileName, mimeType, bytes: media.bytes })
    // Awaited here: the file goes when this scope ends.
    return await work({ path: staged.path, media, fileName })
  } catch (error) {
    // Nobody reads it to its end any more: let whoever sends it know.
    content.destroy()
    throw error
  }
}
