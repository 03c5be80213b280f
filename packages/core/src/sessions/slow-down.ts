import { createHash } from 'node:crypto'
import type { GalleryContext } from '../context.ts'
import { hasSessionFrom } from './session.store.ts'
import { addFailure, selectFailures, toBucket } from './slow-down.store.ts'

/** Failures for a name that cost nothing, from wherever they came: people forget. */
const freeFailures = 20
/** They are forgotten after this. */
const windowMs = 24 * 3_600_000
/** Longest wait between two attempts: many addresses together must not be able to lock the owner out. */
const maxWaitSeconds = 60

/** Seconds from the last failure to the next attempt: 1, 2, 4 … 60. */
const waitAfter = (failures: number): number =>
  failures < freeFailures ? 0 : Math.min(2 ** Math.min(failures - freeFailures, 6), maxWaitSeconds)

export interface SlowDown {
  /**
   * @param userId - Of whom the name is, if it is anybody's.
   * @returns Seconds to wait; 0 when the attempt may go on.
   */
  waitFor(name: string, userId: number | undefined, address: string): Promise<number>
  failed(name: string): Promise<void>
}

/**
 * Slows down guesses at one name that come from many addresses, whichever process they reach: the count is in the database. Where
 * somebody is signed in already nobody waits, so that an owner at home is not kept out by strangers.
 */
export const createSlowDown = ({ connections, clock }: Pick<GalleryContext, 'connections' | 'clock'>): SlowDown => {
  const bucketOf = (name: string) => toBucket(createHash('sha256').update(name).digest())
  return {
    waitFor: async (name, userId, address) => {
      const row = await selectFailures(connections.read, bucketOf(name))
      if (!row || row.failures < freeFailures) return 0
      const now = clock().getTime()
      if (Date.parse(row.first_at) + windowMs <= now) return 0
      const seconds = Math.ceil((Date.parse(row.last_at) + waitAfter(row.failures) * 1_000 - now) / 1_000)
      if (seconds <= 0) return 0
      const isKnown =
        userId !== undefined && address !== '' && (await hasSessionFrom(connections.read, userId, address))
      return isKnown ? 0 : seconds
    },
    failed: (name) => {
      const now = clock()
      return addFailure(connections.write, bucketOf(name), {
        at: now.toISOString(),
        since: new Date(now.getTime() - windowMs).toISOString(),
      })
    },
  }
}
