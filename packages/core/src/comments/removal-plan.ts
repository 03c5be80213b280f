/** Where a comment stands in its thread. */
export interface ThreadPlace {
  readonly id: number
  readonly parent_id: number | null
  readonly state: 'shown' | 'pending' | 'removed'
}

/**
 * What becomes of comments that are removed: those that others answered leave an empty place, so that the thread holds together; the
 * others go, and with them the empty places that nobody's answer is left of.
 *
 * @param places - All comments of the threads in question.
 */
export const planRemoval = (
  places: readonly ThreadPlace[],
  ids: readonly number[],
): { readonly emptied: number[]; readonly deleted: number[] } => {
  const byId = new Map(places.map((place) => [place.id, place]))
  const answers = new Map<number, number>()
  for (const { parent_id } of places) if (parent_id !== null) answers.set(parent_id, (answers.get(parent_id) ?? 0) + 1)
  const emptied = new Set<number>()
  const deleted = new Set<number>()
  const isEmpty = (id: number) => emptied.has(id) || byId.get(id)?.state === 'removed'
  const takeOut = (first: number): void => {
    for (let id: number | null = first; id !== null; ) {
      deleted.add(id)
      emptied.delete(id)
      const above: number | null = byId.get(id)?.parent_id ?? null
      if (above === null) return
      const left: number = (answers.get(above) ?? 1) - 1
      answers.set(above, left)
      id = left === 0 && isEmpty(above) ? above : null
    }
  }
  // An answer has a higher number than what it answers.
  for (const id of [...ids].sort((a, b) => b - a)) {
    if ((answers.get(id) ?? 0) > 0) emptied.add(id)
    else takeOut(id)
  }
  return { emptied: [...emptied], deleted: [...deleted] }
}
