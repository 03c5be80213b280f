/** What came in within so many days is new. */
export const newDays = 7

/** Which entries of a page are new, by when they came in (ISO 8601). Where all are, none is marked: it would tell nothing. */
export const toNewMarks = (instants: readonly (string | null)[], now: number = Date.now()): boolean[] => {
  const from = now - newDays * 86_400_000
  const marks = instants.map((instant) => instant !== null && Date.parse(instant) >= from)
  return marks.every(Boolean) ? marks.map(() => false) : marks
}
