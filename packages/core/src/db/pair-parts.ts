import type { PairGroup } from './dialect.ts'

/** Rows of one statement: some 300 KB of text, far below what any server takes. */
const rowsPerStatement = 20_000

/**
 * Pairs as statements take them: long groups are cut, short ones put together.
 *
 * @throws {TypeError} where a value is not a whole number, whatever its type says: it may be part of the statement's text.
 */
export function* inParts(groups: readonly PairGroup[]): Generator<PairGroup[]> {
  let part: PairGroup[] = []
  let room = rowsPerStatement
  for (const [first, seconds] of groups) {
    if (!Number.isSafeInteger(first) || !seconds.every(Number.isSafeInteger))
      throw new TypeError('Only whole numbers may be written out.')
    for (let start = 0; start < seconds.length; ) {
      const taken = start === 0 && seconds.length <= room ? seconds : seconds.slice(start, start + room)
      part.push([first, taken])
      start += taken.length
      room -= taken.length
      if (room > 0) continue
      yield part
      part = []
      room = rowsPerStatement
    }
  }
  if (part.length > 0) yield part
}
