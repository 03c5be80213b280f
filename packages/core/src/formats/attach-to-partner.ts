import type { CallContext } from '../context.ts'
import { readFileRules } from '../files/file-rules.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import type { Unit } from '../transaction.ts'
import { replaceOriginal } from '../versions/replace-original.ts'
import { recordFormat } from './add-format.ts'
import { findPartner } from './find-partner.ts'

/**
 * Joins a file that is uploaded to the photo of the same picture, where the settings say so and there is one: a file to work on becomes
 * a format of it; a picture to look at becomes its original, and what was so becomes a format. In which order they come makes no
 * difference. The caller holds the album locked, so that two that come at once meet.
 *
 * @returns `null` where the file becomes a photo of its own.
 */
export const attachToPartner = async (
  context: CallContext,
  unit: Unit,
  file: {
    readonly albumId: number
    readonly fileName: string
    readonly media: ReadMedia
    readonly storageKey: string
  },
): Promise<{ readonly photoId: number; readonly duplicate: boolean } | null> => {
  const { gallery } = context
  const { rules } = await readFileRules(gallery, unit.db)
  if (!rules.attachesFormats) return null
  const partner = await findPartner(context, unit.db, file)
  if (!partner) return null
  const { photoId, isFormat } = partner
  if (isFormat) {
    const { isNew } = await recordFormat(gallery, unit, { photoId, ...file })
    return { photoId, duplicate: !isNew }
  }
  await replaceOriginal(gallery, unit, { photoId, ...file, keepAs: 'format' })
  return { photoId, duplicate: false }
}
