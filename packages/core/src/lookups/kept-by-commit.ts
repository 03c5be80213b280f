/** Asks once per commit. What it answers is of the commit asked for, or a later one. */
export const keptByCommit = <T>(load: () => Promise<T>): ((commit: number | null) => Promise<T>) => {
  let kept: { readonly commit: number; readonly value: Promise<T> } | null = null
  return (commit) => {
    if (commit === null) return load()
    if (kept && kept.commit >= commit) return kept.value
    const mine = { commit, value: load() }
    kept = mine
    mine.value.catch(() => {
      if (kept === mine) kept = null
    })
    return mine.value
  }
}
