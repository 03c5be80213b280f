import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { GalleryContext } from '../context.ts'
import { discardOriginal } from './discard-original.ts'
import { openNote } from './placing-note.ts'
import { agesOf, sweepGraceMs } from './plan-sweep.ts'

const hourMs = 60 * 60_000

/**
 * Sees to what was left behind in the middle of an upload, by a process that was ended or by a storage that was gone: files that
 * arrived, originals that no photo came to be of, and parts of originals in the storage. Planned when a gallery opens and when something
 * is left behind.
 */
export const createStagingSweep =
  (gallery: GalleryContext) =>
  async (_payload: never, { signal }: { signal: AbortSignal }): Promise<void> => {
    const { storage, clock, log } = gallery
    const removed = await sweepStaging(gallery, signal)
    // What is younger, and what could not be found out now: planned before the storage is asked for more, which may still be gone.
    await gallery.planSweep({ soonestMs: hourMs })
    // Where an original was cut short while it was copied into the storage, its note stood here.
    const parts = (await storage.sweepTemporary?.({ olderThanMs: sweepGraceMs, now: clock() })) ?? 0
    log.info('Uploads that never ended were swept', { removed: removed + parts })
  }

/** @returns How many leftovers were old enough, and are gone. */
const sweepStaging = async (gallery: GalleryContext, signal: AbortSignal): Promise<number> => {
  const folder = gallery.options.stagingFolder
  let removed = 0
  for (const { name, ageMs } of await agesOf(folder, gallery.clock())) {
    signal.throwIfAborted()
    if (ageMs < sweepGraceMs) continue
    const note = openNote(folder, name)
    if (note && !(await discardOriginal(gallery, note))) continue
    if (!note) await rm(join(folder, name), { force: true })
    removed += 1
  }
  return removed
}
