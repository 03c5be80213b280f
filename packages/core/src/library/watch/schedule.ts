import { Cron } from 'croner'

/** When a folder is looked at again without being asked. */
export interface Schedule {
  /** @param last - When it was looked at last; `null`: never. */
  next(now: Date, last: Date | null): Date | null
}

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

/**
 * Reads a schedule: `every 15 minutes`, `hourly`, `daily`, or five fields of cron in the time of this machine (`0 3 * * *`).
 *
 * @returns `null` where it is none of them.
 */
export const parseSchedule = (text: string): Schedule | null => {
  const every = /^every\s+(?:(\d{1,4})\s+)?(minute|hour|day)s?$/.exec(text.trim().toLowerCase())
  if (every) return interval(Number(every[1] ?? 1) * unitMs[every[2] as keyof typeof unitMs])
  const pattern = { hourly: '0 * * * *', daily: '0 3 * * *' }[text.trim().toLowerCase()] ?? text.trim()
  // Seconds are not for folders, and a date in the past would never come.
  if (pattern.split(/\s+/).length !== 5) return null
  try {
    const cron = new Cron(pattern, { paused: true })
    return { next: (now) => cron.nextRun(now) }
  } catch {
    return null
  }
}

const interval = (ms: number): Schedule | null =>
  ms < unitMs.minute
    ? null
    : { next: (now, last) => (last === null ? now : new Date(Math.max(now.getTime(), last.getTime() + ms))) }
