import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Jobs } from '../jobs/job.types.ts'
import { namesIn } from './placing-note.ts'
import { isStagedName, originalOfNote } from './staged-names.ts'

export const stagingSweepQueue = 'staging.sweep'

/** What is younger may be at work in another process that shares the folder. */
export const sweepGraceMs = 24 * 60 * 60_000
const hourMs = 60 * 60_000

/** Has what lies in the staging folder looked at once the oldest of it is a day old, and in `soonestMs` at the soonest. */
export type PlanSweep = (options?: { soonestMs?: number }) => Promise<void>

export const createSweepPlan =
  ({ folder, clock, jobs }: { folder: string; clock: () => Date; jobs: Pick<Jobs, 'enqueue'> }): PlanSweep =>
  async ({ soonestMs = 0 } = {}) => {
    const ages = await agesOf(folder, clock())
    if (ages.length === 0) return
    const oldestMs = ages.reduce((oldest, { ageMs }) => Math.max(oldest, ageMs), 0)
    const delayMs = Math.max(soonestMs, sweepGraceMs - oldestMs)
    const hour = Math.ceil((clock().getTime() + delayMs) / hourMs)
    await jobs.enqueue(stagingSweepQueue, null, { uniqueKey: `${stagingSweepQueue}:${hour}`, delayMs })
  }

const isLeftover = (name: string): boolean => isStagedName(name) || originalOfNote(name) !== null

export const agesOf = async (folder: string, now: Date): Promise<{ name: string; ageMs: number }[]> => {
  const ages: { name: string; ageMs: number }[] = []
  for (const name of (await namesIn(folder)).filter(isLeftover)) {
    const about = await stat(join(folder, name)).catch(() => null)
    if (about) ages.push({ name, ageMs: now.getTime() - about.mtimeMs })
  }
  return ages
}
