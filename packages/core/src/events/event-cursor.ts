import { VitrineError } from '../errors/vitrine-error.ts'

/** A place in the order of commits: all changes up to this one, of this commit and those before it. */
export interface EventPlace {
  readonly commit: number
  readonly change: number
}

export const beginning: EventPlace = Object.freeze({ commit: 0, change: 0 })

export const toCursor = ({ commit, change }: EventPlace): string => `${commit}-${change}`

/** The place after everything of a commit. */
export const endOf = (commit: number): EventPlace => ({ commit, change: Number.MAX_SAFE_INTEGER })

/** @throws {VitrineError} `CURSOR_INVALID` */
export const fromCursor = (cursor: unknown): EventPlace => {
  const match = typeof cursor === 'string' ? /^(\d{1,16})-(\d{1,16})$/.exec(cursor) : null
  const place = { commit: Number(match?.[1]), change: Number(match?.[2]) }
  if (!match || !Number.isSafeInteger(place.commit) || !Number.isSafeInteger(place.change))
    throw new VitrineError('CURSOR_INVALID', { issues: [{ path: 'after', message: 'Is not the id of an event.' }] })
  return place
}

export const isSame = (a: EventPlace, b: EventPlace): boolean => a.commit === b.commit && a.change === b.change
