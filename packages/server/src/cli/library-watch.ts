import { type LibrarySettings, parseSchedule } from '@vitrine/core'
import { readSwitch } from './switch.ts'
import { UsageError } from './usage-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface WatchFlags {
  /** `false` by `--no-watch`. */
  watch?: boolean
  schedule?: string
  quiet?: string
}

/**
 * What the command line and the environment fix of how folders are looked after; the rest is left to the settings of the gallery.
 * Flags win over `VITRINE_WATCH` (`on` or `off`), `VITRINE_SCHEDULE` and `VITRINE_QUIET_SECONDS`.
 *
 * @throws {UsageError}
 */
export const resolveLibraryWatch = (flags: WatchFlags, environment: Environment): Partial<LibrarySettings> => {
  const watch = flags.watch ?? readSwitch(environment, 'VITRINE_WATCH')
  const schedule = toSchedule(flags.schedule ?? (environment.VITRINE_SCHEDULE || undefined))
  const quietSeconds = toSeconds(flags.quiet ?? (environment.VITRINE_QUIET_SECONDS || undefined))
  return {
    ...(watch === undefined ? {} : { watch }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(quietSeconds === undefined ? {} : { quietSeconds }),
  }
}

const toSchedule = (value: string | undefined): string | null | undefined => {
  if (value === undefined) return undefined
  if (value === 'off') return null
  if (parseSchedule(value)) return value
  throw new UsageError(
    `The schedule must be “every 15 minutes”, “hourly”, “daily”, “off”, or five fields of cron such as “0 3 * * *”, not “${value}”.`,
  )
}

const toSeconds = (value: string | undefined): number | undefined => {
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (/^\d+(\.\d+)?$/.test(value) && seconds >= 0.1 && seconds <= 3_600) return seconds
  throw new UsageError(`The quiet time must be a number of seconds from 0.1 to 3600, not “${value}”.`)
}
