import { systemActor } from '../access/actor.ts'
import { visibleAlbumIds } from '../access/rights.ts'
import type { GalleryContext } from '../context.ts'
import type { DerivativeFormat } from '../derivatives/formats.ts'
import { isLasting } from '../derivatives/lasting-fault.ts'
import { toPlaceholder } from '../derivatives/placeholder.ts'
import type { Renditions } from '../derivatives/types.ts'
import type { Watermark } from '../derivatives/watermark.ts'
import type { JobContext, Jobs } from '../jobs/job.types.ts'
import type { DerivativePolicy } from '../settings/derivative-settings.ts'
import { transact } from '../transaction.ts'
import { enqueueVideo, wantsVersion } from '../videos/video-job.ts'
import {
  selectIdsOfAlbum,
  selectLastPhotoId,
  selectRenderable,
  selectToPrepare,
  updatePlaceholders,
} from './derivative-ahead.store.ts'
import { derivativeSourceOf } from './photo.source.ts'
import type { PhotoRow } from './photo.table.ts'

const actor = systemActor('rendering ahead')
/** Photos of one read, and of one write of their previews. */
const photosPerRead = 50
/** Photos worked on at once: while one waits for its file, another is decoded. */
const atOnce = 3

interface Plan {
  readonly policy: DerivativePolicy
  readonly sizesOf: (row: PhotoRow) => Promise<readonly string[]> | readonly string[]
  readonly formats: readonly DerivativeFormat[]
  /** Takes the work on versions of videos. */
  readonly jobs: Pick<Jobs, 'enqueue'>
}

export interface WarmUpPayload {
  readonly sizes: readonly string[] | null
  readonly formats: readonly DerivativeFormat[]
  readonly album: number | null
}

/** Renders what is missing, photo by photo. Run again, it finds what it made. */
export const createWarmUpJob =
  (gallery: GalleryContext, jobs: Pick<Jobs, 'enqueue'>) =>
  async ({ sizes, formats, album }: WarmUpPayload, { signal, progress }: JobContext): Promise<void> => {
    const rights = await gallery.access.rightsOf(actor)
    const policy = gallery.imaging.policyOf(rights)
    // Sizes and formats that were switched off since then are left out.
    const names = (sizes ?? policy.profile.enabled.map(({ name }) => name)).filter((name) =>
      policy.profile.byName.has(name),
    )
    const plan: Plan = {
      policy,
      sizesOf: () => names,
      formats: formats.filter((format) => policy.profile.formats.includes(format)),
      jobs,
    }
    const work = (rows: readonly PhotoRow[]) => renderAhead(gallery, rows, { plan, signal })
    const walk = { gallery, signal, progress, work }
    if (album === null) await walkAll(walk)
    else await walkAlbums(walk, visibleAlbumIds(rights, album))
  }

interface Walk {
  readonly gallery: GalleryContext
  readonly signal: AbortSignal
  readonly progress: JobContext['progress']
  readonly work: (rows: readonly PhotoRow[]) => Promise<void>
}

/** Its progress is told by the ids of the photos. */
const walkAll = async ({ gallery, signal, progress, work }: Walk): Promise<void> => {
  const { dialect, connections } = gallery
  const last = await selectLastPhotoId(connections.read)
  for (let afterId = 0; ; ) {
    signal.throwIfAborted()
    const rows = await selectRenderable(connections.read, dialect, { afterId, limit: photosPerRead })
    const newest = rows.at(-1)
    if (!newest) break
    await work(rows)
    afterId = newest.id
    progress(Math.min(afterId, last), last)
  }
  progress(last, last)
}

/** Album by album, as many as are done. A photo in two of them is looked at twice. */
const walkAlbums = async ({ gallery, signal, progress, work }: Walk, albumIds: readonly number[]): Promise<void> => {
  const { dialect, connections } = gallery
  for (const [index, albumId] of albumIds.entries()) {
    for (let afterId = 0; ; ) {
      signal.throwIfAborted()
      const ids = await selectIdsOfAlbum(connections.read, albumId, { afterId, limit: photosPerRead })
      const newest = ids.at(-1)
      if (newest === undefined) break
      await work(await selectToPrepare(connections.read, dialect, ids))
      afterId = newest
    }
    progress(index + 1, albumIds.length)
  }
}

