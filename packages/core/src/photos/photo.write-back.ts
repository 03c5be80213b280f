import { join } from 'node:path'
import { systemActor } from '../access/actor.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { completeMedia } from '../ingest/complete-media.ts'
import { readMedia } from '../ingest/read-media.ts'
import { transactWithOriginal } from '../ingest/with-original.ts'
import type { JobContext } from '../jobs/job.types.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { probeMedia } from '../media/probe.ts'
import { takeInto, writeCopy } from '../metadata/write/write-file.ts'
import { withToolFolder } from '../tools/tool-folder.ts'
import { replaceOriginal } from '../versions/replace-original.ts'
import { photoValuesOf, placeOf, readingOf } from './photo.download.ts'
import type { PhotoRow } from './photo.table.ts'
import { type PhotosToWalk, walkPhotos } from './photo.walk.ts'

/** Writes what the gallery says into originals. */
export const writeBackQueue = 'photos.write-back'
const actor = systemActor('metadata are written into files')

/**
 * Goes over photos whose files are ours to keep: what was written in the gallery is written into a copy of the file, which takes its
 * place; the file as it was is kept as a version. Files that say it all already, and those of library roots, are left alone.
 */
export const createWriteBackJob =
  (gallery: GalleryContext) =>
  async (payload: PhotosToWalk, job: JobContext): Promise<void> => {
    const context: CallContext = { gallery, actor, rights: await gallery.access.rightsOf(actor) }
    const { writesFiles } = await gallery.metadata.settings()
    // Switched off since then.
    if (!writesFiles) return
    await walkPhotos(context, payload, job, (row) => writeBack(context, row))
  }

const writeBack = async (context: CallContext, row: PhotoRow): Promise<void> => {
  const { gallery } = context
  if (row.storage_key === null) return
  const settings = await gallery.metadata.settings()
  const reading = await gallery.metadata.reading()
  const values = await photoValuesOf(context, row, settings)
  const { limits, stagingFolder } = gallery.options
  await withToolFolder(stagingFolder, async (folder) => {
    const extension = formatOfMimeType(row.mime_type)?.extension ?? 'bin'
    const name = await takeInto(folder, await placeOf(gallery, row), extension)
    const probe = await probeMedia(join(folder, name), limits)
    const { toolbox } = gallery
    const task = { kind: 'edited', values, mapping: settings } as const
    const copy = await writeCopy(
      { toolbox, reading: await readingOf(gallery, row), folder },
      { name, probe, to: 'copy' },
      task,
    )
    if (copy === name) return
    const path = join(folder, copy)
    const media = await completeMedia(gallery, path, await readMedia(path, { limits, metadata: reading }))
    await transactWithOriginal(gallery, actor, { path, media }, async (unit, storageKey) => {
      const replacement = { photoId: row.id, media, storageKey, fileName: row.file_name, replaces: row.sha256 }
      await replaceOriginal(gallery, unit, replacement)
    })
  })
}
