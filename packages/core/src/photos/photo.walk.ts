import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { JobContext } from '../jobs/job.types.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { openList } from './photo.listing.ts'
import { checkScope } from './photo.scope.ts'
import { selectPhoto, selectWholePhotos } from './photo.store.ts'
import type { PhotoRow } from './photo.table.ts'
import type { PhotoScope } from './photo.types.ts'

/** Photos of one read. */
const photosPerRead = 100
/** Photos worked on at once: while one waits for its file, another is read. */
const atOnce = 3

/** The photos that a job goes over: one, or those of a list. */
export interface PhotosToWalk {
  readonly photo: number | null
  readonly scope: PhotoScope
}

/**
 * Works on photos along their ids, however many there are, and tells how many are done. What is wrong with one file is logged, and
 * does not keep the others from their turn.
 */
export const walkPhotos = async (
  context: CallContext,
  { photo, scope }: PhotosToWalk,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>,
  work: (row: PhotoRow) => Promise<void>,
): Promise<void> => {
  const { gallery, rights } = context
  const { connections, dialect } = gallery
  if (photo !== null) {
    const row = await selectPhoto(connections.read, dialect, rights, photo)
    if (row) await workOn(gallery, signal, row, work)
    progress(1, 1)
    return
  }
  const list = await openList(context, await checkScope(context, scope), { sort: 'id' })
  const total = await list.countBefore([Number.MAX_SAFE_INTEGER])
  let done = 0
  for (let after: CursorKeys | undefined; ; ) {
    signal.throwIfAborted()
    const { rows: listed, next } = await list.page({ limit: photosPerRead, after, isUnchecked: true })
    const ids = listed.map(({ id }) => id)
    const rows = (await selectWholePhotos(connections.read, dialect, rights, ids)).sort((a, b) => a.id - b.id)
    const waiting = rows.values()
    const worker = async (): Promise<void> => {
      for (const row of waiting) {
        signal.throwIfAborted()
        await workOn(gallery, signal, row, work)
        done += 1
        progress(done, Math.max(done, total))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    if (!next) return
    after = next
  }
}

const workOn = async (
  { log }: GalleryContext,
  signal: AbortSignal,
  row: PhotoRow,
  work: (row: PhotoRow) => Promise<void>,
): Promise<void> => {
  try {
    await work(row)
  } catch (error) {
    signal.throwIfAborted()
    if (!VitrineError.is(error) && !(error instanceof Error && 'code' in error)) throw error
    log.warn('The metadata of a photo could not be brought in line', { photoId: row.id, error })
  }
}