/** What new photos are given: a tiny preview, and the sizes that the settings or a plugin name. */
export const createPrepareJob =
  (gallery: GalleryContext, jobs: Pick<Jobs, 'enqueue'>) =>
  async ({ photoIds }: { readonly photoIds: readonly number[] }, { signal, progress }: JobContext): Promise<void> => {
    const policy = gallery.imaging.policyOf(await gallery.access.rightsOf(actor))
    const sizesOf = async ({ id }: PhotoRow): Promise<readonly string[]> => {
      const usual = { photoId: id, sizes: policy.settings.renderAhead }
      const { sizes } = await gallery.hooks.apply('derivative.plan', usual, { actor })
      return sizes.filter((name) => policy.profile.byName.has(name))
    }
    for (let start = 0; start < photoIds.length; start += photosPerRead) {
      signal.throwIfAborted()
      const ids = photoIds.slice(start, start + photosPerRead)
      const rows = await selectToPrepare(gallery.connections.read, gallery.dialect, ids)
      await renderAhead(gallery, rows, { plan: { policy, sizesOf, formats: ['jpeg'], jobs }, signal })
      progress(start + ids.length, photoIds.length)
    }
  }

const renderAhead = async (
  gallery: GalleryContext,
  rows: readonly PhotoRow[],
  { plan, signal }: { readonly plan: Plan; readonly signal: AbortSignal },
): Promise<void> => {
  const { profile, settings, watermarks } = plan.policy
  const renditions = gallery.derivatives.under(profile)
  const usual = settings.usualWatermark === null ? undefined : watermarks.get(settings.usualWatermark)
  const marks: readonly (Watermark | null)[] = usual ? [null, usual] : [null]
  const made: { id: number; sha256: string; placeholder: string }[] = []

  const renderOne = async (row: PhotoRow): Promise<void> => {
    try {
      if (settings.convertVideos && wantsVersion(row)) await enqueueVideo(plan.jobs, row)
      const sizes = await plan.sizesOf(row)
      for (const mark of marks) {
        const source = derivativeSourceOf(gallery, row, mark)
        if (source && sizes.length > 0)
          await renditions.warm(source, { sizes, formats: plan.formats, looksFirst: true })
      }
      const placeholder = row.placeholder === null ? await placeholderOf(gallery, renditions, row) : null
      if (placeholder !== null) made.push({ id: row.id, sha256: row.sha256, placeholder })
    } catch (error) {
      if (!isLasting(error)) throw error
      gallery.log.debug('A photo was not rendered ahead', { photoId: row.id, error })
    }
  }
  const waiting = rows.values()
  const work = async (): Promise<void> => {
    for (const row of waiting) {
      signal.throwIfAborted()
      await renderOne(row)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (made.length > 0) await transact(gallery, actor, ({ db }) => updatePlaceholders(db, made))
}

/** Of the smallest size that shows the whole picture. */
const placeholderOf = async (
  gallery: GalleryContext,
  renditions: Renditions,
  row: PhotoRow,
): Promise<string | null> => {
  const source = derivativeSourceOf(gallery, row, null)
  const smallest = renditions.sizes
    .filter(({ fit }) => fit === 'inside')
    .reduce<string | null>((found, { name, widthPx }) => {
      const least = renditions.sizes.find((size) => size.name === found)
      return least && least.widthPx <= widthPx ? found : name
    }, null)
  if (source === null || smallest === null) return null
  await renditions.warm(source, { sizes: [smallest], looksFirst: true })
  const { bytes } = await renditions.open(source, { size: smallest, format: 'jpeg' })
  return toPlaceholder(bytes)
}
