import { lstat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { systemActor } from '../access/actor.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { applyMedia, type MediaColumns } from '../ingest/apply-media.ts'
import { completeMedia } from '../ingest/complete-media.ts'
import { type ReadMedia, readMedia } from '../ingest/read-media.ts'
import type { JobContext } from '../jobs/job.types.ts'
import { identityOf, withPinned } from '../media/pinned.ts'
import { sidecarCandidates } from '../media/sidecar-names.ts'
import { mergeMetadata, readSidecar } from '../metadata/sidecar.ts'
import { takeInto } from '../metadata/write/write-file.ts'
import { withToolFolder } from '../tools/tool-folder.ts'
import { transact } from '../transaction.ts'
import { placeOf } from './photo.download.ts'
import type { PhotoRow } from './photo.table.ts'
import { type PhotosToWalk, walkPhotos } from './photo.walk.ts'

/** Brings photos in line with their files once more. */
export const synchroniseQueue = 'photos.synchronise'
const actor = systemActor('metadata are read again')
export interface SynchronisePayload extends PhotosToWalk {
  readonly clear: boolean
  readonly keepWritten: boolean
}

type Reading = Awaited<ReturnType<GalleryContext['metadata']['reading']>>

/** Goes over the photos of a list along their ids, however many there are; run again, it begins anew and finds nothing to change. */
export const createSynchroniseJob =
  (gallery: GalleryContext) =>
  async (payload: SynchronisePayload, job: JobContext): Promise<void> => {
    const context: CallContext = { gallery, actor, rights: await gallery.access.rightsOf(actor) }
    const reading = await gallery.metadata.reading()
    await walkPhotos(context, payload, job, (row) => synchroniseOne(gallery, row, payload, reading))
  }

/** What files tell of themselves in words and numbers; what they are does not change by reading them again. */
const describing = [
  ...['taken_at', 'taken_at_local', 'taken_offset', 'latitude', 'longitude', 'altitude'],
  ...['title', 'description', 'author', 'copyright', 'rating', 'city', 'country', 'metadata'],
  ...['camera_make', 'camera_model', 'lens', 'iso', 'aperture', 'exposure_seconds', 'focal_length_mm'],
] as readonly (keyof MediaColumns)[]

const synchroniseOne = async (
  gallery: GalleryContext,
  row: PhotoRow,
  { clear, keepWritten }: SynchronisePayload,
  reading: Reading,
): Promise<void> => {
  const media = await readAgain(gallery, row, reading)
  if (!media) return
  await transact(gallery, actor, async (unit) => {
    const applied = await applyMedia(gallery, unit, row.id, media, {
      keepWritten,
      clear,
      columns: (all) => Object.fromEntries(describing.map((key) => [key, all[key as keyof typeof all]])),
    })
    if (!applied) return
    const changed = applied.changed.filter((key) => key !== 'metadata')
    const before = {
      ...Object.fromEntries(changed.map((key) => [key, applied.before[key] ?? null])),
      ...(applied.values ? { fields: applied.values.before } : {}),
    }
    const after = {
      ...Object.fromEntries(changed.map((key) => [key, applied.next[key] ?? null])),
      ...(applied.values ? { fields: applied.values.after } : {}),
    }
    unit.record({ subject: 'photo', id: row.id, action: 'synchronised', before, after })
    unit.after.defer('photo.updated', { changes: [{ id: row.id, before, after }] }, { actor: unit.actor })
  })
}

/** The file as it is indexed; `null` where another one lies in its place by now, which synchronising the folder takes in. */
const readAgain = async (gallery: GalleryContext, row: PhotoRow, metadata: Reading): Promise<ReadMedia | null> => {
  const hashes = { bytes: Number(row.bytes), sha256: row.sha256, md5: row.md5 ?? '' }
  const read = async (path: string) =>
    completeMedia(gallery, path, await readMedia(path, { limits: gallery.options.limits, metadata, hashes }))
  const place = await placeOf(gallery, row)
  if (typeof place !== 'string')
    return withToolFolder(gallery.options.stagingFolder, async (folder) =>
      read(join(folder, await takeInto(folder, place, 'bin'))),
    )
  if (row.storage_key !== null) return read(place)
  const stats = await lstat(place, { bigint: true })
  if (Number(stats.size) !== hashes.bytes) return null
  const media = await withPinned(place, { kind: 'file', identity: identityOf(stats) }, (pinned) => read(pinned.path))
  const said = await readSidecarOf(place, metadata)
  return said ? { ...media, metadata: mergeMetadata(media.metadata, said) } : media
}

/** The first sidecar that lies beside a file. */
const readSidecarOf = async (path: string, reading: Reading) => {
  for (const name of sidecarCandidates(basename(path))) {
    const sidecar = join(dirname(path), name)
    const stats = await lstat(sidecar, { bigint: true }).catch(() => null)
    if (!stats?.isFile()) continue
    return withPinned(sidecar, { kind: 'file', identity: identityOf(stats) }, (pinned) =>
      readSidecar(pinned.path, reading),
    )
  }
  return null
}
