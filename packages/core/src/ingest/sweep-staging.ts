import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { GalleryContext } from '../context.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { discardOriginal } from './discard-original.ts'
import { namesIn, openNote } from './placing-note.ts'
import { isStagedName, originalOfNote } from './staged-names.ts'

export const stagingSweepQueue = 'staging.sweep'

/** What is younger may be at work in another process that shares the folder. */
const graceMs = 24 * 60 * 60_000
const hourMs = 60 * 60_000

const isLeftover = (name: string): boolean => isStagedName(name) || originalOfNote(name) !== null

/** Has what lies in the staging folder looked at once the oldest of it is a day old, and in `soonestMs` at the soonest. */
export type PlanSweep = (options?: { soonestMs?: number }) => Promise<void>

export const createSweepPlan =
  ({ folder, clock, jobs }: { folder: string; clock: () => Date; jobs: Pick<Jobs, 'enqueue'> }): PlanSweep =>
  async ({ soonestMs = 0 } = {}) => {
    const ages = await agesOf(folder, clock())
    if (ages.length === 0) return
    const oldestMs = ages.reduce((oldest, { ageMs }) => Math.max(oldest, ageMs), 0)
    const delayMs = Math.max(soonestMs, graceMs - oldestMs)
    const hour = Math.ceil((clock().getTime() + delayMs) / hourMs)
    await jobs.enqueue(stagingSweepQueue, null, { uniqueKey: `${stagingSweepQueue}:${hour}`, delayMs })
  }

/**
 * Sees to what was left behind in the middle of an upload, by a process that was ended or by a storage that was gone: files that
 * arrived, and originals that no photo came to be of. Planned when a gallery opens and when something is left behind.
 */
export const createStagingSweep =
  (gallery: GalleryContext) =>
  async (_payload: never, { signal }: { signal: AbortSignal }): Promise<void> => {
    const removed = await sweepStaging(gallery, signal)
    gallery.log.info('Uploads that never ended were swept', { removed })
    // What is younger, and what could not be found out now.
    await gallery.planSweep({ soonestMs: hourMs })
  }

/** @returns How many leftovers were old enough, and are gone. */
const sweepStaging = async (gallery: GalleryContext, signal: AbortSignal): Promise<number> => {
  const folder = gallery.options.stagingFolder
  let removed = 0
  for (const { name, ageMs } of await agesOf(folder, gallery.clock())) {
    signal.throwIfAborted()
    if (ageMs < graceMs) continue
    const note = openNote(folder, name)
    if (note && !(await discardOriginal(gallery, note))) continue
    if (!note) await rm(join(folder, name), { force: true })
    removed += 1
  }
  // Where an original was cut short while it was copied into the storage, its note stood here.
  return removed + ((await gallery.storage.sweepTemporary?.({ olderThanMs: graceMs, now: gallery.clock() })) ?? 0)
}

const agesOf = async (folder: string, now: Date): Promise<{ name: string; ageMs: number }[]> => {
  const ages: { name: string; ageMs: number }[] = []
  for (const name of (await namesIn(folder)).filter(isLeftover)) {
    const about = await stat(join(folder, name)).catch(() => null)
    if (about) ages.push({ name, ageMs: now.getTime() - about.mtimeMs })
  }
  return ages
}
