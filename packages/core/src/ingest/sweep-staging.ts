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

/**
 * Sees to what a process left behind that was ended in the middle of an upload: files that arrived, originals that no photo came to be
 * of, and parts of originals in the storage. Looked for when a gallery opens, removed by a job once it is a day old.
 */
export const createStagingSweep = (gallery: GalleryContext, jobs: Jobs) => {
  const folder = gallery.options.stagingFolder
  const plan = async ({ soonestMs = 0 }: { soonestMs?: number } = {}): Promise<void> => {
    const ages = await agesOf(folder, gallery.clock())
    if (ages.length === 0) return
    const oldestMs = ages.reduce((oldest, { ageMs }) => Math.max(oldest, ageMs), 0)
    const delayMs = Math.max(soonestMs, graceMs - oldestMs)
    const hour = Math.ceil((gallery.clock().getTime() + delayMs) / hourMs)
    await jobs.enqueue(stagingSweepQueue, null, { uniqueKey: `${stagingSweepQueue}:${hour}`, delayMs })
  }
  jobs.define(stagingSweepQueue, async (_payload: never, { signal }) => {
    const removed = await sweepStaging(gallery, signal)
    gallery.log.info('Uploads that never ended were swept', { removed })
    // What is younger, and what could not be found out now.
    await plan({ soonestMs: hourMs })
  })
  return { plan: () => plan() }
}

/** @returns How many leftovers were old enough, and are gone. */
const sweepStaging = async (gallery: GalleryContext, signal: AbortSignal): Promise<number> => {
  const folder = gallery.options.stagingFolder
  let removed = 0
  for (const { name, ageMs } of await agesOf(folder, gallery.clock())) {
    signal.throwIfAborted()
    if (ageMs < graceMs) continue
    const note = openNote(folder, name)
    if (note) await discardOriginal(gallery, note)
    else await rm(join(folder, name), { force: true })
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
