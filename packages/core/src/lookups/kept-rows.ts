/** Rows by a key, kept until the gallery changes; also that there is none. */
export interface KeptRows<Key, Row> {
  /**
   * Those of these rows that there are.
   *
   * @param commit - The rows are of this one or a later one; `null`: they are read anew, as inside a transaction.
   * @param load - Reads what is not kept. Each key is asked for once.
   */
  get(
    commit: number | null,
    keys: readonly Key[],
    load: (missing: readonly Key[]) => Promise<ReadonlyMap<Key, Row>>,
  ): Promise<ReadonlyMap<Key, Row>>
}

/** @param maxRows - The first ones that were kept make room. */
export const createKeptRows = <Key, Row>(maxRows: number): KeptRows<Key, Row> => {
  let keptAt = -1
  let kept = new Map<Key, Row | null>()
  return {
    get: async (commit, keys, load) => {
      if (commit === null) return keys.length === 0 ? new Map() : load([...new Set(keys)])
      if (commit > keptAt) {
        keptAt = commit
        kept = new Map()
      }
      const rows = kept
      const found = new Map<Key, Row>()
      const missing = new Set<Key>()
      for (const key of keys) {
        const row = rows.get(key)
        if (row === undefined) missing.add(key)
        else if (row !== null) found.set(key, row)
      }
      if (missing.size === 0) return found
      const loaded = await load([...missing])
      for (const key of missing) {
        const row = loaded.get(key)
        if (row !== undefined) found.set(key, row)
        // Into the map of its commit, which nobody looks into any more where there was another one since.
        rows.set(key, row ?? null)
      }
      for (const key of rows.keys()) {
        if (rows.size <= maxRows) break
        rows.delete(key)
      }
      return found
    },
  }
}
