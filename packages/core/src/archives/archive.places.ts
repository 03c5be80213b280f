import type { Actor } from '../access/actor.ts'
import type { Rights } from '../access/rights.ts'
import { VitrineError } from '../errors/vitrine-error.ts'

/** Guests cannot be told from one another. */
const maxOfGuests = 4
/** Each holds a connection and reads a disk. */
const maxInAll = 32

export interface ArchivePlaces {
  /** @returns Gives the place back. @throws {VitrineError} `ARCHIVE_UNDER_WAY` */
  take(actor: Actor, rights: Rights): () => void
}

/** How many archives are made at once in this process: one for each user and each link. */
export const createArchivePlaces = (): ArchivePlaces => {
  const busy = new Map<string, number>()
  let all = 0
  return {
    take: (actor, rights) => {
      const who = nameOf(actor, rights)
      const mine = busy.get(who) ?? 0
      if (mine >= (who === 'guest' ? maxOfGuests : 1) || all >= maxInAll) throw new VitrineError('ARCHIVE_UNDER_WAY')
      busy.set(who, mine + 1)
      all += 1
      let isTaken = true
      return () => {
        if (!isTaken) return
        isTaken = false
        all -= 1
        const left = (busy.get(who) ?? 1) - 1
        if (left === 0) busy.delete(who)
        else busy.set(who, left)
      }
    },
  }
}

const nameOf = (actor: Actor, { userId, linkId }: Rights): string => {
  // Whoever looks through other eyes does not take the place of the one looked through.
  if (actor.kind === 'preview') return `preview by ${JSON.stringify(actor.by)}`
  if (userId !== null) return `user ${userId}`
  if (linkId !== null) return `link ${linkId}`
  return actor.kind === 'host' ? `host ${actor.subject}` : actor.kind
}
